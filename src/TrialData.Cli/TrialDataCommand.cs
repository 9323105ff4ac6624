using System.CommandLine;
using TrialData.Cli.Commands;
using TrialData.Cli.Commands.Forms;
using TrialData.Cli.Commands.Participants;
using TrialData.Cli.Terminal;

namespace TrialData.Cli;

/// <summary>The <c>trialdata</c> command: parses, runs, and turns what happened into an exit code.</summary>
internal static class TrialDataCommand
{
    // The parser's own handler of Ctrl-C cancels the command and waits this long for it to roll back and say so.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Build().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync($"See '{HelpFor(parsed)}'.");
            return ExitCode.WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToStop });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. Nothing of the request that was under way was kept.");
            return ExitCode.Fault;
        }
        catch (Exception fault)
        {
            return await FaultReport.WriteAsync(fault);
        }
    }

    private static RootCommand Build() => new("TrialData: one trustworthy record of a randomised trial, from protocol to published rates.")
    {
        DemoCommand.Build(),
        ServeCommand.Build(),
        StoreCommand.Build(),
        TrialCommand.Build(),
        SiteCommand.Build(),
        AccountCommand.Build(),
        TokenCommand.Build(),
        AuditCommand.Build(),
        MailCommand.Build(),
        ImportCommand.Build(),
        ParticipantCommand.Build(),
        RandomiseCommand.Build(),
        RandomisationCommand.Build(),
        DowntimeCommand.Build(),
        AllocationCommand.Build(),
        UnblindingCommand.Build(),
        FormCommand.Build(),
        ScheduleCommand.Build(),
        SafetyCommand.Build(),
        AnalyseCommand.Build(),
        InstrumentsCommand.Build(),
        ValidateCommand.Build(),
    };

    private static string HelpFor(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(result.Command is RootCommand ? "trialdata" : result.Command.Name);
        }

        return $"{string.Join(' ', names)} --help";
    }
}
