using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AuditLog(StoreSession session) : IAuditLog
{
    private static readonly SqlFile LockAuditChain = SqlFile.Named("pipeline/LockAuditChain");
    private static readonly SqlFile StartAuditChain = SqlFile.Named("pipeline/StartAuditChain");
    private static readonly SqlFile AppendAuditEvent = SqlFile.Named("pipeline/AppendAuditEvent");
    private static readonly SqlFile AppendVouchingEvent = SqlFile.Named("pipeline/AppendVouchingEvent");

    public async Task AppendAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellation)
    {
        // Read back before any chain is locked: others wait for chains.
        var vouching = await Vouching.ForTouchedAsync(session, events, cancellation);

        // Chains are locked in one order, so that two requests never wait for each other.
        foreach (var chain in vouching.GroupBy(e => e.Chain.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
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
        var id = await session.NextIdAsync(auditEvent.Chain.IsRestricted, cancellation);
        await session.ExecuteAsync(

            // A restored store may have a schema from before events had records.
            auditEvent.Records is null ? AppendAuditEvent : AppendVouchingEvent,
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
                auditEvent.Records,
                Hash = hash,
            },
            cancellation);
    }
}
