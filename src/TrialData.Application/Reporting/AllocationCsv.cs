using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Reporting;

/// <summary>Allocations as CSV: one row for each participant, with each factor as randomised and as corrected.</summary>
public static class AllocationCsv
{
    public static string Of(ListedAllocations listed) => CsvText.Write(
        [
            "number", "site", "arm", "allocated_on", "origin", "manual",
            .. listed.Factors.SelectMany(factor => new[] { $"{factor}_as_randomised", $"{factor}_as_corrected" }), "errors",
        ],
        listed.Allocations.Select(each => (IEnumerable<string>)
        [
            each.Number, each.Site, each.Arm, AuditHash.Text(each.AllocatedOn) ?? "", each.Origin.ToString(), each.IsManual ? "1" : "0",
            .. listed.Factors.SelectMany(factor => new[] { each.AsRandomised.GetValueOrDefault(factor, ""), each.AsCorrected.GetValueOrDefault(factor, "") }),
            string.Join("; ", each.Errors),
        ]));
}
