using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <param name="Bytes">What the store takes on disk, its log included; null where a server keeps it.</param>
/// <param name="LastBackupAt">When a backup was last written by this program; null where none was.</param>
public sealed record StoreFacts(
    string Engine, string Place, long? Bytes, string SchemaVersion, long Trials, long Participants, long Events, DateTimeOffset? LastBackupAt);

/// <summary>The store as something that lies somewhere: its files, its soundness, its copies.</summary>
public interface IStoreFiles
{
    Task<StoreFacts> FactsAsync(CancellationToken cancellation);

    /// <summary>What the engine's own examination finds, none where all is sound; null where the server does that itself.</summary>
    Task<IReadOnlyList<string>?> DamageAsync(CancellationToken cancellation);

    /// <summary>Compares what the database consists of with what the schema makes.</summary>
    Task<ExaminedSchema> ExamineSchemaAsync(CancellationToken cancellation);

    /// <summary>Why the store cannot be copied as a file; null where it can.</summary>
    Refusal? WhyNotCopied { get; }

    /// <summary>A file that stands where the restored store would go; null where there is none.</summary>
    string? InTheWay { get; }

    bool Exists(string file);

    /// <summary>Writes the store as it stands at this moment to a new file, while others go on writing to it.</summary>
    Task CopyToAsync(string file, CancellationToken cancellation);

    /// <summary>Copies a backup to the place of the store under a temporary name, which is returned.</summary>
    Task<string> CopyFromAsync(string backup, CancellationToken cancellation);

    Task<IStoreCopy> OpenAsync(string file, CancellationToken cancellation);

    Task<string> Sha256Async(string file, CancellationToken cancellation);

    Task WriteTextAsync(string file, string text, CancellationToken cancellation);

    /// <summary>Null where there is no such file.</summary>
    Task<string?> ReadTextAsync(string file, CancellationToken cancellation);

    /// <summary>Gives a file its name, once all of it is on disk; never over another file.</summary>
    void Publish(string temporary, string file);

    /// <summary>Gives a copy the name of the store.</summary>
    void PutInPlace(string temporary);

    void Discard(string file);

    /// <summary>Keeps every other process out of the place of the store; null where one stays in it.</summary>
    Task<IDisposable?> TakeAloneAsync(CancellationToken cancellation);
}

/// <summary>A store in a file of its own, which nobody else has open.</summary>
public interface IStoreCopy : IAsyncDisposable
{
    IAuditTrail Trail { get; }

    Task<IReadOnlyList<string>> DamageAsync(CancellationToken cancellation);

    /// <summary>The identity and the newest schema script of the copy.</summary>
    Task<Outcome<(StoreIdentity Identity, string SchemaVersion)>> DescribeAsync(CancellationToken cancellation);

    Task AppendAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellation);
}
