using System.CommandLine;
using TrialData.Application.Capture.Rescoring;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary><c>trialdata instruments rescore --check</c>: whether every stored score is what its answers give.</summary>
internal static class RescoreCommand
{
    private static readonly Option<bool> Check = new("--check") { Description = "Compare and change nothing, as without it: there is no other way." };

    public static Command Build()
    {
        var command = new Command("rescore", "Recomputes every stored score of a trial with the definition it names, and lists what differs.")
        {
            Check, CommonOptions.Trial, CommonOptions.Json,
        };
        command.WithAccount().SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var session = Session.Open(parsed);
        var outcome = await InTrial.AskAsync<RescoreCheck, CheckedScores>(session, parsed, trial => new RescoreCheck(trial), cancellation);
        var code = Answer.Give<CheckedScores>(outcome, parsed.GetValue(CommonOptions.Json), Show);
        return outcome is { IsRefused: false, Value.DifferenceCount: > 0 } ? ExitCode.Refused : code;
    }

    private static void Show(CheckedScores result)
    {
        Screen.Line($"Recomputed {Counted.Of(result.Scores, "score")} of {Counted.Of(result.Forms, "form")}: {Counted.Of(result.DifferenceCount, "difference")}.");
        var differences = InstrumentView.Pairs(indent: 2);
        foreach (var each in result.Differences)
        {
            differences.Pair(
                string.Join('/', new[] { each.Participant, each.Visit, each.Form }.OfType<string>()),
                Invariant($"version {each.FormVersion}, {each.Score}: {each.Reason}; stored {each.Stored ?? "nothing"}, computed {each.Computed ?? "nothing"}"));
        }

        Screen.Out.Write(differences);
        if (result.DifferenceCount > result.Differences.Count)
        {
            Screen.Line(Invariant($"These are the first {result.Differences.Count}."));
        }
    }
}
