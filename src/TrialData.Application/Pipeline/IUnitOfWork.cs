namespace TrialData.Application.Pipeline;

/// <summary>One transaction on the store. What a use case writes is kept whole or not at all.</summary>
public interface IUnitOfWork
{
    Task BeginAsync(CancellationToken cancellation);

    /// <summary>Begins a unit that only reads: all it reads is of one moment. Ended by <see cref="RollBackAsync"/>.</summary>
    Task BeginReadingAsync(CancellationToken cancellation);

    Task CommitAsync(CancellationToken cancellation);

    /// <summary>Undoes all since <see cref="BeginAsync"/>; harmless where nothing was begun.</summary>
    Task RollBackAsync();

    /// <summary>Whether the engine asks to try the whole unit again: busy, deadlock, snapshot conflict.</summary>
    bool IsWorthRetrying(Exception fault);
}
