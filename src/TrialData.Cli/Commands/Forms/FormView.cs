using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Reporting;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands.Forms;

/// <summary>Forms on a terminal: an item a line.</summary>
internal static class FormView
{
    public static void Show(ShownForm form)
    {
        Screen.Line(form.Version == 0
            ? $"{form.FormCode}: {Words.Said(form.State)}"
            : Invariant($"{form.FormCode}: {Words.Said(form.State)}, version {form.Version}, completed on {Shown.Day(form.CompletedOn)}{(form.Mode is { } mode ? ", " + Words.Said(mode) : string.Empty)}"));
        var order = form.Items.Select((item, at) => (item, at)).ToDictionary(item => item.item, item => item.at, StringComparer.Ordinal);
        Columns.Write(Rows(new FormAnswers(form.Answers, form.Missing)).OrderBy(row => order.GetValueOrDefault(row[0].Trim(), int.MaxValue)).ToList());
        foreach (var score in form.Scores)
        {
            Screen.Line(Invariant($"  score {score.Code}: {(score.Value is { } value ? Formats.Score(value) : "none")} (of {score.ItemsUsed} items, {score.ItemsImputed} imputed, definition version {score.InstrumentVersion})"));
            if (form.Changes.FirstOrDefault(change => change.Code == score.Code) is { } change)
            {
                Screen.Line($"    {CourseView.InWords(change)}");
            }
        }

        foreach (var signature in form.Signatures)
        {
            var state = signature.IsValid ? "valid" : "void: the form has changed";
            Screen.Line(Invariant($"  signed by {signature.SignerName}, {Shown.Instant(signature.SignedAt)}, {Words.Said(signature.Meaning)}, version {signature.FormVersion}: {state}"));
        }
    }

    public static void Show(FormSaved saved) => Screen.Line(Invariant($"Saved {saved.FormCode}, version {saved.Version}."));

    public static void Show(LogEntrySaved saved) =>
        Screen.Line(Invariant($"Saved entry {saved.Entry} of {saved.LogCode}, version {saved.Saved.Version}."));

    public static void Show(FieldHistory history)
    {
        Screen.Line($"{history.FormCode}, {history.Item}: {(history.Values.Count == 0 ? "never answered" : "newest first")}");
        Columns.Write(history.Values.Select(past => new[]
        {
            Invariant($"  version {past.FormVersion}"),
            Shown.Instant(past.SavedAt),
            past.SavedBy,
            Shown.Answer(past.Value, past.Missing),
            (past.Reason is { } reason ? "because: " + Shown.Text(reason) : string.Empty) + (past.IsVoid ? " (void)" : string.Empty),
        }).ToList());
    }

    public static void Show(FoundDraft found)
    {
        var (content, baseVersion, savedAt) = found.Draft;
        Screen.Line(Invariant($"Draft of {Shown.Instant(savedAt)} on version {baseVersion}, completed on {Shown.Day(content.CompletedOn)}"));
        Columns.Write(Rows(new FormAnswers(content.Answers, content.Missing)));
        if (found.IsBehind)
        {
            Screen.Line(Invariant($"The form was saved meanwhile and is at version {found.CurrentVersion}; 'form draft rebase' puts the draft on it:"));
            Columns.Write(found.SavedMeanwhile.Select(item => new[] { "  " + item.Item, "by " + item.By, Shown.Instant(item.At) }).ToList());
        }
    }

    public static void Show(RebasedDraft rebased)
    {
        Screen.Line(Invariant($"The draft is on version {rebased.Draft.BaseVersion} now. Side by side:"));
        Columns.Write([
            ["  item", "before", "yours", "saved", string.Empty],
            .. rebased.Items.Select(item => new[]
            {
                "  " + item.Item, Shown.InColumn(item.Base), Shown.InColumn(item.Yours), Shown.InColumn(item.Saved),
                item.IsInConflict ? $"both changed it, the other was {item.By}: yours is kept" : string.Empty,
            }),
        ]);
    }

    public static void Show(EntryComparison comparison)
    {
        Screen.Line(comparison.IsEqual ? "Both entries are alike." : "The entries differ:");
        Columns.Write([
            .. comparison.HasOneDay ? [] : new[] { new[] { "  (completed on)", Shown.Day(comparison.FirstCompletedOn), Shown.Day(comparison.SecondCompletedOn) } },
            .. comparison.Items.Select(item => new[] { "  " + item.Item, Shown.InColumn(item.First), Shown.InColumn(item.Second) }),
        ]);
    }

    private static List<string[]> Rows(FormAnswers given) => given.Answers.Select(a => (Item: a.Key, Text: Shown.Answer(a.Value, missing: null)))
        .Concat(given.Missing.Select(m => (Item: m.Key, Text: Shown.Answer(value: null, m.Value))))
        .OrderBy(row => row.Item, Shown.ItemOrder)
        .Select(row => new[] { "  " + row.Item, row.Text })
        .ToList();
}
