using System.CommandLine;
using TrialData.Application.Allocation.Lists;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class CheckListCommand
{
    private const int FaultsShown = 50;

    private static readonly Option<FileInfo> List = new("--list", "-l")
    {
        Description = "The list (CSV): a column for each factor, arm, and where there are any number and block.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<FileInfo> Design = new("--design", "-d")
    {
        Description = "Its plan (JSON): the procedure 'uploaded list 2', arms, factors with levels, block sizes, rows of a stratum.",
        HelpName = "FILE",
        Required = true,
    };

    public static Command Build()
    {
        var command = new Command("check-list", "Checks a list of allocations against its plan before it is sealed: order, blocks, ratio, strata, labels.")
        {
            List, Design, CommonOptions.Json,
        };
        command.SetAction(CheckAsync);
        return command;
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var request = new CheckUploadedList(
            await File.ReadAllTextAsync(parsed.GetRequiredValue(Design).FullName, cancellation),
            await File.ReadAllTextAsync(parsed.GetRequiredValue(List).FullName, cancellation));

        // A check needs no store: the handler is open to all and stands alone.
        var outcome = await new CheckUploadedListHandler().HandleAsync(request, cancellation);
        var code = Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), Write);
        return code == ExitCode.Done && outcome.Value.Faults.Count > 0 ? ExitCode.Fault : code;
    }

    private static void Write(CheckedList list)
    {
        Screen.Line(list.Faults.Count == 0
            ? FormattableString.Invariant($"As planned: {Counted.Of(list.Rows, "row")}, strata: {list.Strata}.")
            : $"Not as planned: {Counted.Of(list.Faults.Count, "fault")}.");
        Write(list.Faults);
        if (list.Warnings.Count > 0)
        {
            Screen.Line($"Worth a look before it is sealed: {Counted.Of(list.Warnings.Count, "warning")}.");
            Write(list.Warnings);
        }

        if (list.Fingerprint is { } fingerprint)
        {
            Screen.Line("Fingerprint of the rows, to be compared with that of whoever made the list:");
            Screen.Line(fingerprint);
        }
    }

    private static void Write(IReadOnlyList<ListFinding> findings)
    {
        foreach (var found in findings.Take(FaultsShown))
        {
            Screen.Line($"  {found.Code}: {Shown.Text(found.Place)}{(found.Value is { } value ? $", '{Shown.Text(value)}'" : string.Empty)}: {Shown.Text(found.Reason)}");
        }

        if (findings.Count > FaultsShown)
        {
            Screen.Line(FormattableString.Invariant($"  and {findings.Count - FaultsShown} more; --json lists them."));
        }
    }
}
