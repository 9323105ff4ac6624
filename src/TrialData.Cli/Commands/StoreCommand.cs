using System.CommandLine;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class StoreCommand
{
    private static readonly Option<FileInfo> To = new("--to")
    {
        Description = "The file to write; a manifest is written beside it. It must not be there yet.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<FileInfo> From = new("--from")
    {
        Description = "The backup; its manifest must lie beside it.",
        HelpName = "FILE",
        Required = true,
    };

    public static Command Build() => new("store", "Looks after the store itself.")
    {
        Make("migrate", "Creates a store, or brings one to the schema of this program.", MigrateAsync),
        Make("info", "Says what the store is and holds, in numbers.", InfoAsync),
        Make("check", "Examines the file, the triggers, the schema and the audit trail.", CheckAsync),
        Make("backup", "Writes a verified copy while others go on working. It does not hold the key ring.", BackUpAsync, To),
        Make("restore", "Puts a backup where no store is, once it is proved sound.", RestoreAsync, From),
    };

    private static Command Make(string name, string description, Func<ParseResult, CancellationToken, Task<int>> action, params Option[] options)
    {
        var command = new Command(name, description) { CommonOptions.Json };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.WithStore().SetAction(action);
        return command;
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

    private static Task<int> InfoAsync(ParseResult parsed, CancellationToken cancellation) =>
        AskAsync<InspectStore, InspectedStore>(parsed, new InspectStore(), (store, session) => StoreView.Show(store, session.Settings), cancellation);

    private static Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellation) =>
        AskAsync<CheckStore, CheckedStore>(parsed, new CheckStore(), (store, _) => StoreView.Show(store), cancellation);

    private static Task<int> BackUpAsync(ParseResult parsed, CancellationToken cancellation) =>
        AskAsync<BackUpStore, BackedUpStore>(
            parsed, new BackUpStore(parsed.GetRequiredValue(To).FullName), (backup, session) => StoreView.Show(backup, session.Settings), cancellation);

    private static async Task<int> RestoreAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var session = Session.Open(parsed);
        var outcome = await session.Door.RestoreAsync(new RestoreStore(parsed.GetRequiredValue(From).FullName), Owner(), cancellation);
        return Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), restored => StoreView.Show(restored, session.Settings));
    }

    private static async Task<int> AskAsync<TRequest, TResult>(
        ParseResult parsed, TRequest request, Action<TResult, Session> forPeople, CancellationToken cancellation)
    {
        var asJson = parsed.GetValue(CommonOptions.Json);
        await using var session = Session.Open(parsed);
        if (await session.Door.WhyNotUsableAsync(cancellation) is { } refusal)
        {
            return Answer.Refuse(refusal, asJson);
        }

        var outcome = await session.Door.AskAsync<TRequest, TResult>(Owner(), request, cancellation);
        return Answer.Give(outcome, asJson, result => forPeople(result, session));
    }

    private static Actor Owner() => Actor.OperatingSystemUser(Environment.UserName);
}
