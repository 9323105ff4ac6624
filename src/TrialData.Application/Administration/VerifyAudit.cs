using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Recomputes every chain of the audit trail and the digests of the rows it vouches for, and keeps a checkpoint if all is well.</summary>
[OperatingSystemUserOnly]
public sealed record VerifyAudit;

public sealed record VerifiedAudit(int Chains, long Events, int Evidence, int Checkpoints);

/// <summary>The trail does not hold: each break by chain and place, the first of each chain.</summary>
public sealed record BrokenAudit(int Count, string First)
    : Refusal("audit.broken", Count == 1 ? $"The audit trail is broken: {First}." : Invariant($"The audit trail is broken in {Count} places, the first: {First}."));

public sealed class VerifyAuditHandler(IStoreSchema store, IAuditTrail trail, ICheckpoints checkpoints, TimeProvider clock)
    : IUseCase<VerifyAudit, VerifiedAudit>
{
    public async Task<Outcome<VerifiedAudit>> HandleAsync(VerifyAudit request, CancellationToken cancellation)
    {
        var storeId = (await store.IdentityAsync(cancellation)).StoreId;
        var heads = await trail.HeadsAsync(cancellation);
        var evidence = await trail.EvidenceAsync(cancellation);
        var check = new AuditCheck(heads, evidence);
        await foreach (var stored in trail.EventsAsync(cancellation))
        {
            check.Take(stored);
        }

        IReadOnlyList<Checkpoint> kept = [];
        try
        {
            kept = await checkpoints.NewestAsync(storeId, cancellation);
        }
        catch (InvalidDataException unsealed)
        {
            check.Break("checkpoints", unsealed.Message);
        }

        check.Finish(kept);
        if (check.Breaks.Count > 0)
        {
            return new BrokenAudit(check.Breaks.Count, check.Breaks[0].ToString()) { Faults = check.Breaks };
        }

        var now = clock.GetUtcNow();
        await checkpoints.KeepAsync(heads.Select(h => new Checkpoint(storeId, h.Chain, h.LastSequence, h.LastHash, now)).ToList(), cancellation);
        return new VerifiedAudit(heads.Count, heads.Sum(h => h.LastSequence), evidence.Count, kept.Count);
    }
}
