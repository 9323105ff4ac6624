using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Reporting;

/// <summary>Audit events as CSV, one row each, in the order in which they are shown.</summary>
public static class AuditCsv
{
    private static readonly string[] Header =
    [
        "occurred_at", "actor", "role", "use_case", "result", "site", "subject", "field", "old_value", "new_value", "reason", "has_reason",
        "chain", "sequence", "correlation_id",
    ];

    public static string Of(AuditPage page) => CsvText.Write(
        Header,
        page.Events.Select(each => (IEnumerable<string>)
        [
            AuditHash.Text(each.OccurredAt), each.Actor, each.Role ?? "", each.UseCase, each.Result, each.Site ?? "", each.Subject ?? "", each.Field ?? "",
            each.OldValue ?? "", each.NewValue ?? "", each.Reason ?? "", each.HasReason ? "1" : "0",
            each.Chain, each.Sequence.ToString(CultureInfo.InvariantCulture), each.CorrelationId.ToString("D"),
        ]));
}
