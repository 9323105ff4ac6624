using static System.FormattableString;

namespace TrialData.Instruments.Rules;

/// <summary>How many of a score's items have a number, and their sum.</summary>
internal readonly record struct Answered
{
    private Answered(int items, int count, decimal sum)
    {
        Items = items;
        Count = count;
        Sum = sum;
    }

    internal int Items { get; }

    internal int Count { get; }

    internal decimal Sum { get; }

    internal bool IsComplete => Count == Items;

    internal static Answered Of(ReadOnlySpan<decimal?> numbers)
    {
        var (count, sum) = (0, 0m);
        foreach (var number in numbers)
        {
            if (number is { } value)
            {
                count++;
                sum += value;
            }
        }

        return new Answered(numbers.Length, count, sum);
    }

    /// <summary>No value, because too few items are answered.</summary>
    internal Scored TooFew(int needed) => new(null, Reason: Invariant($"{Count} of {Items} items answered; {needed} are needed"));
}
