using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Engines;
using TrialData.Storage.Migration;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

/// <summary>A SQLite store in a file that this process alone knows of; closed whole when disposed, so that it can be moved.</summary>
internal sealed class StoreCopy : IStoreCopy
{
    private readonly SqliteEngine engine;
    private readonly StoreSession session;
    private readonly Migrator migrator;

    public StoreCopy(string file, IIdentities identities, TimeProvider clock)
    {
        engine = new SqliteEngine(file);
        session = new StoreSession(engine, new IdPool());
        migrator = new Migrator(engine, identities, clock);
        Trail = new AuditTrail(session);
    }

    public IAuditTrail Trail { get; }

    public async Task<IReadOnlyList<string>> DamageAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await engine.OpenAsync(cancellation);
            return await engine.DamageAsync(connection, cancellation) ?? [];
        }
        catch (Microsoft.Data.Sqlite.SqliteException fault)
        {
            return [fault.Message];
        }
    }

    public async Task<Outcome<(StoreIdentity Identity, string SchemaVersion)>> DescribeAsync(CancellationToken cancellation)
    {
        if (await migrator.WhyNotUsableAsync(cancellation) is { } refusal and not StoreNotMigrated)
        {
            return refusal;
        }

        // An older schema is brought up to date after the restore; a file without any is no store.
        return await migrator.NewestScriptAsync(cancellation) is { } newest
            ? (await migrator.IdentityAsync(cancellation), newest)
            : new StoreNotMigrated("The file holds no store.");
    }

    public async Task AppendAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellation)
    {
        await session.BeginAsync(cancellation);
        await new AuditLog(session).AppendAsync(events, cancellation);
        await session.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        engine.Dispose();
    }
}
