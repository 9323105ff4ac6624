using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <param name="LastSequence">How many events the chain holds.</param>
public sealed record ChainHead(string Chain, long LastSequence, string LastHash);

/// <param name="Unreadable">Chains whose head is there and holds what is no length or no hash.</param>
public sealed record StoredHeads(IReadOnlyList<ChainHead> Heads, IReadOnlyCollection<string> Unreadable);

/// <summary>An event as it is stored, with its place in the chain.</summary>
/// <param name="Sequence">0 in an unreadable event where what stands there is no number.</param>
public sealed record StoredEvent(long Sequence, AuditEvent Event, string Hash)
{
    /// <summary>The columns that hold what can never have been written there; null where all can be read.</summary>
    public string? Unreadable { get; init; }
}

/// <param name="Digests">By name, of the rows that can be read.</param>
/// <param name="Unreadable">By name, the columns that hold what can never have been written there.</param>
public sealed record StoredEvidence(IReadOnlyDictionary<string, string> Digests, IReadOnlyDictionary<string, string> Unreadable);

/// <summary>A record as it stands in the store now.</summary>
/// <param name="Name">Kind and number, as events name it: <c>participant:7</c>.</param>
/// <param name="Label">What people know it by; null where it has nothing of the kind.</param>
public sealed record FoundRecord(string Name, string Digest, string? Label);

/// <summary>The audit trail and the rows it vouches for, read whole.</summary>
public interface IAuditTrail
{
    /// <summary>How names of records begin whose table a migration took away: nobody can find those any more.</summary>
    IReadOnlySet<string> RetiredKinds { get; }

    Task<StoredHeads> HeadsAsync(CancellationToken cancellation);

    /// <summary>Every event, chain after chain, in order of sequence.</summary>
    IAsyncEnumerable<StoredEvent> EventsAsync(CancellationToken cancellation);

    /// <summary>The digest of every saved form version and of every allocation, as the rows stand now.</summary>
    Task<StoredEvidence> EvidenceAsync(CancellationToken cancellation);

    /// <summary>Whether the store has the schema of this program: records of an earlier one cannot be compared before it is migrated.</summary>
    Task<bool> KnowsRecordsAsync(CancellationToken cancellation);

    /// <summary>Every record that events vouch for, as it stands now.</summary>
    IAsyncEnumerable<FoundRecord> RecordsAsync(CancellationToken cancellation);
}

/// <summary>A chain's length and head at an instant, sealed by a key outside the database.</summary>
/// <param name="Sequence">How many events the chain held; 0 where a restored store lacks a chain that was there before.</param>
public sealed record Checkpoint(Guid StoreId, string Chain, long Sequence, string Hash, DateTimeOffset At)
{
    /// <summary>The field under which the trail itself records that checkpoints were kept, so that they cannot vanish unnoticed.</summary>
    public const string Field = "checkpoint";

    /// <summary>Parts checkpoints, in the order in which they were kept, into those kept at once: no chain occurs twice among them.</summary>
    public static IReadOnlyList<IReadOnlyList<Checkpoint>> KeptTogether(IReadOnlyList<Checkpoint> kept)
    {
        var parts = new List<List<Checkpoint>>();
        foreach (var point in kept)
        {
            if (parts.Count == 0 || parts[^1][0].At != point.At || parts[^1].Exists(other => string.Equals(other.Chain, point.Chain, StringComparison.Ordinal)))
            {
                parts.Add([]);
            }

            parts[^1].Add(point);
        }

        return parts;
    }

    /// <summary>SHA-256 of checkpoints kept at once.</summary>
    public static string DigestOf(IEnumerable<Checkpoint> keptTogether) => AuditHash.Of(keptTogether
        .OrderBy(point => point.Chain, StringComparer.Ordinal)
        .SelectMany(point => new[] { point.StoreId.ToString("D"), point.Chain, AuditHash.Text(point.Sequence), point.Hash, AuditHash.Text(point.At) }));
}

/// <summary>Where checkpoints are kept: outside the database, so that a tail cut off there is missed here.</summary>
public interface ICheckpoints
{
    Task KeepAsync(IReadOnlyList<Checkpoint> checkpoints, CancellationToken cancellation);

    /// <summary>Every checkpoint of a store, in the order in which they were kept.</summary>
    Task<KeptCheckpoints> FindAsync(Guid storeId, CancellationToken cancellation);
}

/// <param name="Unreadable">Why lines were left out: they were not sealed with this key ring, or were changed; null where all could be read.</param>
public sealed record KeptCheckpoints(IReadOnlyList<Checkpoint> Points, string? Unreadable)
{
    /// <summary>The folder of the key ring, where no key lies in it: another one was forgotten; null where one lies there.</summary>
    public string? EmptyKeyRing { get; init; }

    /// <summary>Where the last line ends in the middle, as a write does that a crash interrupted; null where it does not.</summary>
    public string? Torn { get; init; }

    public static async Task<KeptCheckpoints> OfAsync(IStoreSchema store, ICheckpoints checkpoints, CancellationToken cancellation) =>
        await store.FindStoreIdAsync(cancellation) is { } storeId
            ? await checkpoints.FindAsync(storeId, cancellation)
            : new KeptCheckpoints([], "the store does not say which one it is");
}
