namespace TrialData.Storage.Engines;

/// <summary>
/// Tells the processes on one SQLite file of each other by a lock on a file beside it: every open house shares the lock, a
/// migration or a restore holds it alone. The operating system frees it when a process ends, however it ends.
/// </summary>
/// <remarks>The file itself stays: removing it would let two processes lock two files of the same name.</remarks>
public sealed class Presence(string store, TimeSpan patience) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim gate = new(1, 1);
    private FileStream? held;
    private bool isAlone;

    public string LockFile { get; } = store + ".lock";

    /// <summary>Whether this house is in the store, beside others or alone.</summary>
    public bool IsEntered => held is not null;

    /// <summary>Enters the store beside others; once entered, until disposed.</summary>
    /// <exception cref="IOException">Another process migrates or restores it, and did not end in time.</exception>
    public async Task EnterAsync(CancellationToken cancellation)
    {
        if (IsEntered)
        {
            return;
        }

        await gate.WaitAsync(cancellation);
        try
        {
            held ??= await TryLockAsync(FileShare.Read, cancellation)
                ?? throw new IOException($"The store {store} is being migrated or restored by another process.");
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes the store for this house alone until the result is disposed; null where another stays in it.</summary>
    public async Task<IDisposable?> TakeAloneAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (isAlone)
            {
                throw new InvalidOperationException("This house holds the store alone already.");
            }

            // Two that shared it and both wanted it alone would wait for each other.
            Leave();
            held = await TryLockAsync(FileShare.None, cancellation);
            isAlone = held is not null;
            return isAlone ? new Solitude(this) : null;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        Leave();
        gate.Dispose();
    }

    private async Task<FileStream?> TryLockAsync(FileShare share, CancellationToken cancellation)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.Read, share);
            }
            catch (IOException taken) when (taken is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
            {
                if (Environment.TickCount64 >= until)
                {
                    return null;
                }
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    private void Leave()
    {
        held?.Dispose();
        held = null;
        isAlone = false;
    }

    private sealed class Solitude(Presence presence) : IDisposable
    {
        public void Dispose() => presence.Leave();
    }
}
