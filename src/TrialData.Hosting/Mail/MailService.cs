using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TrialData.Hosting.Mail;

/// <summary>Sends mail while a host runs, every half minute. A fault is logged and never ends the host.</summary>
public sealed class MailService(Door door, MailDelivery delivery, TimeProvider clock, ILogger<MailService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                if (await door.WhyNotUsableAsync(stoppingToken) is null)
                {
                    await delivery.SendDueAsync(stoppingToken);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "The mail that waits could not be looked at; it is tried again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
