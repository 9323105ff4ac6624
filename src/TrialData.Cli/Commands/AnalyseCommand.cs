using System.CommandLine;
using TrialData.Application.Analyses;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class AnalyseCommand
{
    private static readonly Option<FileInfo> Specification = new("--spec")
    {
        Description = "The analysis specification (JSON).",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<DirectoryInfo?> Out = new("--out", "-o")
    {
        Description = "Folder for report.html, rates.csv, effects.csv, measures.csv and results.json.",
        HelpName = "FOLDER",
    };

    public static Command Build()
    {
        var command = new Command("analyse", "Computes the analyses of a specification by arm and site, with intervals.")
        {
            Specification, Out, CommonOptions.Trial, CommonOptions.Json,
        };
        command.WithAccount().SetAction(AnalyseAsync);
        return command;
    }

    private static async Task<int> AnalyseAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var json = await File.ReadAllTextAsync(parsed.GetRequiredValue(Specification).FullName, cancellation);
        await using var session = Session.Open(parsed);
        var outcome = await InTrial.AskAsync<RunAnalysis, AnalysisResults>(
            session, parsed, trial => new RunAnalysis(trial, json), cancellation);
        if (!outcome.IsRefused && parsed.GetValue(Out) is { } folder)
        {
            await ReportFiles.WriteAsync(outcome.Value, folder, cancellation);
        }

        return Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), results =>
        {
            ResultsView.ShowAll(results);
            if (parsed.GetValue(Out) is { } written)
            {
                Screen.Line($"Report: {Path.Combine(written.FullName, ReportFiles.Report)}");
            }
        });
    }
}
