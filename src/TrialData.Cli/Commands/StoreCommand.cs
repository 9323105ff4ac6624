using System.CommandLine;
using TrialData.Application.Administration;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class StoreCommand
{
    public static Command Build()
    {
        var migrate = new Command("migrate", "Creates a store, or brings one to the schema of this program.") { CommonOptions.Json };
        migrate.WithStore().SetAction(MigrateAsync);
        return new Command("store", "Looks after the store itself.") { migrate };
    }

    private static async Task<int> MigrateAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var session = Session.Open(parsed);
        var outcome = await session.Door.MigrateAsync(new StoreMigration(), cancellation);
        return Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), migrated =>
            Screen.Line(migrated.Applied.Count == 0
                ? $"Up to date at {migrated.SchemaVersion}: {session.Settings.Store.Target}"
                : $"Applied {string.Join(", ", migrated.Applied)}: {session.Settings.Store.Target}"));
    }
}
