using TrialData.Application.Analyses;
using TrialData.Application.Reporting;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>The files of a report. Each appears under its name whole or not at all.</summary>
internal static class ReportFiles
{
    public const string Report = "report.html";

    public static async Task WriteAsync(AnalysisResults results, DirectoryInfo folder, CancellationToken cancellation)
    {
        folder.Create();
        await WriteAsync(folder, Report, HtmlReport.Render(results), cancellation);
        await WriteAsync(folder, "rates.csv", CsvTables.Rates(results), cancellation);
        await WriteAsync(folder, "effects.csv", CsvTables.Effects(results), cancellation);
        await WriteAsync(folder, "measures.csv", CsvTables.Measures(results), cancellation);
        await WriteAsync(folder, "results.json", Answer.ToJson(results) + "\n", cancellation);
    }

    private static async Task WriteAsync(DirectoryInfo folder, string name, string text, CancellationToken cancellation)
    {
        var final = Path.Combine(folder.FullName, name);
        var partial = final + ".partial";
        await File.WriteAllTextAsync(partial, text, cancellation);
        File.Move(partial, final, overwrite: true);
    }
}
