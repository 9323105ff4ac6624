using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Instruments;

namespace TrialData.Application.Capture;

/// <summary>Answers in canonical form and the scores made from them, or what is wrong with each.</summary>
/// <param name="Suspected">Free texts that may tell who the participant is; they never hold the text.</param>
public sealed record CheckedAnswers(
    IReadOnlyDictionary<string, string> Answers, IReadOnlyList<Score> Scores, IReadOnlyList<Fault> Faults, IReadOnlyList<SuspectedIdentifier> Suspected);

/// <param name="Asked">Codes of the items that are asked after these answers.</param>
/// <param name="Faults">What is wrong with answers, and answers that are still needed.</param>
public sealed record AnswersSoFar(IReadOnlySet<string> Asked, IReadOnlyList<Fault> Faults);

public sealed record SuspectedIdentifier(string Item, IdentifierKind Kind)
{
    public override string ToString() => $"{Item} ({Kind})";
}

/// <summary>Checks and scores the answers of a form: the one way in, for a person's save and for an import.</summary>
public static class AnswerCheck
{
    /// <param name="missing">Why items that were asked have no answer; null where none says so.</param>
    public static CheckedAnswers Check(
        FormDefinition form, IReadOnlyDictionary<string, string> answers, IReadOnlyDictionary<string, Missing>? missing = null)
    {
        // Canonical first: whether an item is asked depends on another's answer as it is stored, not as it was typed.
        var canonical = answers.ToDictionary(a => a.Key, a => CanonicalOrAsGiven(form, a.Key, a.Value), StringComparer.Ordinal);
        var result = FormRules.For(form).Validate(new AnswerSheet(canonical, missing ?? FilledForm.NoneMissing));
        if (!result.IsValid)
        {
            var faults = result.Errors.Select(e => new Fault(e.PropertyName, e.AttemptedValue as string, e.ErrorMessage)).ToList();
            return new CheckedAnswers(answers, [], faults, []);
        }

        return new CheckedAnswers(
            canonical, form.Instrument is null ? [] : Scoring.Score(form.Instrument, canonical), [], Suspected(form, canonical).ToList());
    }

    /// <summary>For answers that are still being given: which items are asked after them, and what is wrong up to now.</summary>
    public static AnswersSoFar SoFar(
        FormDefinition form, IReadOnlyDictionary<string, string> answers, IReadOnlyDictionary<string, Missing>? missing = null) =>
        new(Asked(form, answers), Check(form, answers, missing).Faults);

    /// <summary>The items that are asked after some answers, by code.</summary>
    public static IReadOnlySet<string> Asked(FormDefinition form, IReadOnlyDictionary<string, string> answers) =>
        ShownItems.Of(form.Items, answers.ToDictionary(a => a.Key, a => CanonicalOrAsGiven(form, a.Key, a.Value), StringComparer.Ordinal));

    private static IEnumerable<SuspectedIdentifier> Suspected(FormDefinition form, Dictionary<string, string> answers) =>
        from item in form.Items
        where item.Type == ItemType.Text && answers.ContainsKey(item.Code)
        from kind in IdentifierScreen.Find(answers[item.Code])
        select new SuspectedIdentifier(item.Code, kind);

    private static string CanonicalOrAsGiven(FormDefinition form, string item, string answer) =>
        form.FindItem(item)?.TryCanonical(answer, out var canonical) == true ? canonical : answer;
}
