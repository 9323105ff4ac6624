using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Capture.Courses;

/// <summary>What one definition makes of the forms of a participant, in their order.</summary>
internal sealed class Course
{
    private readonly InstrumentDefinition instrument;
    private readonly IReadOnlyList<FormOfCourse> forms;
    private readonly List<ScoredForm> scored;
    private readonly int baseline;

    /// <param name="baseline">The place of the form that changes are counted from.</param>
    public Course(InstrumentDefinition instrument, IReadOnlyList<FormOfCourse> forms, int baseline = 0)
    {
        this.instrument = instrument;
        this.forms = forms;
        this.baseline = baseline;
        scored = forms.Select(form => ScoredForm.Of(instrument, form.Answers)).ToList();
    }

    public ShownCourse Of(string number, string formCode) => new(
        number,
        formCode,
        instrument.Id,
        instrument.Version,
        instrument.Title,
        forms.Count == 0 ? null : forms[baseline].At,
        forms.Select(form => form.At).ToList(),
        instrument.Scores.Select(ScoreOf).ToList(),
        instrument.Sustained.Select(SustainedOf).ToList());

    /// <summary>What one form changed in the scores of which something is published about changes; nothing for the baseline itself.</summary>
    public IReadOnlyList<ChangeOfScore> ChangesOf(long formId)
    {
        var at = forms.ToList().FindIndex(form => form.FormId == formId);
        return at <= baseline
            ? []
            : (from score in instrument.Scores
               where score.Change is not null
               let value = ValueAt(at, score)
               where value.Value is not null
               select new ChangeOfScore(score.Id, forms[baseline].At, scored[baseline].Find(score).Value, value.Change, value.WhyNoChange)).ToList();
    }

    private ScoreInCourse ScoreOf(ScoreDefinition score) => new(
        score.Id,
        score.Label,
        score.Range.From,
        score.Range.To,
        score.IsCriterion,
        score.Direction is Direction.Neither ? null : score.Direction is Direction.HigherIsBetter,
        score.Floor,
        score.Change?.Reliable,
        score.Change?.MinimallyImportant,
        Enumerable.Range(0, forms.Count).Select(at => ValueAt(at, score)).ToList());

    private ValueInCourse ValueAt(int at, ScoreDefinition score)
    {
        var value = scored[at].Find(score);
        var (change, whyNone) = at > baseline && !score.IsCriterion ? ChangeBetween(score, scored[baseline].Find(score), value) : (null, null);
        return new ValueInCourse(forms[at].At, value.Value, value.Band, value.ItemsUsed, value.ItemsImputed, value.Reason, change, whyNone);
    }

    private static (ChangeFromBaseline? Change, string? WhyNone) ChangeBetween(ScoreDefinition score, ScoreAtForm from, ScoreAtForm to)
    {
        if (ScoreChange.Of(score, from.Compared, to.Compared) is { } change)
        {
            return (new ChangeFromBaseline(change.Difference, change.PercentReduction, change.IsReliable, change.IsImportant, change.Improved), null);
        }

        var why = ScoreChange.WhyNone(from.Compared, to.Compared);
        return (null, why is not null && from.Reason is { } reason ? $"{why}: {reason}" : why);
    }

    private SustainedInCourse SustainedOf(SustainedDefinition sustained)
    {
        var criterion = instrument.Scores.First(score => score.Id == sustained.Criterion);
        var values = scored.Select(form => form.Find(criterion).Value).ToList();
        var dated = forms.Zip(values).Where(pair => pair.First.At.On is not null).Select(pair => KeyValuePair.Create(pair.First.At.On!.Value, pair.Second));
        var findings = sustained.Over(dated);
        var undated = forms.FirstOrDefault(form => form.At.On is null);
        return new SustainedInCourse(
            sustained.Id,
            sustained.Label,
            sustained.Criterion,
            sustained.Days,
            forms.Zip(values, (form, value) => undated is null ? Found(form, findings[form.At.On!.Value]) : FoundWithout(undated, form, value)).ToList());
    }

    private static SustainedFound Found(FormOfCourse form, SustainedFinding finding) => new(
        form.At,
        finding.Holds switch { true => Verdict.Holds, false => Verdict.DoesNotHold, null => Verdict.CannotBeSaid },
        finding.Reason);

    // A form without a day may belong anywhere: before the time counted, or in it.
    private static SustainedFound FoundWithout(FormOfCourse undated, FormOfCourse form, decimal? value) => value == 0
        ? new SustainedFound(form.At, Verdict.DoesNotHold, form.At.On is { } on ? Invariant($"not met on {on:yyyy-MM-dd}") : "not met then")
        : new SustainedFound(form.At, Verdict.CannotBeSaid, $"the day of {undated.At.VisitCode ?? "an entry"} is not recorded");
}

/// <param name="Reason">Why there is no value; null where there is one.</param>
internal sealed record ScoreAtForm(ComparedValue Compared, string? Band, int ItemsUsed, int ItemsImputed, string? Reason)
{
    public decimal? Value => Compared.Value;
}

/// <summary>The scores of one form. None where its answers are not such as the definition takes, which an amendment may have changed.</summary>
internal sealed class ScoredForm
{
    private readonly Dictionary<string, ScoreAtForm> scores;
    private readonly ScoreAtForm none;

    private ScoredForm(Dictionary<string, ScoreAtForm> scores, string? why)
    {
        this.scores = scores;
        none = new ScoreAtForm(Compared: default, Band: null, ItemsUsed: 0, ItemsImputed: 0, why);
    }

    public static ScoredForm Of(InstrumentDefinition instrument, IReadOnlyDictionary<string, string> answers)
    {
        var items = instrument.Items.ToDictionary(item => item.Code, StringComparer.Ordinal);
        var foreign = answers.Where(answer => !items.TryGetValue(answer.Key, out var item) || item.Check(answer.Value) is not null).Select(answer => answer.Key).ToList();
        return foreign.Count > 0
            ? new ScoredForm([], Invariant($"answered under another definition than {instrument.Id} version {instrument.Version}, by {string.Join(", ", foreign)}"))
            : new ScoredForm(
                Scoring.Score(instrument, answers).ToDictionary(
                    score => score.Id, score => new ScoreAtForm(score.Compared, score.Band, score.ItemsUsed, score.ItemsImputed, score.Reason), StringComparer.Ordinal),
                why: null);
    }

    public ScoreAtForm Find(ScoreDefinition score) => scores.GetValueOrDefault(score.Id, none);
}
