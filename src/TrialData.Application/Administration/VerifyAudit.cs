using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Recomputes every chain of the audit trail and the digests of the rows it vouches for, and keeps a checkpoint if all is well.</summary>
[OperatingSystemUserOnly, Reading]
public sealed record VerifyAudit;

public sealed record VerifiedAudit(int Chains, long Events, int Evidence, long Records, int Checkpoints)
{
    /// <summary>The end of a checkpoint that was once not written whole, and is cut off now; null where there was none.</summary>
    public string? TornCheckpoint { get; init; }
}

/// <summary>The trail does not hold: each break by chain and place, the first of each chain.</summary>
public sealed record BrokenAudit(int Count, string First)
    : Refusal("audit.broken", Count == 1 ? $"The audit trail is broken: {First}." : Invariant($"The audit trail is broken in {Count} places, the first: {First}."))
{
    internal override bool StandsUnrecorded => true;

    internal static BrokenAudit At(IReadOnlyList<Fault> breaks) => new(breaks.Count, breaks[0].ToString()) { Faults = breaks };
}

public sealed class VerifyAuditHandler(IStoreSchema store, IStoreFiles files, IAuditTrail trail, ICheckpoints checkpoints, AuditNote note, TimeProvider clock)
    : IUseCase<VerifyAudit, VerifiedAudit>
{
    public async Task<Outcome<VerifiedAudit>> HandleAsync(VerifyAudit request, CancellationToken cancellation)
    {
        var examined = await files.ExamineSchemaAsync(cancellation);
        var foreign = examined.ForeignFaults.ToList();
        if (examined.LacksTables)
        {
            return BrokenAudit.At(foreign);
        }

        var kept = await KeptCheckpoints.OfAsync(store, checkpoints, cancellation);
        var proof = await AuditProof.OfAsync(trail, kept.Points, kept.Unreadable, cancellation);
        if (foreign.Count == 0 && KeysNotFound.Explains(proof, kept) is { } notFound)
        {
            return notFound;
        }

        if (foreign.Count + proof.Breaks.Count > 0)
        {
            return BrokenAudit.At([.. foreign, .. proof.Breaks]);
        }

        var (storeId, now) = ((await store.IdentityAsync(cancellation)).StoreId, clock.GetUtcNow());
        var points = proof.Heads.Select(h => new Checkpoint(storeId, h.Chain, h.LastSequence, h.LastHash, now)).ToList();
        await checkpoints.KeepAsync(points, cancellation);
        note.Changed(Checkpoint.Field, oldValue: null, Checkpoint.DigestOf(points));
        var met = kept.Points.Select(p => p.Chain).Distinct(StringComparer.Ordinal).Count();
        return new VerifiedAudit(proof.Heads.Count, proof.Heads.Sum(h => h.LastSequence), proof.Evidence, proof.Records, met) { TornCheckpoint = kept.Torn };
    }
}
