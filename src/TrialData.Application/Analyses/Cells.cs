using TrialData.Application.Protocol;
using TrialData.Statistics;

namespace TrialData.Application.Analyses;

/// <summary>Counts by site and arm, with their totals.</summary>
internal sealed class Cells
{
    private readonly OutcomeTally tally;
    private readonly IReadOnlyList<string> arms;
    private readonly Dictionary<(string Site, string Arm), int> randomised;

    public Cells(TrialProtocol protocol, IReadOnlyList<AnalysisParticipant> participants, OutcomeTally tally)
    {
        this.tally = tally;
        arms = protocol.Arms.Select(a => a.Code).ToList();
        Sites = protocol.Sites.Select(s => new Labelled(s.Code, s.Name)).ToList();
        randomised = participants
            .Where(p => p.Arm is not null)
            .GroupBy(p => (p.Site, p.Arm!))
            .ToDictionary(g => g.Key, g => g.Count());
    }

    public IReadOnlyList<Labelled> Sites { get; }

    public IReadOnlyList<RateCell> Rates(string outcome, string visit)
    {
        var cells = from site in Sites.Select(s => s.Code).Append(null)
                    from arm in arms.Append(null)
                    select Rate(outcome, visit, site, arm);
        return cells.ToList();
    }

    public TwoByTwo Table(string outcome, string visit, string? site, PlannedComparison comparison)
    {
        var treated = Count(outcome, visit, site, comparison.Arm);
        var reference = Count(outcome, visit, site, comparison.Reference);
        return new TwoByTwo(treated.Events, treated.Recorded, reference.Events, reference.Recorded);
    }

    private RateCell Rate(string outcome, string visit, string? site, string? arm)
    {
        var all = SitesOf(site).SelectMany(s => ArmsOf(arm).Select(a => randomised.GetValueOrDefault((s, a)))).Sum();
        var count = Count(outcome, visit, site, arm);
        return new RateCell(
            site,
            arm,
            all,
            count.Recorded,
            count.Events,
            count.Recorded > 0 ? Wilson.Interval(count.Events, count.Recorded) : null,
            count.Recorded > 0 ? ClopperPearson.Interval(count.Events, count.Recorded) : null,
            all > 0 ? Wilson.Interval(count.Events, all) : null);
    }

    private OutcomeCount Count(string outcome, string visit, string? site, string? arm) =>
        SitesOf(site)
            .SelectMany(s => ArmsOf(arm).Select(a => tally.Count(outcome, visit, s, a)))
            .Aggregate(default(OutcomeCount), (sum, cell) => sum + cell);

    private IEnumerable<string> SitesOf(string? site) => site is null ? Sites.Select(s => s.Code) : [site];

    private IEnumerable<string> ArmsOf(string? arm) => arm is null ? arms : [arm];
}
