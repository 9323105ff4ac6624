using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AuditReader(StoreSession session) : IAuditReader
{
    private static readonly SqlFile FindAuditEvents = SqlFile.Named("administration/FindAuditEvents");

    public async Task<IReadOnlyList<ListedEvent>> FindAsync(
        IReadOnlyList<AuditChain> chains, AuditQuestion question, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<Row>(
            FindAuditEvents,
            new
            {
                Chains = chains.Select(chain => chain.Name),
                question.ActorName,
                question.UseCase,
                question.Field,
                question.SubjectBegins,
                Letters = question.SubjectBegins?.Length ?? 0,
                OccurredFrom = question.From,
                OccurredTo = question.To,
                question.Before,
                question.Most,
            },
            cancellation);
        return [.. rows.Select(row => new ListedEvent(row.AuditEventId, row.ToEvent()))];
    }

    private sealed record Row(
        long AuditEventId, string Chain, long Sequence, DateTimeOffset OccurredAt, Guid CorrelationId, long? AccountId, string ActorName,
        string? ActorRole, string UseCase, string Result, long? TrialId, long? SiteId, string? Subject, string? Field, string? OldValue,
        string? NewValue, string? Reason)
    {
        public StoredEvent ToEvent() => new(
            Sequence,
            new AuditEvent(
                new AuditChain(Chain), OccurredAt, CorrelationId, AccountId, ActorName, ActorRole, UseCase, Result, TrialId, SiteId, Subject,
                Field, OldValue, NewValue, Reason),
            Hash: string.Empty);
    }
}
