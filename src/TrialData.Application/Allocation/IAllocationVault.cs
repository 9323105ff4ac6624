using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

public enum AllocationOrigin
{
    Drawn,
    Imported,
}

/// <param name="Design">The canonical design that the commitment was made over.</param>
/// <param name="SealedSecret">The secret as the sealer returned it; useless without the key ring, which is kept elsewhere.</param>
public sealed record Scheme(long SchemeId, Guid PublicId, string Design, string Commitment, string SealedSecret);

public sealed record NewScheme(Guid PublicId, long TrialId, string Design, string Commitment, string SealedSecret, DateTimeOffset SealedAt);

public sealed record RecordedAllocation(Guid PublicId, string Arm, DateOnly? AllocatedOn);

/// <param name="SchemeId">Null, like the two after it, where the allocation was made elsewhere.</param>
public sealed record NewAllocation(
    Guid PublicId,
    long TrialId,
    long SiteId,
    long ParticipantId,
    string Arm,
    AllocationOrigin Origin,
    long? SchemeId,
    string? Stratum,
    long? SequenceInStratum,
    DateOnly? AllocatedOn,
    DateTimeOffset RecordedAt,
    long AccountId)
{
    /// <summary>What the restricted audit event of this allocation vouches for.</summary>
    public Evidence Evidence() => Pipeline.Evidence.OfAllocation(
        new AllocationRow(ParticipantId, Arm, Origin.ToString(), SchemeId, Stratum, SequenceInStratum, AllocatedOn, RecordedAt, AccountId));
}

/// <summary>Schemes, their counters and the allocations: nothing else reads these tables.</summary>
public interface IAllocationVault
{
    Task<Scheme?> FindSchemeAsync(long trialId, CancellationToken cancellation);

    Task AddSchemeAsync(NewScheme scheme, CancellationToken cancellation);

    /// <summary>Where a stratum's sequence stands, locked until the transaction ends: two sites never use the same draw.</summary>
    Task<StratumState> LockStratumAsync(long schemeId, string stratum, CancellationToken cancellation);

    Task MoveStratumAsync(long schemeId, string stratum, StratumState state, CancellationToken cancellation);

    Task<RecordedAllocation?> FindAsync(long participantId, CancellationToken cancellation);

    Task AddAsync(NewAllocation allocation, CancellationToken cancellation);
}

/// <summary>Encrypts a secret with keys that live outside the database.</summary>
public interface ISealer
{
    string Seal(byte[] secret);

    byte[] Unseal(string sealedSecret);
}
