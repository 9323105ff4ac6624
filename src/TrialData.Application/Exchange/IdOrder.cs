using System.Globalization;

namespace TrialData.Application.Exchange;

/// <summary>
/// Whether ids come in an order, so that none can come again: of letters by their number, of words as a dictionary has them, or of
/// words with the numbers in them counted. Small letters count as capital ones, so that two ids that differ in nothing else must
/// stand side by side.
/// </summary>
internal sealed class IdOrder
{
    private readonly List<IComparer<string>> kept =
    [
        StringComparer.OrdinalIgnoreCase,

        // Some signs, the underscore for one, stand between the capital letters and the small.
        Comparer<string>.Create((one, other) => string.CompareOrdinal(one.ToLowerInvariant(), other.ToLowerInvariant())),
        StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreCase),
        StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreCase | CompareOptions.NumericOrdering),
    ];

    public string? Last { get; private set; }

    /// <summary>Whether an id is the last one but for the case of letters.</summary>
    public bool IsLastInOtherCase(string id) =>
        string.Equals(id, Last, StringComparison.OrdinalIgnoreCase) && !string.Equals(id, Last, StringComparison.Ordinal);

    /// <summary>Takes the next id.</summary>
    /// <returns>False where no order is left in which it comes after all before it.</returns>
    public bool Take(string id)
    {
        if (Last is { } last)
        {
            // Two that an order takes for the same could come in turns for ever.
            kept.RemoveAll(order => order.Compare(last, id) >= 0);
        }

        Last = id;
        return kept.Count > 0;
    }
}
