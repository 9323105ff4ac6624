using System.Data.Common;

namespace TrialData.Storage.Engines;

/// <summary>A connection lent to one user at a time, who gives it back by disposing of the loan; a second time does nothing.</summary>
public sealed class Loan(DbConnection connection, Func<ValueTask> giveBack) : IAsyncDisposable
{
    private bool isOver;

    /// <exception cref="ObjectDisposedException">The connection was given back: somebody else may be using it.</exception>
    public DbConnection Connection
    {
        get
        {
            ObjectDisposedException.ThrowIf(isOver, this);
            return connection;
        }
    }

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref isOver, true) ? ValueTask.CompletedTask : giveBack();
}
