using System.Globalization;
using Spectre.Console;
using TrialData.Application.Exchange;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary>What the command on instruments tells a person. Text is folded between words, under where it began.</summary>
internal static class InstrumentView
{
    private const int Numbers = 3;

    public static void Show(InstrumentList list)
    {
        var table = Screen.TextTable("Instruments", "Id", "Version", "Items", "Scores", "Kind", "Title");
        foreach (var column in table.Columns.Skip(1).Take(Numbers))
        {
            column.Alignment = Justify.Right;
        }

        // The only one to fold where the terminal is narrow.
        table.Columns[^1].NoWrap = false;
        foreach (var each in list.Instruments)
        {
            table.Row(
                each.Id,
                each.Version.ToString(CultureInfo.InvariantCulture),
                each.Items.ToString(CultureInfo.InvariantCulture),
                each.Scores.Count.ToString(CultureInfo.InvariantCulture),
                (each.IsDraft, each.IsLog) switch { (true, _) => "DRAFT", (_, true) => "log", _ => "form" },
                each.Title);
        }

        Screen.Out.Write(table);
        foreach (var draft in list.Instruments.Where(each => each.IsDraft))
        {
            Prose($"{draft.Id} is a draft and cannot be used in a trial. Open: {draft.OpenQuestion}");
        }
    }

    public static void Show(ShownInstrument instrument)
    {
        var summary = instrument.Summary;
        Prose(Invariant($"{summary.Title} ({summary.Id} version {summary.Version}{(summary.IsDraft ? ", DRAFT" : string.Empty)})"));
        var about = Pairs(indent: 0);
        about.Pair("Answered by", instrument.Rater);
        about.Pair("About", instrument.Recall);
        about.Pair("Reference", instrument.Reference);
        about.Pair("Licence", instrument.Licence);
        about.Pair("Notes", instrument.Notes);
        about.Pair("Open", summary.OpenQuestion);
        Screen.Out.Write(about);
        Screen.Line();
        Screen.Out.Write(Items(instrument.Items));
        Screen.Line();
        Screen.Out.Write(Scores(instrument.Scores));
    }

    public static void Show(ScoredFile done, string target) => Prose(done.Scores == 0
        ? Invariant($"{done.Instrument} version {done.Version} has no scores: checked and copied {Counted.Of(done.Forms, "form")} into {target}.")
        : Invariant($"Scored {Counted.Of(done.Forms, "form")}{(done.Participants is { } people ? " of " + Counted.Of(people, "participant") : string.Empty)} with {done.Instrument} version {done.Version} into {target}."));

    public static void Show(CheckedInstrument sound)
    {
        Prose(Invariant($"{sound.Id} version {sound.Version} is sound: {sound.Status.ToLowerInvariant()}, {Counted.Of(sound.Items, "item")}, {Counted.Of(sound.Scores.Count, "score")}."));
        if (sound.OpenQuestion is { } question)
        {
            Prose($"Open: {question}");
        }
    }

    /// <summary>What can be answered stands once below a run of items that share it.</summary>
    private static Grid Items(IReadOnlyList<ShownItem> items)
    {
        var pairs = Pairs(indent: 2);
        var run = 0;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            run++;
            pairs.Pair(item.Code, $"{item.Label}{Tag(item.IsReversed, "reversed")}{Tag(!item.IsRequired, "optional")}{Tag(item.Condition is not null, $"asked {item.Condition}")}");
            if (i + 1 == items.Count || items[i + 1].Answers != item.Answers)
            {
                pairs.Pair(string.Empty, $"{(run > 1 ? Invariant($"each of the {run}: ") : string.Empty)}{item.Answers}");
                run = 0;
            }
        }

        return pairs;
    }

    private static Grid Scores(IReadOnlyList<ShownScore> scores)
    {
        var pairs = Pairs(indent: 2);
        if (scores.Count == 0)
        {
            pairs.Pair("no scores", string.Empty);
        }

        foreach (var (score, i) in scores.Select((score, i) => (score, i)))
        {
            if (i > 0)
            {
                pairs.Pair(string.Empty, string.Empty);
            }

            pairs.Pair(score.Id, $"{score.Label}: {score.Range}, {score.Direction}");
            pairs.Pair(string.Empty, score.Rule);
            pairs.Pair(string.Empty, score.Items.Count > 1 ? $"of {string.Join(' ', score.Items)}" : null);
            foreach (var band in score.Bands)
            {
                pairs.Pair(string.Empty, band);
            }
        }

        return pairs;
    }

    internal static Grid Pairs(int indent) => new Grid()
        .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(indent, 0, 2, 0) })
        .AddColumn(new GridColumn { Padding = new Padding(0) });

    internal static void Pair(this Grid pairs, string name, string? text)
    {
        if (text is not null)
        {
            pairs.AddRow(new Text(name), new Text(text));
        }
    }

    private static string Tag(bool applies, string tag) => applies ? $" [{tag}]" : string.Empty;


    private static void Prose(string text)
    {
        Screen.Out.Write(new Text(text));
        Screen.Line();
    }
}
