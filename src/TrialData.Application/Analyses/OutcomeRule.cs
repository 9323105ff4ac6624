using System.Globalization;

namespace TrialData.Application.Analyses;

/// <summary>
/// How an outcome follows from the answers of a visit, in Kleene's three values: true, false and, where the answers that
/// would decide it are missing, null.
/// </summary>
public abstract record OutcomeRule
{
    public abstract bool? Holds(VisitAnswers answers);

    /// <summary>The forms that must be part of a visit for the rule to be asked there.</summary>
    public abstract IEnumerable<string> Forms { get; }

    /// <summary>The visits a rule looks back to.</summary>
    public virtual IEnumerable<string> EarlierVisits => [];
}

/// <summary>The answer of an item is one of those listed.</summary>
public sealed record ItemIn(string Form, string Item, IReadOnlyList<string> Values) : OutcomeRule
{
    public override IEnumerable<string> Forms => [Form];

    public override bool? Holds(VisitAnswers answers) => answers.Of(Form, Item) is { } value ? Values.Contains(value, StringComparer.Ordinal) : null;
}

/// <summary>A number, of an item or a score, lies between limits, limits included; a null limit is no limit.</summary>
public sealed record NumberBetween(string Form, string Name, decimal? AtLeast, decimal? AtMost) : OutcomeRule
{
    public override IEnumerable<string> Forms => [Form];

    public override bool? Holds(VisitAnswers answers) => Limits.Hold(answers.NumberOf(Form, Name), AtLeast, AtMost);
}

/// <summary>The change of a number since an earlier visit lies between limits.</summary>
public sealed record ChangeBetween(string Form, string Name, string Since, decimal? AtLeast, decimal? AtMost) : OutcomeRule
{
    public override IEnumerable<string> Forms => [Form];

    public override IEnumerable<string> EarlierVisits => [Since];

    public override bool? Holds(VisitAnswers answers) =>
        Limits.Hold(answers.NumberOf(Form, Name) - answers.At(Since).NumberOf(Form, Name), AtLeast, AtMost);
}

/// <summary>False as soon as one part is; otherwise unknown if any part is.</summary>
public sealed record AllOf(IReadOnlyList<OutcomeRule> Parts) : OutcomeRule
{
    public override IEnumerable<string> Forms => Parts.SelectMany(p => p.Forms);

    public override IEnumerable<string> EarlierVisits => Parts.SelectMany(p => p.EarlierVisits);

    public override bool? Holds(VisitAnswers answers) => Kleene.All(Parts.Select(p => p.Holds(answers)));
}

/// <summary>True as soon as one part is; otherwise unknown if any part is.</summary>
public sealed record AnyOf(IReadOnlyList<OutcomeRule> Parts) : OutcomeRule
{
    public override IEnumerable<string> Forms => Parts.SelectMany(p => p.Forms);

    public override IEnumerable<string> EarlierVisits => Parts.SelectMany(p => p.EarlierVisits);

    public override bool? Holds(VisitAnswers answers) => !Kleene.All(Parts.Select(p => !p.Holds(answers)));
}

public sealed record Not(OutcomeRule Part) : OutcomeRule
{
    public override IEnumerable<string> Forms => Part.Forms;

    public override IEnumerable<string> EarlierVisits => Part.EarlierVisits;

    public override bool? Holds(VisitAnswers answers) => !Part.Holds(answers);
}

internal static class Kleene
{
    public static bool? All(IEnumerable<bool?> parts)
    {
        bool? all = true;
        foreach (var part in parts)
        {
            if (part == false)
            {
                return false;
            }

            all &= part;
        }

        return all;
    }
}

internal static class Limits
{
    public static bool? Hold(decimal? number, decimal? atLeast, decimal? atMost) =>
        number is { } value ? (atLeast is null || value >= atLeast) && (atMost is null || value <= atMost) : null;
}

/// <summary>One participant's known answers and scores, seen from one visit. An answer that means "not known" is absent.</summary>
public sealed class VisitAnswers(IReadOnlyDictionary<AnswerKey, string> all, string visit)
{
    public string? Of(string form, string name) => all.GetValueOrDefault(new AnswerKey(visit, form, name));

    public decimal? NumberOf(string form, string name) =>
        Of(form, name) is { } text && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    public VisitAnswers At(string otherVisit) => new(all, otherVisit);
}

public readonly record struct AnswerKey(string Visit, string Form, string Name);
