using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AuditLog(StoreSession session) : IAuditLog
{
    private static readonly SqlFile AppendAuditEvent = SqlFile.Named("pipeline/AppendAuditEvent");

    public async Task AppendAsync(AuditEvent auditEvent, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AppendAuditEvent,
            new
            {
                AuditEventId = id,
                auditEvent.OccurredAt,
                auditEvent.CorrelationId,
                auditEvent.AccountId,
                auditEvent.ActorName,
                auditEvent.UseCase,
                auditEvent.Result,
                auditEvent.TrialId,
                auditEvent.SiteId,
                auditEvent.Subject,
            },
            cancellation);
    }
}
