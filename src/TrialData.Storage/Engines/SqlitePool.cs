namespace TrialData.Storage.Engines;

/// <summary>Open connections to one file that wait for their next user, with settings made and statements prepared.</summary>
/// <remarks>
/// The provider's own pool keeps the file open too, but sends every setting again and forgets what was prepared. What came back
/// last goes out first: its pages are the freshest.
/// </remarks>
internal sealed class SqlitePool : IDisposable
{
    // One writes at a time, and each that waits holds two megabytes of pages.
    public const int MostIdle = 8;

    private readonly Lock gate = new();
    private readonly Stack<PreparingConnection> idle = new();
    private bool isClosed;

    public PreparingConnection? Take()
    {
        lock (gate)
        {
            return idle.TryPop(out var connection) ? connection : null;
        }
    }

    /// <summary>Keeps a connection for its next user, or closes it where its last one left something behind.</summary>
    public ValueTask GiveBackAsync(PreparingConnection connection) =>
        connection.IsAsNew && TryKeep(connection) ? ValueTask.CompletedTask : connection.DisposeAsync();

    /// <summary>Closes every connection that waits, so that the file can be moved; those in use stay.</summary>
    public void Clear()
    {
        while (Take() is { } connection)
        {
            connection.Dispose();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
        }

        Clear();
    }

    private bool TryKeep(PreparingConnection connection)
    {
        lock (gate)
        {
            if (isClosed || idle.Count == MostIdle)
            {
                return false;
            }

            idle.Push(connection);
            return true;
        }
    }
}
