namespace TrialData.Storage.Tests.Pipeline;

/// <summary>A clock that tells when somebody starts to wait.</summary>
internal sealed class WatchedClock(DateTimeOffset now, Action onWait) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        onWait();
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
