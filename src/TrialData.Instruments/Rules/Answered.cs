using System.Collections.Concurrent;
using static System.FormattableString;

namespace TrialData.Instruments.Rules;

/// <summary>How many of a score's items have a number, and their sum.</summary>
/// <param name="Whole">The sum of those that are whole.</param>
/// <param name="Broken">The sum of the others.</param>
internal readonly record struct Answered(int Items, int Count, long Whole, decimal Broken)
{
    internal decimal Sum => Whole + Broken;

    internal bool IsComplete => Count == Items;

    // As many as definitions have combinations of the three.
    private static readonly ConcurrentDictionary<(int Count, int Items, int Needed), string> Reasons = new();

    /// <summary>No value, because too few items are answered.</summary>
    internal Scored TooFew(int needed) => new(null, Reason: Reasons.GetOrAdd(
        (Count, Items, needed), static each => Invariant($"{each.Count} of {each.Items} items answered; {each.Needed} are needed")));
}
