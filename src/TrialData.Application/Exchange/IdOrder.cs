using System.Globalization;

namespace TrialData.Application.Exchange;

/// <summary>
/// Whether ids come in an order, so that none can come again: of letters by their number, of words as a dictionary has them, or of
/// words with the numbers in them counted.
/// </summary>
internal sealed class IdOrder
{
    private readonly List<StringComparer> kept =
    [
        StringComparer.Ordinal,
        StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.None),
        StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering),
    ];

    public string? Last { get; private set; }

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
