using System.CommandLine;
using TrialData.Application.Exchange;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary><c>trialdata instruments</c>: what can be measured, how it is scored, and scoring of files without a store.</summary>
internal static class InstrumentsCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The instrument: qpr-15, say." };

    private static readonly Argument<FileInfo> Definition = new("FILE") { Description = "A definition file." };

    private static readonly Option<FileInfo?> Wording = new("--wording") { Description = "A file with the wording that your site may show.", HelpName = "FILE" };

    public static Command Build()
    {
        var list = new Command("list", "Lists instruments and logs, drafts with their open question.") { CommonOptions.Json };
        list.SetAction(ListAsync);
        var show = new Command("show", "Shows an instrument: items, scores, missing rules, bands, references.") { Id, ScoreCommand.Version, Wording, CommonOptions.Json };
        show.SetAction(ShowAsync);
        var check = new Command("check", "Checks a definition file and names every fault by its JSON path.") { Definition, CommonOptions.Json };
        check.SetAction(CheckAsync);
        return new Command("instruments", "Outcome instruments: definitions and scores.") { list, show, ScoreCommand.Build(), check, RescoreCommand.Build() };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation) => Answer.Give(
        await new ListInstrumentsHandler().HandleAsync(new ListInstruments(), cancellation), parsed.GetValue(CommonOptions.Json), InstrumentView.Show);

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var wording = parsed.GetValue(Wording) is { } file ? new WordingFile(file.Name, await File.ReadAllTextAsync(file.FullName, cancellation)) : null;
        var request = new ShowInstrument(parsed.GetRequiredValue(Id), parsed.GetValue(ScoreCommand.Version)) { Wording = wording };
        return Answer.Give(await new ShowInstrumentHandler().HandleAsync(request, cancellation), parsed.GetValue(CommonOptions.Json), InstrumentView.Show);
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(Definition);
        var outcome = await new CheckInstrumentHandler().HandleAsync(
            new CheckInstrument(file.Name, await File.ReadAllTextAsync(file.FullName, cancellation)), cancellation);
        return Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), InstrumentView.Show);
    }
}
