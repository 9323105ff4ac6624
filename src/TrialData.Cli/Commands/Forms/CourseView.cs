using TrialData.Application.Capture.Courses;
using TrialData.Application.Reporting;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands.Forms;

/// <summary>A course on a terminal: a table for each score, an assessment a line.</summary>
internal static class CourseView
{
    public static void Show(ShownCourse course)
    {
        Screen.Line(Invariant($"{course.Number}, {course.FormCode}: {course.Title} ({course.Instrument} version {course.InstrumentVersion})"));
        if (course.Baseline is not { } baseline)
        {
            Screen.Line("Nothing has been filled in yet.");
            return;
        }

        Screen.Line(Invariant($"{Counted.Of(course.Assessments.Count, "assessment")}. Changes are counted from {NamedWithDay(baseline)}."));
        foreach (var score in course.Scores)
        {
            Screen.Line();
            Screen.Line(Heading(score));
            Columns.Write(Table(score, baseline));
        }

        foreach (var sustained in course.Sustained)
        {
            Screen.Line();
            Screen.Line(Invariant($"{sustained.Code}: {sustained.Label} ({sustained.Criterion} at 1 for {sustained.Days} days)"));
            Columns.Write([
                ["  Visit", "Day", "Verdict", "Because"],
                .. sustained.Findings.Select(found => new[] { "  " + Named(found.At), Shown.Day(found.At.On), Words.Said(found.Verdict), found.Reason }),
            ]);
        }
    }

    /// <summary>A change in words, beside the score of one form.</summary>
    public static string InWords(ChangeOfScore changed) => changed.Change is { } change
        ? $"{Formats.ScoreChange(change.Difference)} since {NamedWithDay(changed.Baseline)} ({Amount(changed.BaselineValue)}){string.Concat(Judged(change).Select((words, i) => (i == 0 ? ": " : ", ") + words))}"
        : $"change since {NamedWithDay(changed.Baseline)} not known: {changed.WhyNoChange}";

    private static IEnumerable<string> Judged(ChangeFromBaseline change)
    {
        if (change.PercentReduction is { } percent)
        {
            yield return $"{Formats.PercentOf(Math.Abs(percent))} {(percent < 0 ? "more" : "less")}";
        }

        if (change.IsReliable is { } isReliable)
        {
            yield return isReliable ? "reliable" : "not reliable";
        }

        if (change.IsImportant is { } isImportant)
        {
            yield return isImportant ? "important" : "not important";
        }

        if (change.Improved is not null || change.Difference == 0)
        {
            yield return Now(change);
        }
    }

    private static string Heading(ScoreInCourse score)
    {
        var direction = score.HigherIsBetter switch { true => ", higher is better", false => ", higher is worse", null => string.Empty };
        return $"{score.Code}: {score.Label}, {Amount(score.From)} to {Amount(score.To)}{direction}"
            + (score.Floor is { } floor ? $"; percentages from {Amount(floor)}" : string.Empty)
            + (score.Reliable is { } reliable ? $"; reliable from {Amount(reliable)}" : string.Empty)
            + (score.Important is { } important ? $"; important from {Amount(important)}" : string.Empty);
    }

    // A column that no assessment could have anything in is left out.
    private static List<string[]> Table(ScoreInCourse score, Assessment baseline)
    {
        List<(string Name, bool IsThere, Func<ValueInCourse, string?> Text)> columns =
        [
            ("  Visit", true, value => "  " + Named(value.At)),
            ("Day", true, value => Shown.Day(value.At.On)),
            ("Value", true, value => Amount(value.Value)),
            ("Band", score.Values.Any(value => value.Band is not null), value => value.Band ?? "-"),
            ("Change", !score.IsCriterion, value => value.Change is { } change ? Formats.ScoreChange(change.Difference) : "-"),
            ("Reduced by", score.Floor is not null, value => value.Change?.PercentReduction is { } percent ? Formats.PercentOf(percent) : "-"),
            ("Reliable", score.Reliable is not null, value => YesOrNo(value.Change?.IsReliable)),
            ("Important", score.Important is not null, value => YesOrNo(value.Change?.IsImportant)),
            ("Now", !score.IsCriterion && score.HigherIsBetter is not null, value => value.Change is { } change ? Now(change) : "-"),
            (string.Empty, true, value => value.WhyNone ?? value.WhyNoChange ?? (value.At == baseline && !score.IsCriterion ? "baseline" : string.Empty)),
        ];
        columns.RemoveAll(column => !column.IsThere);
        return [columns.Select(column => column.Name).ToArray(), .. score.Values.Select(value => columns.Select(column => column.Text(value) ?? "-").ToArray())];
    }

    private static string Now(ChangeFromBaseline change) => change.Improved switch { true => "better", false => "worse", null => "as before" };

    private static string YesOrNo(bool? answer) => answer switch { true => "yes", false => "no", null => "-" };

    private static string Named(Assessment at) => (at.VisitCode, at.Instance) switch
    {
        (null, var entry) => Invariant($"entry {entry}"),
        (var visit, 1) => visit,
        var (visit, instance) => Invariant($"{visit}/{instance}"),
    };

    private static string NamedWithDay(Assessment at) => at.On is null ? Named(at) : $"{Named(at)} on {Shown.Day(at.On)}";

    private static string Amount(decimal? value) => value is { } known ? Formats.Score(known) : "-";
}
