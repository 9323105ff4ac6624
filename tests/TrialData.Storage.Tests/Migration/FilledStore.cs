using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Storage.Migration;
using TrialData.Storage.Session;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Migration;

/// <summary>A store as an earlier release left it, below <c>Filled</c>.</summary>
internal static class FilledStore
{
    /// <summary>Brings a store to the schema of a release and replaces what its own migration left there by the rows of that release.</summary>
    public static async Task FillAsync(TestStore store, string release)
    {
        var scripts = SqlFile.Migrations(store.Location.Engine).Where(s => string.CompareOrdinal(s.Name, release) <= 0);
        var migrator = new Migrator(RawStore.EngineAt(store.Location), new SystemIdentities(), TimeProvider.System, scripts);
        _ = (await migrator.MigrateAsync(new StoreMigration(), Actor.OperatingSystemUser("test"), CancellationToken.None)).Value;
        var guard = store.Location.Engine == Engine.Sqlite ? "AuditEvent_NoDelete" : "AuditEvent_AppendOnly";
        var rows = Repository.Read("tests", "TrialData.Storage.Tests", "Migration", "Filled", release[..4] + ".sql");
        var raw = new RawStore(store.Location);
        await raw.ExecuteAsync("DROP TRIGGER " + guard);
        await raw.ExecuteAsync("DELETE FROM AuditEvent; DELETE FROM AuditChain; DELETE FROM Store; DELETE FROM KeyBlock; " + rows);
        await raw.ExecuteAsync(Migrator.TriggersOf(store.Location.Engine).Single(t => t.Name == guard).Definition);
    }
}
