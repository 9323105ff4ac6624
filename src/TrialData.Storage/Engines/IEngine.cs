using System.Data.Common;

namespace TrialData.Storage.Engines;

/// <summary>What differs between the two engines and is not SQL text.</summary>
public interface IEngine
{
    Engine Kind { get; }

    /// <summary>One line for <c>store info</c>: the engine and its version.</summary>
    string Describe();

    Task<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>Waits for this process's turn to write; dispose the result when the transaction has ended.</summary>
    Task<IDisposable> TakeWriterTurnAsync(CancellationToken cancellation);

    Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation);

    bool IsWorthRetrying(Exception fault);

    /// <summary>Whether a write broke a uniqueness rule.</summary>
    bool IsDuplicate(Exception fault);
}
