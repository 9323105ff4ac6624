using System.CommandLine;
using System.Globalization;
using TrialData.Application.Allocation;
using TrialData.Application.Reporting.Figures;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class AssessCommand
{
    private static readonly Option<FileInfo[]> Designs = new("--design", "-d")
    {
        Description = "A design (JSON); several are compared.",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<int> Participants = new("--participants") { Description = "Participants of a trial.", DefaultValueFactory = _ => 600 };

    private static readonly Option<int> Sites = new("--sites") { Description = "Sites, all of one size.", DefaultValueFactory = _ => 6 };

    private static readonly Option<int> Simulations = new("--simulations") { Description = "Simulated trials of each design.", DefaultValueFactory = _ => 2000 };

    private static readonly Option<long> Seed = new("--seed") { Description = "The same seed gives the same numbers.", DefaultValueFactory = _ => 1 };

    private static readonly Option<bool> Compare = new("--compare") { Description = "Show usual schemes over the same factors beside it." };

    private static readonly Option<FileInfo?> Figure = new("--figure") { Description = "Also draw balance against predictability (SVG).", HelpName = "FILE" };

    private static readonly Option<FileInfo?> OverTime = new("--over-time") { Description = "Also draw how probable each arm is from the first participant to the last (SVG).", HelpName = "FILE" };

    // As many columns as stand beside a name in a pipe.
    private const int MostColumns = 10;

    public static Command Build()
    {
        var command = new Command("assess", "Simulates a design before it is sealed: how balanced trials end, and how often staff can guess the next arm.")
        {
            Designs, Participants, Sites, Simulations, Seed, Compare, Figure, OverTime, CommonOptions.Json,
        };
        command.SetAction(AssessAsync);
        return command;
    }

    private static async Task<int> AssessAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var designs = new List<(string, string)>();
        foreach (var file in parsed.GetRequiredValue(Designs))
        {
            designs.Add((Path.GetFileNameWithoutExtension(file.Name), await File.ReadAllTextAsync(file.FullName, cancellation)));
        }

        // A simulation needs no store: the handler is open to all and stands alone.
        var outcome = await Screen.WatchAsync("Simulating trials", progress => new AssessDesignHandler().HandleAsync(
            new AssessDesign(
                designs, parsed.GetValue(Participants), parsed.GetValue(Simulations), parsed.GetValue(Sites), parsed.GetValue(Compare), parsed.GetValue(Seed))
            {
                Progress = progress,
            },
            cancellation));
        if (!outcome.IsRefused && parsed.GetValue(Figure) is { } figure)
        {
            await WholeFile.WriteAsync(figure, BalanceAndGuessing.Draw("designs", outcome.Value).ToSvg(), cancellation);
        }

        if (!outcome.IsRefused && parsed.GetValue(OverTime) is { } course)
        {
            await WholeFile.WriteAsync(course, ArmsThroughTrial.Draw("arms", outcome.Value).ToSvg(), cancellation);
        }

        return Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), Show);
    }

    private static void Show(DesignAssessments assessments)
    {
        var table = Screen.Table("Balance and predictability", "Design", "Guessed", "By chance", "Limit", "Whole trial", "Worst site", "All levels", "Worst level");
        foreach (var design in assessments.Designs)
        {
            table.Row(
                design.Name, Percent(design.GuessRate), Percent(design.ChanceRate), Percent(design.GuessLimit), Number(design.Overall), Number(design.LargestSite), Number(design.Margins), Number(design.LargestMargin));
        }

        Screen.Out.Write(table);
        foreach (var assumption in assessments.Assumptions)
        {
            Screen.Line($"  {assumption}.");
        }

        Screen.Line("  By chance: always naming the arm with the largest share. Limit: a warning is given above.");
        ShowOverTime(assessments.Designs.Where(design => design.IsOffered).ToList());
        foreach (var design in assessments.Designs.Where(design => design.IsOffered))
        {
            foreach (var warning in design.Warnings)
            {
                Screen.Line($"Warning, {design.Name}: {warning}");
            }
        }
    }

    private static void ShowOverTime(List<AssessedDesign> designs)
    {
        var columns = ColumnsOf(designs[0].OverTime.Select(each => each.Participant).ToList());
        var table = Screen.Table("Probability of each arm for the participant of that number, %", ["Design, arm", "Ratio", .. columns.Select(participant => participant.ToString(CultureInfo.InvariantCulture)), "Error"]);
        foreach (var design in designs)
        {
            foreach (var (place, arm) in design.OverTime[0].Arms.Index())
            {
                var shown = design.OverTime.Where(each => columns.Contains(each.Participant)).Select(each => each.Arms[place]).ToList();
                table.Row([
                    $"{design.Name}, {arm.Arm}", Number(arm.Target * 100), .. shown.Select(each => Number(each.Share * 100)),
                    shown.Max(each => each.Error * 100).ToString("0.00", CultureInfo.InvariantCulture),
                ]);
            }
        }

        Screen.Out.Write(table);
        Screen.Line("  Error: the largest Monte Carlo standard error of the row.");
    }

    // The early ones, where a design may not have its ratio yet, then the powers of ten, and the last.
    private static List<int> ColumnsOf(List<int> participants) => participants.Count <= MostColumns
        ? participants
        : [.. participants.Where((participant, index) => participant <= 10 || index == participants.Count - 1 || Math.Log10(participant) % 1 == 0)];

    private static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
