using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AuditLog(StoreSession session) : IAuditLog
{
    private static readonly SqlFile LockAuditChain = SqlFile.Named("pipeline/LockAuditChain");
    private static readonly SqlFile StartAuditChain = SqlFile.Named("pipeline/StartAuditChain");
    private static readonly SqlFile AppendAuditEvent = SqlFile.Named("pipeline/AppendAuditEvent");

    public async Task AppendAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellation)
    {
        // Chains are locked in one order, so that two requests never wait for each other.
        foreach (var chain in events.GroupBy(e => e.Chain.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var head = await LockAsync(chain.Key, cancellation);
            var (sequence, hash) = (head.LastSequence, head.LastHash);
            foreach (var auditEvent in chain)
            {
                sequence++;
                hash = AuditHash.Of(hash, sequence, auditEvent);
                await AppendAsync(auditEvent, sequence, hash, cancellation);
            }
        }
    }

    private async Task<ChainHead> LockAsync(string chain, CancellationToken cancellation)
    {
        if (await session.SingleOrDefaultAsync<ChainHead>(LockAuditChain, new { Chain = chain }, cancellation) is { } head)
        {
            return head;
        }

        await session.ExecuteAsync(StartAuditChain, new { Chain = chain, LastHash = AuditHash.Start }, cancellation);
        return await session.SingleOrDefaultAsync<ChainHead>(LockAuditChain, new { Chain = chain }, cancellation)
            ?? throw new InvalidOperationException($"The audit chain {chain} could not be started.");
    }

    private async Task AppendAsync(AuditEvent auditEvent, long sequence, string hash, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AppendAuditEvent,
            new
            {
                AuditEventId = id,
                Chain = auditEvent.Chain.Name,
                Sequence = sequence,
                auditEvent.OccurredAt,
                auditEvent.CorrelationId,
                auditEvent.AccountId,
                auditEvent.ActorName,
                ActorRole = auditEvent.Role,
                auditEvent.UseCase,
                auditEvent.Result,
                auditEvent.TrialId,
                auditEvent.SiteId,
                auditEvent.Subject,
                auditEvent.Field,
                auditEvent.OldValue,
                auditEvent.NewValue,
                auditEvent.Reason,
                auditEvent.Evidence,
                auditEvent.Digest,
                Hash = hash,
            },
            cancellation);
    }
}
