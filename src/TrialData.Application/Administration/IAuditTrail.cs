using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <param name="LastSequence">How many events the chain holds.</param>
public sealed record ChainHead(string Chain, long LastSequence, string LastHash);

/// <summary>An event as it is stored, with its place in the chain.</summary>
public sealed record StoredEvent(long Sequence, AuditEvent Event, string Hash);

/// <summary>The audit trail and the rows it vouches for, read whole.</summary>
public interface IAuditTrail
{
    Task<IReadOnlyList<ChainHead>> HeadsAsync(CancellationToken cancellation);

    /// <summary>Every event, chain after chain, in order of sequence.</summary>
    IAsyncEnumerable<StoredEvent> EventsAsync(CancellationToken cancellation);

    /// <summary>The digest of every saved form version and of every allocation, as the rows stand now.</summary>
    Task<IReadOnlyDictionary<string, string>> EvidenceAsync(CancellationToken cancellation);
}

/// <summary>A chain's length and head at an instant, sealed by a key outside the database.</summary>
public sealed record Checkpoint(Guid StoreId, string Chain, long Sequence, string Hash, DateTimeOffset At);

/// <summary>Where checkpoints are kept: outside the database, so that a tail cut off there is missed here.</summary>
public interface ICheckpoints
{
    Task KeepAsync(IReadOnlyList<Checkpoint> checkpoints, CancellationToken cancellation);

    /// <summary>The newest checkpoint of each chain of a store.</summary>
    /// <exception cref="InvalidDataException">A checkpoint was not sealed with this key ring, or was changed.</exception>
    Task<IReadOnlyList<Checkpoint>> NewestAsync(Guid storeId, CancellationToken cancellation);
}
