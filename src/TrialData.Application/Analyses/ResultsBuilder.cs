using TrialData.Application.Protocol;
using TrialData.Statistics;

namespace TrialData.Application.Analyses;

/// <summary>Turns counts into rates, effects and the participant flow.</summary>
internal static class ResultsBuilder
{
    private const string Denominator =
        "Participants whose outcome was recorded at the visit. Beside it stands the rate among all randomised, with a missing outcome counted as not reached.";

    public static AnalysisResults Build(
        TrialProtocol protocol,
        AnalysisSpecification specification,
        IReadOnlyList<AnalysisParticipant> participants,
        OutcomeTally tally,
        Provenance provenance)
    {
        var cells = new Cells(protocol, participants, tally);
        return new AnalysisResults(
            protocol.Code,
            protocol.Title,
            specification.Title,
            protocol.Arms.Select(a => new Labelled(a.Code, a.Label)).ToList(),
            cells.Sites,
            specification.Analyses.Select(a => OutcomeOf(a, specification.Outcome(a.Outcome), protocol, tally, cells)).ToList(),
            specification.Measures.Select(m => MeasureOf(m, protocol, tally)).ToList(),
            FlowBuilder.Build(protocol, participants, tally),
            provenance);
    }

    private static MeasureResult MeasureOf(MeasureDefinition measure, TrialProtocol protocol, OutcomeTally tally)
    {
        var visits = from code in tally.VisitsOf(measure)
                     let visit = new Labelled(code, protocol.FindVisit(code)!.Label)
                     select new MeasureAtVisit(visit, protocol.Arms.Select(arm => InArm(code, arm.Code)).ToList());
        return new MeasureResult(measure.Id, measure.Label, measure.Definition, visits.ToList());

        MeasureInArm InArm(string visit, string arm) => new(arm, Description.Of(tally.Numbers(measure.Id, visit, arm).ToArray()));
    }

    private static OutcomeResult OutcomeOf(
        PlannedAnalysis analysis, OutcomeDefinition outcome, TrialProtocol protocol, OutcomeTally tally, Cells cells) =>
        new(
            outcome.Id,
            outcome.Label,
            outcome.Definition,
            Denominator,
            analysis.Headline,
            tally.VisitsOf(outcome.Id).Select(code => VisitOf(analysis, outcome.Id, protocol.FindVisit(code)!, cells)).ToList());

    private static VisitResult VisitOf(PlannedAnalysis analysis, string outcome, PlannedVisit visit, Cells cells) => new(
        new Labelled(visit.Code, visit.Label),
        visit.Day,
        analysis.Visits.Contains(visit.Code, StringComparer.Ordinal),
        cells.Rates(outcome, visit.Code),
        analysis.Comparisons.Select(c => Compare(analysis, c, outcome, visit.Code, cells)).ToList());

    private static ArmComparison Compare(PlannedAnalysis analysis, PlannedComparison comparison, string outcome, string visit, Cells cells)
    {
        var tables = cells.Sites
            .Select(s => (Site: s.Code, Table: cells.Table(outcome, visit, s.Code, comparison)))
            .ToList();
        return new ArmComparison(
            comparison.Arm,
            comparison.Reference,
            Effects.Of(cells.Table(outcome, visit, site: null, comparison)),
            tables.Select(t => new SiteEffect(t.Site, Effects.Of(t.Table))).ToList(),
            analysis.StratifiedBySite ? Effects.Stratified(tables.Select(t => t.Table).ToArray()) : null);
    }
}
