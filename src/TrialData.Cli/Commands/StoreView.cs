using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;
using TrialData.Hosting;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary>What the operations on a store tell a person.</summary>
internal static class StoreView
{
    public static void Show(InspectedStore store, HostSettings settings)
    {
        var (identity, facts) = store;
        Line("Place", facts.Place);
        Line("Engine", facts.Engine);
        Line("Store", Invariant($"{identity.StoreId:D}, made {AuditHash.Text(identity.CreatedAt)}{(identity.IsDemonstration ? ", DEMONSTRATION" : string.Empty)}"));
        Line("Schema", facts.SchemaVersion);
        Line("Size", facts.Bytes is { } bytes ? Invariant($"{bytes:N0} bytes") : "kept by the server");
        Line("Holds", Invariant($"{facts.Trials} {(facts.Trials == 1 ? "trial" : "trials")}, {facts.Participants} participants, {facts.Events} audit events"));
        Line("Last backup", facts.LastBackupAt is { } at ? AuditHash.Text(at) : "none by this program");
        Line("Key ring", settings.KeyRing);
    }

    public static void Show(CheckedStore store)
    {
        Screen.Line(store.FileWasExamined
            ? "The file is sound: integrity and foreign keys were examined."
            : "The files were not examined: that is DBCC CHECKDB, which the administrator of the server runs.");
        Screen.Line($"The triggers stand as the schema has them: {string.Join(", ", store.Guards)}.");
        Screen.Line($"The schema is as journalled: {store.SchemaVersion}.");
        Screen.Line(Invariant($"The audit trail holds: {store.Events} events in {store.Chains} chains, {store.Evidence} saves and allocations and {store.Records} other records vouched for."));
    }

    public static void Show(BackedUpStore backup, HostSettings settings)
    {
        Screen.Line(Invariant($"Wrote {backup.File} and {backup.ManifestFile}: schema {backup.Manifest.SchemaVersion}, {backup.Events} audit events, verified."));
        Screen.Line($"The backup does not hold the key ring, which is {settings.KeyRing}. Copy that folder too and keep it apart: without it nobody can be randomised.");
    }

    public static void Show(RestoredStore restored, HostSettings settings)
    {
        Screen.Line($"Restored {settings.Store.Target} as it was at {AuditHash.Text(restored.Manifest.TakenAt)}; its audit trail holds.");
        if (restored.LostEvents > 0)
        {
            Screen.Line(Invariant($"The checkpoints saw {restored.LostEvents} audit events that this backup is too old to hold; the restored trail records their number."));
        }

        if (!restored.MetCheckpoints)
        {
            Screen.Line($"No checkpoint of this store is in {settings.KeyRing}: events cut off before the backup would not have been missed. Bring the key ring of the store.");
        }
    }

    private static void Line(string label, string value) => Screen.Line($"{label,-12} {value}");
}
