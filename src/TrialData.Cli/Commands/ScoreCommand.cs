using System.CommandLine;
using TrialData.Application.Exchange;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary><c>trialdata instruments score</c>: a CSV file of answers into one with scores beside them, without a store.</summary>
internal static class ScoreCommand
{
    private static readonly Option<string> Instrument = new("--instrument") { Description = "The instrument: qpr-15, say.", HelpName = "ID", Required = true };

    private static readonly Option<FileInfo> In = new("--in") { Description = "A CSV file with a column for each item.", HelpName = "CSV", Required = true };

    private static readonly Option<FileInfo> Out = new("--out") { Description = "The CSV file to write; not the one to score.", HelpName = "CSV", Required = true };

    private static readonly Option<string?> Id = new("--id")
    {
        Description = "With --date: the column that says whose form a row is. Adds changes since the first day of each, and whether criteria that must last have lasted. The rows are sorted by this column.",
        HelpName = "COLUMN",
    };

    private static readonly Option<string?> Day = new("--date")
    {
        Description = "With --id: the column of the day, written yyyy-MM-dd; empty for a visit that did not take place. Visits of one participant may stand in any order.",
        HelpName = "COLUMN",
    };

    public static Option<int?> Version { get; } = new("--version") { Description = "The definition's version. Default: the newest that is released.", HelpName = "N" };

    public static Command Build()
    {
        var score = new Command("score", "Scores a CSV file of answers into another; with --id and --date also changes over visits.")
        {
            Instrument, Version, In, Out, Id, Day, CommonOptions.Json,
        };
        score.Validators.Add(result =>
        {
            if (result.GetValue(Id) is null != result.GetValue(Day) is null)
            {
                result.AddError("Give --id and --date together: a change needs whose it is and when.");
            }
        });
        score.SetAction(ScoreAsync);
        return score;
    }

    private static async Task<int> ScoreAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (source, target, asJson) = (parsed.GetRequiredValue(In), parsed.GetRequiredValue(Out), parsed.GetValue(CommonOptions.Json));
        if (FilePlace.Of(source) == FilePlace.Of(target))
        {
            return Answer.Refuse(new SameFile(target.Name), asJson);
        }

        await using var input = source.OpenRead();
        var outcome = await WholeFile.WriteAsync(target, output => new ScoreFileHandler().HandleAsync(Request(parsed, source.Name, input, output), cancellation));
        return Answer.Give(outcome, asJson, done => InstrumentView.Show(done, target.Name));
    }

    private static ScoreFile Request(ParseResult parsed, string fileName, Stream input, Stream output) =>
        new(parsed.GetRequiredValue(Instrument), parsed.GetValue(Version), fileName, input, output)
        {
            Visits = parsed.GetValue(Id) is { } id ? new VisitColumns(id, parsed.GetRequiredValue(Day)!) : null,
        };
}
