using System.Globalization;
using TrialData.Application.Exchange;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary>What the command on instruments tells a person.</summary>
internal static class InstrumentView
{
    private const int LongestTitle = 56;

    public static void Show(InstrumentList list)
    {
        var table = Screen.TextTable("Instruments", "Id", "Version", "Items", "Scores", "Kind", "Title");
        foreach (var each in list.Instruments)
        {
            table.Row(
                each.Id,
                each.Version.ToString(CultureInfo.InvariantCulture),
                each.Items.ToString(CultureInfo.InvariantCulture),
                each.Scores.Count.ToString(CultureInfo.InvariantCulture),
                (each.IsDraft, each.IsLog) switch { (true, _) => "DRAFT", (_, true) => "log", _ => "form" },
                each.Title.Length > LongestTitle ? string.Concat(each.Title.AsSpan(0, LongestTitle - 1), "…") : each.Title);
        }

        Screen.Out.Write(table);
        foreach (var draft in list.Instruments.Where(each => each.IsDraft))
        {
            Screen.Line($"{draft.Id} is a draft and cannot be used in a trial. Open: {draft.OpenQuestion}");
        }
    }

    public static void Show(ShownInstrument instrument)
    {
        var summary = instrument.Summary;
        Screen.Line(Invariant($"{summary.Title} ({summary.Id} version {summary.Version}{(summary.IsDraft ? ", DRAFT" : string.Empty)})"));
        Line("Answered by", instrument.Rater);
        Line("About", instrument.Recall);
        Line("Reference", instrument.Reference);
        Line("Licence", instrument.Licence);
        Line("Notes", instrument.Notes);
        Line("Open", summary.OpenQuestion);
        Screen.Line();
        foreach (var item in instrument.Items)
        {
            Screen.Line($"  {item.Code,-26} {item.Label}{(item.IsReversed ? " [reversed]" : string.Empty)}{(item.IsRequired ? string.Empty : " [optional]")}");
            Screen.Line($"  {string.Empty,-26} {item.Answers}{(item.Condition is { } condition ? $"; asked {condition}" : string.Empty)}");
        }

        foreach (var score in instrument.Scores)
        {
            Screen.Line();
            Screen.Line($"  {score.Id,-26} {score.Label}: {score.Range}, {score.Direction}");
            Screen.Line($"  {string.Empty,-26} {score.Rule}");
            Screen.Line($"  {string.Empty,-26} of {string.Join(' ', score.Items)}");
            foreach (var band in score.Bands)
            {
                Screen.Line($"  {string.Empty,-26} {band}");
            }
        }
    }

    private static void Line(string name, string? text)
    {
        if (text is not null)
        {
            Screen.Line($"{name,-12} {text}");
        }
    }
}
