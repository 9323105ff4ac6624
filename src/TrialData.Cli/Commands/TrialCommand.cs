using System.CommandLine;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class TrialCommand
{
    private static readonly Option<FileInfo> Protocol = new("--protocol", "-p")
    {
        Description = "The protocol file (JSON).",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> Account = new("--account")
    {
        Description = "Name of the first account, where the store has none yet.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Environment.UserName,
    };

    public static Command Build()
    {
        var create = new Command("create", "Creates a trial from its protocol file; a new store gets its schema and its first account.")
        {
            Protocol, Account, CommonOptions.Json,
        };
        create.WithAccount().SetAction(CreateAsync);
        return new Command("trial", "Creates and looks after trials.") { create, AmendCommand.Build() };
    }

    private static async Task<int> CreateAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var asJson = parsed.GetValue(CommonOptions.Json);
        var json = await File.ReadAllTextAsync(parsed.GetRequiredValue(Protocol).FullName, cancellation);

        // A faulty protocol must not leave a new, empty store behind.
        if (ProtocolLoader.Load(json).Refusal is { } faulty)
        {
            return Answer.Refuse(faulty, asJson);
        }

        await using var session = Session.Open(parsed);
        var actor = await FindOrFoundAsync(session, parsed, cancellation);
        if (actor.Refusal is { } refusal)
        {
            return Answer.Refuse(refusal, asJson);
        }

        var outcome = await session.Door.AskAsync<CreateTrial, TrialCreated>(actor.Value, new CreateTrial(json), cancellation);
        return Answer.Give(outcome, asJson, created => Screen.Line(FormattableString.Invariant(
            $"Created {created.Code}, version {created.ProtocolVersion}: {created.Title}. {Counted.Of(created.Sites, "site")}, {Counted.Of(created.Visits, "visit")}, {Counted.Of(created.Forms, "form")}.")));
    }

    private static async Task<Outcome<Actor>> FindOrFoundAsync(Session session, ParseResult parsed, CancellationToken cancellation)
    {
        if (!session.Settings.Store.Exists)
        {
            var migrated = await session.Door.MigrateAsync(new StoreMigration(), cancellation);
            if (migrated.Refusal is { } refusal)
            {
                return refusal;
            }
        }

        if (await session.Door.WhyNotUsableAsync(cancellation) is { } unusable)
        {
            return unusable;
        }

        var owner = Actor.OperatingSystemUser(Environment.UserName);
        var founded = await session.Door.AskAsync<FoundStore, StoreFounder>(
            owner, new FoundStore(parsed.GetRequiredValue(Account)), cancellation);
        if (founded.Refusal is StoreAlreadyFounded)
        {
            return await session.FindActorAsync(cancellation);
        }

        if (founded.Refusal is { } why)
        {
            return why;
        }

        var file = KeptTokens.Keep((await session.Door.IdentityAsync(cancellation)).StoreId, founded.Value.Token);
        await Console.Error.WriteLineAsync($"Made the first account, '{founded.Value.Name}' (manager and unblinded statistician). Its token is kept in {file}.");
        return new Actor(founded.Value.AccountId, founded.Value.Name);
    }
}
