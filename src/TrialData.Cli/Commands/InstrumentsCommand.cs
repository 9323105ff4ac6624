using System.CommandLine;
using TrialData.Application.Exchange;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary><c>trialdata instruments</c>: what can be measured, how it is scored, and scoring of files without a store.</summary>
internal static class InstrumentsCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The instrument: qpr-15, say." };

    private static readonly Option<string> Instrument = new("--instrument") { Description = "The instrument: qpr-15, say.", HelpName = "ID", Required = true };

    private static readonly Option<int?> Version = new("--version") { Description = "The definition's version. Default: the newest that is released.", HelpName = "N" };

    private static readonly Option<FileInfo> In = new("--in") { Description = "A CSV file with a column for each item.", HelpName = "CSV", Required = true };

    private static readonly Option<FileInfo> Out = new("--out") { Description = "The CSV file to write.", HelpName = "CSV", Required = true };

    private static readonly Argument<FileInfo> Definition = new("FILE") { Description = "A definition file." };

    private static readonly Option<FileInfo?> Wording = new("--wording") { Description = "A file with the wording that your site may show.", HelpName = "FILE" };

    public static Command Build()
    {
        var list = new Command("list", "Lists instruments and logs, drafts with their open question.") { CommonOptions.Json };
        list.SetAction(ListAsync);
        var show = new Command("show", "Shows an instrument: items, scores, missing rules, bands, references.") { Id, Version, Wording, CommonOptions.Json };
        show.SetAction(ShowAsync);
        var score = new Command("score", "Scores a CSV file of answers into another.") { Instrument, Version, In, Out, CommonOptions.Json };
        score.SetAction(ScoreAsync);
        var check = new Command("check", "Checks a definition file and names every fault by its JSON path.") { Definition, CommonOptions.Json };
        check.SetAction(CheckAsync);
        return new Command("instruments", "Outcome instruments: definitions and scores.") { list, show, score, check, RescoreCommand.Build() };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation) => Answer.Give(
        await new ListInstrumentsHandler().HandleAsync(new ListInstruments(), cancellation), parsed.GetValue(CommonOptions.Json), InstrumentView.Show);

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var wording = parsed.GetValue(Wording) is { } file ? new WordingFile(file.Name, await File.ReadAllTextAsync(file.FullName, cancellation)) : null;
        var request = new ShowInstrument(parsed.GetRequiredValue(Id), parsed.GetValue(Version)) { Wording = wording };
        return Answer.Give(await new ShowInstrumentHandler().HandleAsync(request, cancellation), parsed.GetValue(CommonOptions.Json), InstrumentView.Show);
    }

    private static async Task<int> ScoreAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (source, target) = (parsed.GetRequiredValue(In), parsed.GetRequiredValue(Out));
        var part = target.FullName + ".part";
        try
        {
            ScoredFile scored;
            await using (var input = source.OpenRead())
            await using (var output = File.Create(part))
            {
                var outcome = await new ScoreFileHandler().HandleAsync(
                    new ScoreFile(parsed.GetRequiredValue(Instrument), parsed.GetValue(Version), source.Name, input, output), cancellation);
                if (outcome.Refusal is { } refusal)
                {
                    return Answer.Refuse(refusal, parsed.GetValue(CommonOptions.Json));
                }

                scored = outcome.Value;
            }

            File.Move(part, target.FullName, overwrite: true);
            return Answer.Give<ScoredFile>(scored, parsed.GetValue(CommonOptions.Json), done => InstrumentView.Show(done, target.Name));
        }
        finally
        {
            // A refused or stopped run leaves nothing behind, and an earlier file as it was.
            File.Delete(part);
        }
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(Definition);
        var outcome = await new CheckInstrumentHandler().HandleAsync(
            new CheckInstrument(file.Name, await File.ReadAllTextAsync(file.FullName, cancellation)), cancellation);
        return Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), InstrumentView.Show);
    }
}
