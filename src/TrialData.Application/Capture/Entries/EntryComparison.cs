using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Entries;

/// <summary>An item that was entered in two ways; null for left empty.</summary>
public sealed record EntryDifference(string Item, AnswerChange? First, AnswerChange? Second);

/// <summary>What two entries of one paper form say differently.</summary>
/// <param name="Items">In the order of the form.</param>
public sealed record EntryComparison(DateOnly FirstCompletedOn, DateOnly SecondCompletedOn, IReadOnlyList<EntryDifference> Items)
{
    public bool HasOneDay => FirstCompletedOn == SecondCompletedOn;

    public bool IsEqual => HasOneDay && Items.Count == 0;

    public static EntryComparison Of(FormDefinition form, FormEntry first, FormEntry second) => new(
        first.CompletedOn,
        second.CompletedOn,
        form.Items
            .Select(item => new EntryDifference(item.Code, first.Content.Of(item.Code), second.Content.Of(item.Code)))
            .Where(pair => pair.First != pair.Second)
            .ToList());
}
