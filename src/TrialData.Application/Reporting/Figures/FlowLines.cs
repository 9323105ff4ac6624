using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting.Figures;

/// <summary>What the boxes of a participant flow say.</summary>
internal static class FlowLines
{
    public static IReadOnlyList<string> Excluded(ParticipantFlow flow) =>
        [Counted("Excluded", flow.Excluded.Sum(reason => reason.Count)), .. flow.Excluded.Select(reason => $"• {Counted(reason.Reason, reason.Count)}")];

    /// <summary>The stages below randomisation, each with the lines of an arm's box.</summary>
    public static IEnumerable<(string Stage, Func<ArmFlow, IReadOnlyList<string>> Lines)> Stages(AnalysisResults results)
    {
        yield return ("Allocation", arm =>
        [
            Counted($"Allocated to {results.ArmLabel(arm.Arm)}", arm.Allocated),
            .. arm.UnderWaiver > 0 ? new[] { $"• {Counted("Randomised under a waiver", arm.UnderWaiver)}" } : [],
        ]);
        yield return ("Follow-up", arm =>
        [
            .. arm.Visits.Count > 0 ? new[] { "Attended" } : [],
            .. arm.Visits.Select(visit => $"• {Counted(visit.Visit.Label, visit.Attended)}"),
            Counted("Withdrew", arm.Withdrawn),
            Counted("Lost to follow-up", arm.LostToFollowUp),
            Counted("Died", arm.Died),
            .. arm.DataWithdrawn > 0 ? new[] { Counted("Data withdrawn", arm.DataWithdrawn) } : [],
        ]);
        if (Judged(results).Any())
        {
            yield return ("Analysis", arm => ["Analysed", .. Analysed(results, arm.Arm).Select(analysed => $"• {Counted(analysed.Label, analysed.Recorded)}")]);
        }
    }

    /// <summary>The same as rows: a label and one count for each arm of the flow.</summary>
    public static IEnumerable<(string Label, IReadOnlyList<string> Counts)> Table(AnalysisResults results)
    {
        var arms = results.Flow.Arms;
        yield return ("Allocated", Counts(arm => arm.Allocated));
        if (arms.Any(arm => arm.UnderWaiver > 0))
        {
            yield return ("Randomised under a waiver", Counts(arm => arm.UnderWaiver));
        }

        foreach (var visit in arms.SelectMany(arm => arm.Visits).Select(visit => visit.Visit).DistinctBy(visit => visit.Code))
        {
            yield return ($"Attended: {visit.Label}", Counts(arm => arm.Visits.FirstOrDefault(v => v.Visit.Code == visit.Code)?.Attended));
        }

        yield return ("Withdrew", Counts(arm => arm.Withdrawn));
        yield return ("Lost to follow-up", Counts(arm => arm.LostToFollowUp));
        yield return ("Died", Counts(arm => arm.Died));
        if (arms.Any(arm => arm.DataWithdrawn > 0))
        {
            yield return ("Data withdrawn", Counts(arm => arm.DataWithdrawn));
        }

        foreach (var (outcome, visit) in Judged(results))
        {
            yield return ($"Analysed: {outcome.Label}, {visit.Visit.Label}", Counts(arm => visit.Cell(site: null, arm.Arm)?.Recorded));
        }

        IReadOnlyList<string> Counts(Func<ArmFlow, int?> count) => [.. arms.Select(arm => count(arm) is { } n ? Formats.Count(n) : Formats.None)];
    }

    private static IEnumerable<(string Label, int Recorded)> Analysed(AnalysisResults results, string arm) =>
        Judged(results).Select(judged => ($"{judged.Outcome.Label}, {judged.Visit.Visit.Label}", judged.Visit.Cell(site: null, arm)?.Recorded ?? 0));

    private static IEnumerable<(OutcomeResult Outcome, VisitResult Visit)> Judged(AnalysisResults results) =>
        results.Headlines().SelectMany(outcome => outcome.JudgedVisits().Select(visit => (outcome, visit)));

    private static string Counted(string label, int count) => $"{label} (n\u00A0=\u00A0{Formats.Count(count)})";
}
