using System.CommandLine;
using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Analyses;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;
using TrialData.Hosting;
using TrialData.Hosting.Demonstration;
using TrialData.Storage;

namespace TrialData.Cli.Commands;

internal static class DemoCommand
{
    private const string StoreFile = "demo.db";
    private const string Keys = "keys";

    private static readonly Option<int> Participants = new("--participants", "-n")
    {
        Description = "How many participants to randomise.",
        HelpName = "N",
        DefaultValueFactory = _ => 600,
    };

    private static readonly Option<long> Seed = new("--seed")
    {
        Description = "The same seed gives the same trial and the same report, to the byte.",
        HelpName = "S",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<DirectoryInfo?> Out = new("--out", "-o")
    {
        Description = "A new or empty folder for the store and the report. Default: demo-SEED.",
        HelpName = "FOLDER",
    };

    private static readonly Option<bool> Full = new("--full") { Description = "Fill in every form, not only those of the three rates." };

    public static Command Build()
    {
        Participants.Validators.Add(result =>
        {
            // What is no number at all is reported by the parser; asking it for the value here would throw.
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number is < 1 or > 100_000)
            {
                result.AddError("--participants must be from 1 to 100000.");
            }
        });
        var command = new Command("demo", "Plays a whole six-site trial with simulated participants and reports its results.")
        {
            Participants, Seed, Out, Full, CommonOptions.Json,
        };
        command.SetAction(PlayAsync);
        return command;
    }

    private static async Task<int> PlayAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var asJson = parsed.GetValue(CommonOptions.Json);
        var seed = parsed.GetValue(Seed);
        var folder = parsed.GetValue(Out) ?? new DirectoryInfo(string.Create(CultureInfo.InvariantCulture, $"demo-{seed}"));
        var store = StoreLocation.Parse(Path.Combine(folder.FullName, StoreFile));
        if (store.Exists)
        {
            return Answer.Refuse(new DemonstrationExists(store.Target), asJson);
        }

        folder.Create();
        await using var session = Session.Open(
            new HostSettings(store, Path.Combine(folder.FullName, Keys)), services => services.AddDemonstration(parsed.GetValue(Seed)));

        var outcome = await PlayAndAnalyseAsync(session, parsed, cancellation);
        if (!outcome.IsRefused)
        {
            await ReportFiles.WriteAsync(outcome.Value, folder, cancellation);
        }

        return Answer.Give(outcome, asJson, results =>
        {
            ResultsView.ShowRates(results);
            ShowWhatNext(folder, store);
        });
    }

    private static async Task<Outcome<AnalysisResults>> PlayAndAnalyseAsync(Session session, ParseResult parsed, CancellationToken cancellation)
    {
        var migrated = await session.Door.MigrateAsync(new StoreMigration(Demonstration: true), cancellation);
        if (migrated.Refusal is { } refusal)
        {
            return refusal;
        }

        var request = await DemonstrationHouse.WholeAsync(parsed.GetValue(Participants), parsed.GetValue(Seed), parsed.GetValue(Full), cancellation);
        var played = await Screen.WatchAsync("Playing the trial", progress => session.Get<DemonstrationPlay>().PlayAsync(request, progress, cancellation));
        if (played.Refusal is { } unplayable)
        {
            return unplayable;
        }

        if (played.Value is { Screened: var screened, Randomised: var randomised, Requests: var requests } && !parsed.GetValue(CommonOptions.Json))
        {
            Screen.Line(FormattableString.Invariant(
                $"Played {requests} requests: {screened} people screened, {randomised} randomised, {played.Value.Forms} forms saved. Every participant is simulated."));
            Screen.Line();
        }

        var specification = await DemonstrationHouse.ShippedAsync("analysis.json", cancellation);
        return await session.Door.AskAsync<RunAnalysis, AnalysisResults>(
            played.Value.Statistician, new RunAnalysis(played.Value.TrialCode, specification), cancellation);
    }

    private static void ShowWhatNext(DirectoryInfo folder, StoreLocation store)
    {
        Screen.Line();
        Screen.Line($"Report:  {Path.Combine(folder.FullName, ReportFiles.Report)}");
        Screen.Line($"Store:   {Path.Combine(folder.FullName, StoreFile)} (marked DEMONSTRATION; it can never go live)");
        Screen.Line($"Pages:   'trialdata serve --store {store.Target} --keys {Path.Combine(folder.FullName, Keys)}'; the sign-in page shows accounts for anybody");
        Screen.Line("Next:    open the report in a browser; 'trialdata validate' shows that this installation computes as it should;");
        Screen.Line("         'trialdata trial create --protocol FILE' begins a trial of your own.");
    }
}

internal sealed record DemonstrationExists(string Store)
    : Refusal("demo.exists", $"There is a store already: {Store}. Name another folder with --out, or remove it.");
