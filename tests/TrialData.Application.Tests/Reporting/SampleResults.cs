using TrialData.Application.Analyses;
using TrialData.Statistics;

namespace TrialData.Application.Tests.Reporting;

/// <summary>Builds results of any shape from counts.</summary>
/// <param name="Count">Randomised, recorded and events of a cell, from the places of outcome, visit, site and arm.</param>
internal sealed record SampleResults(
    IReadOnlyList<Labelled> Arms,
    IReadOnlyList<Labelled> Sites,
    IReadOnlyList<(Labelled Visit, int Day, bool Headline)> Visits,
    IReadOnlyList<(string Id, string Label, string Definition, bool Headline)> Outcomes,
    Func<int, int, int, int, (int Randomised, int Recorded, int Events)> Count)
{
    public string Title { get; init; } = "A trial";

    public bool Demonstration { get; init; } = true;

    public int? Screened { get; init; }

    public IReadOnlyList<CountedReason> Excluded { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public AnalysisResults Build()
    {
        var outcomes = Outcomes.Select((outcome, o) => new OutcomeResult(
            outcome.Id, outcome.Label, outcome.Definition, "Participants whose outcome is recorded at the visit.", outcome.Headline,
            [.. Visits.Select((visit, v) => Visit(o, v, visit))])).ToList();
        return new("TRIAL", Title, "Primary analysis", Arms, Sites, outcomes, Measures(), Flow(), Provenance());
    }

    private List<MeasureResult> Measures() => Outcomes.Count == 0
        ? []
        :
        [
            new("hours", "Hours of <paid> work", "Hours in a usual week.", [.. Visits.Select(visit => new MeasureAtVisit(
                visit.Visit,
                [.. Arms.Select((arm, a) => new MeasureInArm(arm.Code, a == 0 ? null : Description.Of([0, 7.5, 16, 37.5])))]))]),
        ];

    private VisitResult Visit(int o, int v, (Labelled Visit, int Day, bool Headline) visit)
    {
        var cells = new List<RateCell>();
        for (var s = 0; s <= Sites.Count; s++)
        {
            for (var a = 0; a <= Arms.Count; a++)
            {
                cells.Add(Cell(s == Sites.Count ? null : Sites[s].Code, a == Arms.Count ? null : Arms[a].Code, Sum(o, v, s, a)));
            }
        }

        // Every other arm against the last one.
        var reference = Arms.Count - 1;
        var comparisons = Enumerable.Range(0, Math.Max(reference, 0)).Select(a =>
        {
            var sites = Sites.Select((site, s) => new SiteEffect(site.Code, Effect(Sum(o, v, s, a), Sum(o, v, s, reference)))).ToList();
            return new ArmComparison(
                Arms[a].Code, Arms[reference].Code,
                Effect(Sum(o, v, Sites.Count, a), Sum(o, v, Sites.Count, reference)),
                sites,
                StandIns.Stratified([.. sites.Select(site => site.Effect)]));
        });
        return new(visit.Visit, visit.Day, visit.Headline, cells, [.. comparisons]);
    }

    private static EffectEstimates Effect((int Randomised, int Recorded, int Events) one, (int Randomised, int Recorded, int Events) zero) =>
        StandIns.Effect(one.Events, one.Recorded, zero.Events, zero.Recorded);

    private static RateCell Cell(string? site, string? arm, (int Randomised, int Recorded, int Events) sum) => new(
        site, arm, sum.Randomised, sum.Recorded, sum.Events,
        StandIns.Wilson(sum.Events, sum.Recorded), StandIns.Wider(sum.Events, sum.Recorded), StandIns.Wilson(sum.Events, sum.Randomised));

    private (int Randomised, int Recorded, int Events) Sum(int o, int v, int site, int arm)
    {
        var total = (Randomised: 0, Recorded: 0, Events: 0);
        for (var s = 0; s < Sites.Count; s++)
        {
            for (var a = 0; a < Arms.Count; a++)
            {
                if ((site == Sites.Count || s == site) && (arm == Arms.Count || a == arm))
                {
                    var count = Count(o, v, s, a);
                    total = (total.Randomised + count.Randomised, total.Recorded + count.Recorded, total.Events + count.Events);
                }
            }
        }

        return total;
    }

    private ParticipantFlow Flow()
    {
        var arms = Arms.Select((arm, a) => new ArmFlow(
            arm.Code,
            Sum(0, 0, Sites.Count, a).Randomised,
            [.. Visits.Select((visit, v) => new VisitFlow(visit.Visit, Outcomes.Count == 0 ? 0 : Sum(0, v, Sites.Count, a).Recorded))],
            Withdrawn: 4 + a,
            LostToFollowUp: 3 + a,
            Died: a)).ToList();
        return new(Screened, Excluded, arms.Sum(arm => arm.Allocated), arms);
    }

    private Provenance Provenance() => new(
        Demonstration, new DateTimeOffset(2027, 3, 17, 14, 5, 0, TimeSpan.Zero), 3,
        new string('a', 64), new string('b', 64), new string('c', 64), "TrialData 0.1.0", Notes);
}
