using System.Runtime.CompilerServices;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AuditTrail(StoreSession session) : IAuditTrail
{
    /// <summary>The script from which on an item says why it has no answer.</summary>
    private const string MissingScript = "0014_capture";

    private static readonly SqlFile CountRows = SqlFile.Named("records/CountRows");
    private static readonly SqlFile ReadAuditChains = SqlFile.Named("pipeline/ReadAuditChains");
    private static readonly SqlFile ReadAuditEvents = SqlFile.Named("pipeline/ReadAuditEvents");
    private static readonly SqlFile ReadAuditEventsWithoutRecords = SqlFile.Named("pipeline/ReadAuditEventsWithoutRecords");
    private static readonly SqlFile CountScript = SqlFile.Named("pipeline/CountScript");
    private static readonly SqlFile ReadAnswerRows = SqlFile.Named("pipeline/ReadAnswerRows");
    private static readonly SqlFile ReadAnswerRowsWithoutMissing = SqlFile.Named("pipeline/ReadAnswerRowsWithoutMissing");
    private static readonly SqlFile ReadAllocationRows = SqlFile.Named("pipeline/ReadAllocationRows");

    public Task<IReadOnlyList<ChainHead>> HeadsAsync(CancellationToken cancellation) =>
        session.QueryAsync<ChainHead>(ReadAuditChains, parameters: null, cancellation);

    public async IAsyncEnumerable<StoredEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var sql = await HoldRecordsAsync(cancellation) ? ReadAuditEvents : ReadAuditEventsWithoutRecords;
        await foreach (var row in session.StreamAsync<EventRow>(sql, parameters: null, cancellation))
        {
            yield return new StoredEvent(row.Sequence, row.ToEvent(), row.Hash);
        }
    }

    public async Task<IReadOnlyDictionary<string, string>> EvidenceAsync(CancellationToken cancellation)
    {
        var evidence = new Dictionary<string, string>(StringComparer.Ordinal);
        await AddFormsAsync(evidence, cancellation);
        await foreach (var row in session.StreamAsync<AllocationRow>(ReadAllocationRows, parameters: null, cancellation))
        {
            Add(evidence, Evidence.OfAllocation(row));
        }

        return evidence;
    }

    public Task<bool> KnowsRecordsAsync(CancellationToken cancellation) => HoldsAsync(SqlFile.Migrations(session.Engine)[^1].Name, cancellation);

    public async IAsyncEnumerable<FoundRecord> RecordsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var totals = (await session.QueryAsync<RowTotal>(CountRows, parameters: null, cancellation)).ToDictionary(t => t.Name, t => t.Total, StringComparer.Ordinal);
        foreach (var kind in VouchedRecords.All)
        {
            var rows = 0L;
            await foreach (var record in StoredRecords.AllAsync(session, kind, cancellation))
            {
                rows += record.Rows;
                yield return new FoundRecord(kind.NameOf(record.Key), record.Digest, record.Label);
            }

            // SQLite takes a text where a number belongs; such a row lies outside of every range of numbers.
            if (rows != totals[kind.Table])
            {
                yield return new FoundRecord($"{kind.Name}:?", Digest: string.Empty, "a row whose number is none");
            }
        }
    }

    // A copy of a store may have a schema from before events had records.
    private Task<bool> HoldRecordsAsync(CancellationToken cancellation) => HoldsAsync(VouchedRecords.Script, cancellation);

    private async Task<bool> HoldsAsync(string script, CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<long>(CountScript, new { Script = script }, cancellation) > 0;

    private async Task AddFormsAsync(Dictionary<string, string> evidence, CancellationToken cancellation)
    {
        var (formId, version) = (0L, 0);
        var rows = new List<AnswerRow>();
        var sql = await HoldsAsync(MissingScript, cancellation) ? ReadAnswerRows : ReadAnswerRowsWithoutMissing;
        await foreach (var row in session.StreamAsync<StoredAnswer>(sql, parameters: null, cancellation))
        {
            if (rows.Count > 0 && (row.FormId != formId || row.FormVersion != version))
            {
                Add(evidence, Evidence.OfForm(formId, version, rows));
                rows.Clear();
            }

            (formId, version) = (row.FormId, row.FormVersion);
            rows.Add(new AnswerRow(row.Item, row.Value, row.Missing, row.Reason, row.AccountId, row.SavedAt));
        }

        if (rows.Count > 0)
        {
            Add(evidence, Evidence.OfForm(formId, version, rows));
        }
    }

    private static void Add(Dictionary<string, string> evidence, Evidence rows) => evidence.Add(rows.Name, rows.Digest);

    private sealed record RowTotal(string Name, long Total);

    private sealed record StoredAnswer
    {
        public long FormId { get; init; }

        public int FormVersion { get; init; }

        public string Item { get; init; } = string.Empty;

        public string? Value { get; init; }

        public string? Missing { get; init; }

        public string? Reason { get; init; }

        public long AccountId { get; init; }

        public DateTimeOffset SavedAt { get; init; }
    }

    private sealed record EventRow
    {
        public string Chain { get; init; } = string.Empty;

        public long Sequence { get; init; }

        public DateTimeOffset OccurredAt { get; init; }

        public Guid CorrelationId { get; init; }

        public long? AccountId { get; init; }

        public string ActorName { get; init; } = string.Empty;

        public string? ActorRole { get; init; }

        public string UseCase { get; init; } = string.Empty;

        public string Result { get; init; } = string.Empty;

        public long? TrialId { get; init; }

        public long? SiteId { get; init; }

        public string? Subject { get; init; }

        public string? Field { get; init; }

        public string? OldValue { get; init; }

        public string? NewValue { get; init; }

        public string? Reason { get; init; }

        public string? Evidence { get; init; }

        public string? Digest { get; init; }

        public string? Records { get; init; }

        public string Hash { get; init; } = string.Empty;

        public AuditEvent ToEvent() => new(
            new AuditChain(Chain), OccurredAt, CorrelationId, AccountId, ActorName, ActorRole, UseCase, Result,
            TrialId, SiteId, Subject, Field, OldValue, NewValue, Reason, Evidence, Digest, Records);
    }
}
