namespace TrialData.Instruments;

/// <summary>Which items of a list are asked, given the answers so far.</summary>
public static class ShownItems
{
    /// <summary>The codes of the items that are asked.</summary>
    /// <remarks>An item whose condition rests on a hidden item is hidden too, whatever answer the hidden one was once given.</remarks>
    /// <param name="items">The list, conditions pointing to earlier items.</param>
    /// <param name="responses">Answers by item code, in canonical form; an unanswered item is absent.</param>
    /// <returns>Codes, compared by case.</returns>
    public static IReadOnlySet<string> Of(IReadOnlyList<ItemDefinition> items, IReadOnlyDictionary<string, string> responses)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(responses);

        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.ShowIf is not { } condition
                || (shown.Contains(condition.Item) && condition.IsMet(responses.GetValueOrDefault(condition.Item))))
            {
                shown.Add(item.Code);
            }
        }

        return shown;
    }
}
