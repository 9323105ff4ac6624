using System.CommandLine;
using TrialData.Application.Exchange;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class ImportCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "The CSV file: one row for each participant." };

    private static readonly Option<FileInfo> Mapping = new("--mapping", "-m")
    {
        Description = "The import mapping (JSON): what each column becomes.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string?> IdentifierReason = new("--identifier-reason")
    {
        Description = "Why free texts that look like NHS numbers, e-mail addresses, postcodes or telephone numbers are imported all the same.",
        HelpName = "TEXT",
    };

    public static Command Build()
    {
        var command = new Command("import", "Imports participants, allocations and answers of a finished trial. All or nothing.")
        {
            File, Mapping, IdentifierReason, CommonOptions.Trial, CommonOptions.Json,
        };
        command.WithAccount().SetAction(ImportAsync);
        return command;
    }

    private static async Task<int> ImportAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(File);
        var mapping = await System.IO.File.ReadAllTextAsync(parsed.GetRequiredValue(Mapping).FullName, cancellation);
        await using var session = Session.Open(parsed);
        await using var stream = file.OpenRead();
        var outcome = await Screen.WatchAsync($"Importing {file.Name}", progress => InTrial.AskAsync<ImportFinishedTrial, ImportedTrial>(
            session,
            parsed,
            trial => new ImportFinishedTrial(trial, mapping, file.Name, stream) { Progress = new BytesRead(stream, progress), IdentifierReason = parsed.GetValue(IdentifierReason) },
            cancellation));
        return Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), imported => Screen.Line(FormattableString.Invariant(
            $"Imported {imported.Participants} participants, {imported.Forms} forms and {imported.Answers} answers into {imported.TrialCode}.")));
    }

    /// <summary>How much of the file has been read; rows tell when to look.</summary>
    private sealed class BytesRead(Stream stream, IProgress<(long Done, long Of)> progress) : IProgress<long>
    {
        public void Report(long value) => progress.Report((stream.Position, Math.Max(1, stream.Length)));
    }
}
