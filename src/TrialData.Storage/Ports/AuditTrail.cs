using System.Runtime.CompilerServices;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AuditTrail(StoreSession session) : IAuditTrail
{
    private static readonly SqlFile ReadAuditChains = SqlFile.Named("pipeline/ReadAuditChains");
    private static readonly SqlFile ReadAuditEvents = SqlFile.Named("pipeline/ReadAuditEvents");
    private static readonly SqlFile ReadAnswerRows = SqlFile.Named("pipeline/ReadAnswerRows");
    private static readonly SqlFile ReadAllocationRows = SqlFile.Named("pipeline/ReadAllocationRows");

    public Task<IReadOnlyList<ChainHead>> HeadsAsync(CancellationToken cancellation) =>
        session.QueryAsync<ChainHead>(ReadAuditChains, parameters: null, cancellation);

    public async IAsyncEnumerable<StoredEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in session.StreamAsync<EventRow>(ReadAuditEvents, parameters: null, cancellation))
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

    private async Task AddFormsAsync(Dictionary<string, string> evidence, CancellationToken cancellation)
    {
        var (formId, version) = (0L, 0);
        var rows = new List<AnswerRow>();
        await foreach (var row in session.StreamAsync<StoredAnswer>(ReadAnswerRows, parameters: null, cancellation))
        {
            if (rows.Count > 0 && (row.FormId != formId || row.FormVersion != version))
            {
                Add(evidence, Evidence.OfForm(formId, version, rows));
                rows.Clear();
            }

            (formId, version) = (row.FormId, row.FormVersion);
            rows.Add(new AnswerRow(row.Item, row.Value, row.Reason, row.AccountId, row.SavedAt));
        }

        if (rows.Count > 0)
        {
            Add(evidence, Evidence.OfForm(formId, version, rows));
        }
    }

    private static void Add(Dictionary<string, string> evidence, Evidence rows) => evidence.Add(rows.Name, rows.Digest);

    private sealed record StoredAnswer(
        long FormId, int FormVersion, string Item, string? Value, string? Reason, long AccountId, DateTimeOffset SavedAt);

    private sealed record EventRow(
        string Chain,
        long Sequence,
        DateTimeOffset OccurredAt,
        Guid CorrelationId,
        long? AccountId,
        string ActorName,
        string? ActorRole,
        string UseCase,
        string Result,
        long? TrialId,
        long? SiteId,
        string? Subject,
        string? Field,
        string? OldValue,
        string? NewValue,
        string? Reason,
        string? Evidence,
        string? Digest,
        string Hash)
    {
        public AuditEvent ToEvent() => new(
            new AuditChain(Chain), OccurredAt, CorrelationId, AccountId, ActorName, ActorRole, UseCase, Result,
            TrialId, SiteId, Subject, Field, OldValue, NewValue, Reason, Evidence, Digest);
    }
}
