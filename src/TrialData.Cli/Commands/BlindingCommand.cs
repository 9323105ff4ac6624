using System.CommandLine;
using System.Globalization;
using TrialData.Application.Allocation.Blinding;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary><c>trialdata unblinding indices</c>: what assessors guessed against what was allocated, for those who see arms.</summary>
internal static class BlindingCommand
{
    private static readonly Option<string?> Form = new("--form") { Description = "The form with the guess. Default: the only one with an item that has an answer for each arm.", HelpName = "CODE" };

    private static readonly Option<string?> Item = new("--item") { Description = "The item with the guess.", HelpName = "CODE" };

    private static readonly Option<string[]> Means = new("--means") { Description = "What an answer means, where it is not the code of an arm. May be given several times.", HelpName = "ANSWER=ARM" };

    public static Command Build()
    {
        Means.Validators.Add(result =>
        {
            foreach (var pair in result.Tokens.Where(token => !ItemAnswers.IsPair(token.Value)))
            {
                result.AddError($"'{pair.Value}' is not ANSWER=ARM.");
            }
        });
        var command = new Command("indices", "Compares the arms that assessors guessed with those allocated: blinding indices of James and Bang by visit. Shows arms.")
        {
            Form, Item, Means, CommonOptions.Trial, CommonOptions.Json,
        };
        command.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<MeasureBlinding, MeasuredBlinding>(
            parsed, trial => new MeasureBlinding(trial, parsed.GetValue(Form), parsed.GetValue(Item), MeaningOf(parsed)), Show, cancellation));
        return command;
    }

    private static Dictionary<string, string> MeaningOf(ParseResult parsed)
    {
        var meaning = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (answer, arm) in (parsed.GetValue(Means) ?? []).Select(ItemAnswers.Split))
        {
            meaning[answer] = arm;
        }

        return meaning;
    }

    private static void Show(MeasuredBlinding measured)
    {
        Screen.Line($"Guesses in {measured.Form}/{measured.Item}, with intervals of 95 %.");
        if (measured.Visits.Count == 0 && measured.WithoutIndex.Count == 0)
        {
            Screen.Line("None yet: nobody has guessed.");
            return;
        }

        if (measured.Visits.Count > 0)
        {
            Columns.Write([
                ["Visit", "Arm", "Right", "Wrong", "Do not know", "Bang", "James"],
                .. measured.Visits.SelectMany(visit => visit.Arms.Select((arm, index) => new[]
                {
                    index == 0 ? visit.Visit : "", arm.Arm, Count(arm.Right), Count(arm.Wrong), Count(arm.DoNotKnow), Estimate(arm.Bang),
                    index > 0 ? "" : visit.James is { } james ? Estimate(james) : "not defined",
                })),
            ]);
        }

        foreach (var visit in measured.WithoutIndex)
        {
            Screen.Line($"{visit}: no index, as nobody guessed about one of the arms yet.");
        }

        Screen.Line("Bang, for each arm: 1 if all guess right, 0 if guesses are random. James: 1 if all are in the dark, 0.5 if guesses are random.");
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Estimate(BlindingEstimate index) => string.Create(
        CultureInfo.InvariantCulture, $"{Rounded(index.Estimate)} ({Rounded(index.Lower)} to {Rounded(index.Upper)})");

    private static string Rounded(double number)
    {
        var rounded = Math.Round(number, 3, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.000", CultureInfo.InvariantCulture);
    }
}
