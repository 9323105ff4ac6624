using System.Security.Cryptography;
using System.Text;

namespace TrialData.Randomisation;

/// <summary>What an entry records.</summary>
public enum LedgerKind
{
    /// <summary>A participant was allocated by the scheme.</summary>
    Allocated,

    /// <summary>A participant was allocated by a downtime slot, entered afterwards.</summary>
    Manual,

    /// <summary>An earlier entry was found to be in error. It stays as it is, and no counter changes.</summary>
    Error,

    /// <summary>A cluster was allocated. All clusters of a scheme are, at once, before anybody of one of them.</summary>
    Cluster,
}

/// <summary>One line of the ledger: an allocation with everything that it followed from, chained to the line before.</summary>
/// <remarks>
/// The hash is SHA-256 over the canonical JSON (<see cref="Commitment"/>) of all other columns, <see cref="Previous"/> included, in
/// lower-case hexadecimal. So no line can be changed, inserted, moved or removed without every hash after it.
/// </remarks>
/// <param name="Sequence">Counted from 1, without gaps.</param>
/// <param name="SchemeId">The scheme's name, part of every draw.</param>
/// <param name="Kind">What is recorded.</param>
/// <param name="RecordedAt">When, in UTC.</param>
/// <param name="Participant">The participant's public id; null for a cluster. Nobody is allocated twice under a scheme.</param>
/// <param name="Levels">
/// Level by factor as entered at the time; of an <see cref="LedgerKind.Error"/> the levels as they should have been, or none; of a cluster
/// its code.
/// </param>
/// <param name="Cells">The cells that the allocation rested on, as they were before it; empty for an error, and where clusters are allocated.</param>
/// <param name="Imbalance">The imbalance score of each share; empty where there is none.</param>
/// <param name="Probabilities">Of each arm; empty for an error, and for a participant whose arm follows from the cluster.</param>
/// <param name="Draw">
/// The draw that decided; its cell and counter name the slot if the entry is manual. One draw decides on all clusters; a participant of one
/// has none.
/// </param>
/// <param name="Arm">The arm's code; null for an error.</param>
/// <param name="Concerns">Of an error: the sequence of the entry that is in error.</param>
/// <param name="Reason">Of an error: what kind of error, and what happened. Of a manual entry: why the system was not used.</param>
/// <param name="Previous">Hash of the line before: of the header for the first.</param>
/// <param name="Hash">Hash of this line.</param>
public sealed record LedgerEntry(
    long Sequence,
    string SchemeId,
    LedgerKind Kind,
    DateTimeOffset RecordedAt,
    string? Participant,
    IReadOnlyDictionary<string, string> Levels,
    IReadOnlyList<CellState> Cells,
    IReadOnlyList<long> Imbalance,
    IReadOnlyList<Probability> Probabilities,
    SchemeDraw? Draw,
    string? Arm,
    long? Concerns,
    string? Reason,
    string Previous,
    string Hash)
{
    /// <summary>Records an allocation by the scheme.</summary>
    /// <param name="place">Where in the ledger, and when.</param>
    /// <param name="participant">The participant's public id.</param>
    /// <param name="levels">Level by factor as entered.</param>
    /// <param name="allocation">What the scheme gave.</param>
    public static LedgerEntry OfAllocation(LedgerPlace place, string participant, IReadOnlyDictionary<string, string> levels, SchemeAllocation allocation)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(allocation);
        return new LedgerEntry(
            place.Sequence, place.SchemeId, LedgerKind.Allocated, place.RecordedAt, participant, levels, allocation.Before, allocation.Imbalance,
            allocation.Probabilities, allocation.Draw, allocation.Arm, Concerns: null, Reason: null, place.Previous, "").Sealed();
    }

    /// <summary>Records the arm of a cluster.</summary>
    /// <param name="place">Where in the ledger, and when.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="allocation">What it gave.</param>
    /// <param name="cluster">Which cluster, counted from 0 in the design's order.</param>
    public static LedgerEntry OfCluster(LedgerPlace place, ClusterScheme scheme, ClusterAllocation allocation, int cluster)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(allocation);
        return new LedgerEntry(
            place.Sequence, place.SchemeId, LedgerKind.Cluster, place.RecordedAt, Participant: null, ClusterScheme.LevelsIn(scheme.Design.Clusters[cluster].Code), [], [],
            allocation.Probabilities[cluster], allocation.Draw, allocation.ArmOfCluster[cluster], Concerns: null, Reason: null, place.Previous, "").Sealed();
    }

    /// <summary>Records that a participant has the arm of the cluster.</summary>
    /// <param name="place">Where in the ledger, and when.</param>
    /// <param name="participant">The participant's public id.</param>
    /// <param name="cluster">The code of the participant's cluster.</param>
    /// <param name="arm">The arm that the cluster was allocated to.</param>
    public static LedgerEntry OfMember(LedgerPlace place, string participant, string cluster, string arm)
    {
        ArgumentNullException.ThrowIfNull(place);
        return new LedgerEntry(
            place.Sequence, place.SchemeId, LedgerKind.Allocated, place.RecordedAt, participant, ClusterScheme.LevelsIn(cluster), [], [],
            [], Draw: null, arm, Concerns: null, Reason: null, place.Previous, "").Sealed();
    }

    /// <summary>Records an allocation by a downtime slot.</summary>
    /// <param name="place">Where in the ledger, and when.</param>
    /// <param name="participant">The participant's public id.</param>
    /// <param name="levels">Level by factor as entered.</param>
    /// <param name="cells">The participant's cells as they were before it was counted.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="reason">Why the system was not used.</param>
    public static LedgerEntry OfDowntime(
        LedgerPlace place, string participant, IReadOnlyDictionary<string, string> levels, IReadOnlyList<CellState> cells, DowntimeSlot slot, string reason)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(slot);
        return new LedgerEntry(
            place.Sequence, place.SchemeId, LedgerKind.Manual, place.RecordedAt, participant, levels, cells, [],
            slot.Probabilities, slot.Draw, slot.Arm, Concerns: null, reason, place.Previous, "").Sealed();
    }

    /// <summary>Records that an earlier entry was in error.</summary>
    /// <param name="place">Where in the ledger, and when.</param>
    /// <param name="wrong">The entry that was in error.</param>
    /// <param name="corrected">Level by factor as it should have been; empty if the levels were right.</param>
    /// <param name="reason">What kind of error, and what happened.</param>
    public static LedgerEntry OfError(LedgerPlace place, LedgerEntry wrong, IReadOnlyDictionary<string, string> corrected, string reason)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(wrong);
        return new LedgerEntry(
            place.Sequence, place.SchemeId, LedgerKind.Error, place.RecordedAt, wrong.Participant, corrected, [], [],
            [], Draw: null, Arm: null, wrong.Sequence, reason, place.Previous, "").Sealed();
    }

    /// <summary>The entry with the hash that its other columns have.</summary>
    public LedgerEntry Sealed() => this with { Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LedgerFile.WithoutHash(this)))) };
}

/// <summary>Where an entry goes.</summary>
/// <param name="Sequence">One more than that of the entry before; 1 for the first.</param>
/// <param name="SchemeId">The scheme's name.</param>
/// <param name="RecordedAt">When, in UTC.</param>
/// <param name="Previous">Hash of the entry before; of the header for the first.</param>
public sealed record LedgerPlace(long Sequence, string SchemeId, DateTimeOffset RecordedAt, string Previous);

/// <summary>The first line of a ledger: what everything in it follows from, but the secret.</summary>
/// <param name="Document">The document that was committed to, in canonical JSON (<see cref="SchemeDocument"/>).</param>
/// <param name="Commitment">The commitment that was published.</param>
/// <param name="Nonce">The second person's nonce in lower-case hexadecimal; null where the document takes none.</param>
public sealed record LedgerHeader(string Document, string Commitment, string? Nonce)
{
    /// <summary>Hash of the header's line, which the first entry is chained to.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LedgerFile.LineOf(this))));
}
