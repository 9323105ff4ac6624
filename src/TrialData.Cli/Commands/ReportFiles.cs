using TrialData.Application.Analyses;
using TrialData.Application.Reporting;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>The files of a report.</summary>
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

    private static Task WriteAsync(DirectoryInfo folder, string name, string text, CancellationToken cancellation) =>
        WholeFile.WriteAsync(new FileInfo(Path.Combine(folder.FullName, name)), text, cancellation);
}
