using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Hosting.Demonstration;

namespace TrialData.Web.FirstSteps;

/// <summary>Makes a demonstration while its page is looked at, which would not wait for it.</summary>
internal sealed partial class DemonstrationMaker(HostSettings settings, TimeProvider clock, IHostApplicationLifetime life, ILogger<DemonstrationMaker> log)
{
    private readonly Lock gate = new();
    private Task? making;
    private int percent;

    public bool IsMaking => making is { IsCompleted: false };

    public bool HasFailed => making?.IsFaulted == true;

    /// <summary>How much is played, of 100.</summary>
    public int Percent => Volatile.Read(ref percent);

    /// <summary>Begins, unless it is being made already.</summary>
    public void Begin()
    {
        lock (gate)
        {
            if (!IsMaking)
            {
                making = Task.Run(MakeAsync);
            }
        }
    }

    private async Task MakeAsync()
    {
        try
        {
            var progress = new Direct(this);
            await DemonstrationHouse.MakeAsync(settings, clock.Today(), progress, life.ApplicationStopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(log, fault);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "The demonstration could not be made")]
    private static partial void LogFault(ILogger log, Exception fault);

    /// <summary>Where <see cref="Progress{T}"/> would queue each step.</summary>
    private sealed class Direct(DemonstrationMaker maker) : IProgress<(long Done, long Of)>
    {
        public void Report((long Done, long Of) value) => Volatile.Write(ref maker.percent, (int)(100 * value.Done / Math.Max(1, value.Of)));
    }
}
