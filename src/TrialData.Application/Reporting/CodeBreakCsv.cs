using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Reporting;

/// <summary>The register of unblinding as CSV: one row for each entry, its impacts in one field.</summary>
public static class CodeBreakCsv
{
    private const string BetweenImpacts = "; ";

    private static readonly string[] Header =
    [
        "id", "kind", "by_hand", "number", "site", "learned_by", "broken_on", "reason", "impact", "impacts", "recorded_at", "recorded_by",
    ];

    public static string Of(RegisterOfCodeBreaks register) => CsvText.Write(
        Header,
        register.Entries.Select(each => (IEnumerable<string>)
        [
            each.PublicId.ToString("D"), each.Kind.ToString(), each.IsByHand ? "1" : "0", each.Number ?? "", each.Site ?? "", each.Learned,
            AuditHash.Text(each.BrokenOn)!, each.Reason ?? "", string.Join(BetweenImpacts, each.Impacts.Select(impact => impact.Impact).OfType<string>()),
            AuditHash.Text(each.Impacts.Count)!, AuditHash.Text(each.RecordedAt), each.RecordedBy,
        ]));
}
