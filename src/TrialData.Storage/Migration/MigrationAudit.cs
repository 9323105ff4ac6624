using TrialData.Application.Pipeline;
using TrialData.Storage.Ports;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Migration;

/// <summary>The audit events of a migration, which stands outside the pipeline.</summary>
internal static class MigrationAudit
{
    private const string UseCase = "MigrateStore";

    /// <param name="before">The newest script that the store had; null for a new store.</param>
    public static async Task RecordAsync(
        StoreSession session, Actor owner, DateTimeOffset at, Guid correlationId, string? before, string after, CancellationToken cancellation)
    {
        var done = new AuditEvent(
            AuditChain.Installation, at, correlationId, owner.AccountId, owner.Name, Role: null, UseCase, "done", TrialId: null, SiteId: null, Subject: null);
        await new AuditLog(session).AppendAsync([done, done with { Field = "schema", OldValue = before, NewValue = after }], cancellation);
        await new Adoption(session).AdoptAsync(done, cancellation);
    }
}
