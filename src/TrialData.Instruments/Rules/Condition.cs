using static System.FormattableString;

namespace TrialData.Instruments.Rules;

/// <summary>A condition on the items of a score; true, false or, for want of answers, unknown.</summary>
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>Whether it holds; null where the answers leave it open.</summary>
    internal abstract bool? Holds(ItemNumbers numbers);

    /// <summary>Whether it can fail and whether it can hold, taking its parts as independent.</summary>
    internal abstract (bool CanFail, bool CanHold) Reach(IReadOnlyList<NumberRange> items);

    internal abstract string InWords(IReadOnlyList<string> items);
}

/// <summary>A number of one item lies between limits: <c>{ "item": "q1", "from": 2 }</c>.</summary>
/// <param name="Item">The item's place in the score's list.</param>
/// <param name="From">The lowest number that meets it; null where there is none.</param>
/// <param name="To">The highest number that meets it; null where there is none.</param>
public sealed record Within(int Item, decimal? From, decimal? To) : Condition
{
    internal override bool? Holds(ItemNumbers numbers) => numbers[Item] is { } number ? Limits.Hold(number, From, To) : null;

    internal override (bool CanFail, bool CanHold) Reach(IReadOnlyList<NumberRange> items) => (
        items[Item].From < From || items[Item].To > To,
        (From is null || items[Item].To >= From) && (To is null || items[Item].From <= To));

    internal override string InWords(IReadOnlyList<string> items) => $"{items[Item]} is {Limits.InWords(From, To)}";
}

/// <summary>So many of several conditions hold; <c>all</c> and <c>any</c> are written by name, <c>count</c> with its limits.</summary>
/// <param name="Parts">The conditions.</param>
/// <param name="From">The lowest count that meets it.</param>
/// <param name="To">The highest count that meets it.</param>
public sealed record CountOf(IReadOnlyList<Condition> Parts, int From, int To) : Condition
{
    internal override bool? Holds(ItemNumbers numbers)
    {
        var (held, open) = (0, 0);
        foreach (var part in Parts)
        {
            var holds = part.Holds(numbers);
            held += holds is true ? 1 : 0;
            open += holds is null ? 1 : 0;
        }

        if (held > To || held + open < From)
        {
            return false;
        }

        return held >= From && held + open <= To ? true : null;
    }

    internal override (bool CanFail, bool CanHold) Reach(IReadOnlyList<NumberRange> items)
    {
        var reach = Parts.Select(part => part.Reach(items)).ToList();
        var (least, most) = (reach.Count(part => !part.CanFail), reach.Count(part => part.CanHold));
        return (least < From || most > To, most >= From && least <= To);
    }

    internal override string InWords(IReadOnlyList<string> items)
    {
        var parts = Parts.Select(part => part is CountOf ? $"({part.InWords(items)})" : part.InWords(items)).ToList();
        return (From, To) switch
        {
            _ when From == Parts.Count => string.Join(" and ", parts),
            (1, _) when To == Parts.Count => string.Join(" or ", parts),
            _ => Invariant($"{Limits.InWords(From, To == Parts.Count ? null : To)} of: {string.Join(", ", parts)}"),
        };
    }
}

internal static class Limits
{
    internal static bool Hold(decimal number, decimal? from, decimal? to) => !(number < from) && !(number > to);

    internal static string InWords(decimal? from, decimal? to) => (from, to) switch
    {
        ({ } least, null) => $"at least {Answers.InWords(least)}",
        (null, { } most) => $"at most {Answers.InWords(most)}",
        ({ } least, { } most) when least == most => Answers.InWords(least),
        ({ } least, { } most) => $"{Answers.InWords(least)} to {Answers.InWords(most)}",
        _ => "anything",
    };
}
