namespace TrialData.Instruments.Rules;

/// <summary>An answer in canonical form, with the number that scores take from it.</summary>
internal sealed class ItemNumber
{
    private ItemNumber(string written, decimal? value)
    {
        (Written, Value) = (written, value);
        if (value is { Scale: 0 } and >= int.MinValue and <= int.MaxValue)
        {
            Whole = (int)value;
        }
        else
        {
            Broken = value;
        }
    }

    internal string Written { get; }

    /// <summary>Null for a choice that says nothing is known, and for an item without numbers.</summary>
    internal decimal? Value { get; }

    /// <summary>The value where it is whole, otherwise 0: most sums need no decimal arithmetic.</summary>
    internal int Whole { get; }

    /// <summary>The value where it is not whole.</summary>
    internal decimal? Broken { get; }

    internal bool IsGiven => Value.HasValue;

    internal static ItemNumber Of(ItemDefinition item, string canonical) => new(canonical, item.NumberOf(canonical));
}

/// <summary>The numbers of the items that count for a score, in its order, read where they stand among the answers of a form.</summary>
internal readonly ref struct ItemNumbers
{
    private readonly ReadOnlySpan<ItemNumber?> given;
    private readonly ReadOnlySpan<int> places;

    /// <summary>Numbers out of a form's.</summary>
    /// <param name="given">By place; null for an item that is not answered.</param>
    /// <param name="places">Which of them, in order.</param>
    internal ItemNumbers(ReadOnlySpan<ItemNumber?> given, ReadOnlySpan<int> places)
    {
        this.given = given;
        this.places = places;
    }

    internal int Count => places.Length;

    /// <summary>The number of an item; null where it has none.</summary>
    internal decimal? this[int item] => given[places[item]]?.Value;

    /// <summary>The number of an item that is known to have a whole one.</summary>
    internal int Whole(int item) => given[places[item]]!.Whole;

    internal ItemNumbers Part(Range range) => new(given, places[range]);

    internal Answered Answered()
    {
        var (count, whole, broken) = (0, 0L, 0m);
        foreach (var place in places)
        {
            if (given[place] is not { IsGiven: true } number)
            {
                continue;
            }

            count++;
            whole += number.Whole;
            if (number.Broken is { } rest)
            {
                broken += rest;
            }
        }

        return new Answered(places.Length, count, whole, broken);
    }
}
