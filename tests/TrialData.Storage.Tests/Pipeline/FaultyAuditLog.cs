using TrialData.Application.Pipeline;
using TrialData.Storage.Ports;
using TrialData.Storage.Session;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>The real audit log, the last thing a unit of work writes to, which lets something go wrong right after it wrote.</summary>
internal sealed class FaultyAuditLog(StoreSession session, Func<AuditEvent, Task> afterwards) : IAuditLog
{
    private readonly AuditLog real = new(session);

    public async Task AppendAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellation)
    {
        await real.AppendAsync(events, cancellation);
        await afterwards(events[0]);
    }
}
