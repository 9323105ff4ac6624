using TrialData.Application.Allocation.Lists;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

public enum AllocationOrigin
{
    Drawn,
    Imported,
}

public sealed record RecordedAllocation(Guid PublicId, string Arm, DateOnly? AllocatedOn);

/// <param name="PublicId">The participant's.</param>
/// <param name="LedgerLine">Its line in the ledger; null where it stands in none.</param>
public sealed record StoredAllocation(
    long ParticipantId, Guid PublicId, string Number, string Site, string Arm, AllocationOrigin Origin, string? Stratum, DateOnly? AllocatedOn, string? LedgerLine);

/// <param name="SchemeId">Null, like the two after it, where the allocation was made elsewhere.</param>
/// <param name="Stratum">The participant's levels of all factors.</param>
/// <param name="SequenceInStratum">The entry's place in the ledger; of schemes sealed before there was one, the place in the stratum.</param>
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

/// <summary>Schemes, their cells and ledgers, and the allocations: nothing else reads these tables.</summary>
public interface IAllocationVault
{
    Task<Scheme?> FindSchemeAsync(long trialId, CancellationToken cancellation);

    Task AddSchemeAsync(NewScheme scheme, CancellationToken cancellation);

    /// <summary>The whole text of an uploaded list, as the sealer returned it; null where the scheme is none.</summary>
    Task<string?> FindSealedListAsync(long schemeId, CancellationToken cancellation);

    /// <summary>The piece of an uploaded list that answers for a tag, if the store has what was sealed.</summary>
    Task<SealedPiece?> FindPieceAsync(long schemeId, string tag, CancellationToken cancellation);

    /// <summary>Writes what has changed of a scheme: nonce and reveal.</summary>
    Task KeepSchemeAsync(Scheme scheme, CancellationToken cancellation);

    /// <summary>The end of a scheme's ledger, locked with all its cells until the transaction ends: two sites never use the same draw.</summary>
    Task<LedgerHead> LockLedgerAsync(Scheme scheme, CancellationToken cancellation);

    /// <summary>The cells of those names that somebody has been counted in.</summary>
    Task<IReadOnlyDictionary<string, CellState>> CellsAsync(long schemeId, IReadOnlyCollection<string> names, CancellationToken cancellation);

    Task KeepCellsAsync(long schemeId, IReadOnlyCollection<CellState> cells, IReadOnlyDictionary<string, CellState> before, CancellationToken cancellation);

    /// <summary>Appends an entry and moves the end of the ledger to it.</summary>
    Task AppendAsync(long schemeId, long participantId, LedgerEntry entry, CancellationToken cancellation);

    /// <summary>The lines of the entries after the first so many, in order.</summary>
    Task<IReadOnlyList<string>> LedgerAsync(long schemeId, long after, int atMost, CancellationToken cancellation);

    /// <summary>The allocations that were made before there was a ledger, by stratum in order.</summary>
    Task<IReadOnlyList<EarlierAllocation>> EarlierAsync(long schemeId, CancellationToken cancellation);

    /// <summary>How many allocations the cells of a scheme by strata have counted, and how many entries of its ledger are counted there.</summary>
    Task<(long Counted, long Entries)> CountedAsync(long schemeId, CancellationToken cancellation);

    /// <summary>The entry by which a participant was allocated; null where the allocation stands in no ledger.</summary>
    Task<LedgerEntry?> FindEntryAsync(long participantId, CancellationToken cancellation);

    /// <summary>The allocations of a scope's participants in the order of their numbers.</summary>
    Task<IReadOnlyList<StoredAllocation>> ListAsync(SiteScope scope, CancellationToken cancellation);

    Task<RecordedAllocation?> FindAsync(long participantId, CancellationToken cancellation);

    Task AddAsync(NewAllocation allocation, CancellationToken cancellation);
}

/// <summary>Encrypts a secret with keys that live outside the database.</summary>
public interface ISealer
{
    string Seal(byte[] secret);

    byte[] Unseal(string sealedSecret);
}
