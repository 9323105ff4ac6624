using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Application.Safety;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class SafetyReports(StoreSession session) : ISafetyReports
{
    private static readonly SqlFile SafetyEntriesInTrial = SqlFile.Named("safety/SafetyEntriesInTrial");
    private static readonly SqlFile SafetyEntriesAtSites = SqlFile.Named("safety/SafetyEntriesAtSites");
    private static readonly SqlFile ReportsOfEntry = SqlFile.Named("safety/ReportsOfEntry");
    private static readonly SqlFile AddSafetyReport = SqlFile.Named("safety/AddSafetyReport");

    public async Task<IReadOnlyList<SafetyEntry>> EntriesAsync(SiteScope scope, IReadOnlyList<string> logs, CancellationToken cancellation)
    {
        if (logs.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync<EntryRow>(
            scope.AllSites ? SafetyEntriesInTrial : SafetyEntriesAtSites,
            new { scope.TrialId, scope.SiteIds, Logs = logs, Items = SafetyItems.All },
            cancellation);
        return rows.GroupBy(row => row.FormId).Select(ToEntry).ToList();
    }

    public async Task<IReadOnlyList<SentReport>> OfEntryAsync(long formId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<ReportRow>(ReportsOfEntry, new { FormId = formId }, cancellation);
        return rows.Select(row => new SentReport(Enum.Parse<SafetyRecipient>(row.Recipient), row.SentOn)).ToList();
    }

    public async Task AddAsync(NewSafetyReport report, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(report.RevealsArm, cancellation);
        session.Touched.Add(VouchedRecords.SafetyReport, id, report.RevealsArm);
        await session.ExecuteAsync(
            AddSafetyReport,
            new
            {
                SafetyReportId = id,
                report.FormId,
                Recipient = report.Report.Recipient.ToString(),
                report.Report.SentOn,
                report.RecordedAt,
                report.AccountId,
            },
            cancellation);
    }

    // A row for each answer and report of an entry.
    private static SafetyEntry ToEntry(IGrouping<long, EntryRow> rows)
    {
        var first = rows.First();
        return new SafetyEntry(
            first.PublicId,
            first.Number,
            first.Site,
            first.SiteId,
            first.LogCode,
            first.Instance,
            rows.DistinctBy(row => row.Item).ToDictionary(row => row.Item, row => row.Value, StringComparer.Ordinal),
            rows.Where(row => row.SafetyReportId is not null)
                .DistinctBy(row => row.SafetyReportId)
                .Select(row => new SentReport(Enum.Parse<SafetyRecipient>(row.Recipient!), row.SentOn!.Value))
                .ToList());
    }

    private sealed record ReportRow(string Recipient, DateOnly SentOn);

    private sealed record EntryRow(
        long FormId,
        Guid PublicId,
        string Number,
        string Site,
        long SiteId,
        string LogCode,
        int Instance,
        string Item,
        string Value,
        long? SafetyReportId,
        string? Recipient,
        DateOnly? SentOn);
}
