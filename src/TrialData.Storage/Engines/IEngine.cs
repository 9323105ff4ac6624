using System.Data.Common;

namespace TrialData.Storage.Engines;

/// <summary>What differs between the two engines and is not SQL text.</summary>
public interface IEngine
{
    Engine Kind { get; }

    /// <summary>One line for <c>store info</c>: the engine and its version.</summary>
    string Describe();

    /// <summary>What the operator has to know of this engine before every use; null where nothing.</summary>
    string? Warning();

    /// <summary>A connection of the caller's own, for work on the store as a whole; disposing of it closes it.</summary>
    Task<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>A connection for the work of one request, which others use before and after.</summary>
    Task<Loan> LendAsync(CancellationToken cancellation);

    /// <summary>Waits for this process's turn to write; dispose the result when the transaction has ended.</summary>
    Task<IDisposable> TakeWriterTurnAsync(CancellationToken cancellation);

    /// <summary>Keeps every other house out until the result is disposed; null where one stays in the store.</summary>
    Task<IDisposable?> TakeAloneAsync(CancellationToken cancellation);

    /// <summary>What the engine's own examination of the store finds, none where it is sound; null where the server does that itself.</summary>
    Task<IReadOnlyList<string>?> DamageAsync(DbConnection connection, CancellationToken cancellation);

    Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>A transaction in which everything is read as of one moment and nothing is written.</summary>
    Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken cancellation);

    bool IsWorthRetrying(Exception fault);

    /// <summary>Whether a write broke a uniqueness rule.</summary>
    bool IsDuplicate(Exception fault);
}
