using TrialData.Application.Capture.Entries;
using TrialData.Application.Capture.Layouts;
using TrialData.Web.Ground;
using TrialData.Web.Ground.Fields;

namespace TrialData.Web.Forms;

/// <summary>What is asked where neither entry of an item is right.</summary>
/// <param name="Why">Null where the form takes no reason for a missing answer.</param>
internal sealed record RightAnswer(Field Answer, SelectField? Why, TextField Reason);

/// <summary>Two entries of a paper form beside each other, as a page asks which is right.</summary>
internal static class EntriesOnPage
{
    public const string DayName = "CompletedOn";
    public const string ChosenDayName = "c.CompletedOn";

    /// <summary><c>First entry, by A. Person, 4 January 2027, 9:00am</c>.</summary>
    public static string Of(MadeEntry entry) => $"{NameOf(entry)} entry, by {entry.EnteredBy}, {Shown.Instant(entry.EnteredAt)}";

    public static Field Ask(FormLayout layout, LaidItem item, EntryDifference difference, IReadOnlyList<MadeEntry> entries, TypedChoice typed) => new ChoiceField(
        TypedChoice.NameOf(item.Code),
        item.Label,
        [
            new Choice(TypedChoice.First, FormWords.Of(item, difference.First), Of(entries[0])),
            new Choice(TypedChoice.Second, FormWords.Of(item, difference.Second), Of(entries[1])),
            new Choice(TypedChoice.Neither, "Neither is right") { Asks = new Part("_RightAnswer", RightAnswerTo(layout, item, typed)) },
        ],
        typed.Chosen)
    { IsLarge = true };

    public static Field AskDay(EntryComparison compared, IReadOnlyList<MadeEntry> entries, string? chosen, TypedDay typed) => new ChoiceField(
        ChosenDayName,
        "Day of completion",
        [
            new Choice(TypedChoice.First, Shown.Day(compared.FirstCompletedOn), Of(entries[0])),
            new Choice(TypedChoice.Second, Shown.Day(compared.SecondCompletedOn), Of(entries[1])),
            new Choice(TypedChoice.Neither, "Another day") { Asks = new Part("Fields/_Day", new DayField(DayName, "The right day", typed)) },
        ],
        chosen)
    { IsLarge = true };

    private static string NameOf(MadeEntry entry) => entry.Turn == 1 ? "First" : "Second";

    private static RightAnswer RightAnswerTo(FormLayout layout, LaidItem item, TypedChoice typed) => new(
        AnswerField.Of(item, "The right answer", AnswerField.InOneHint(AnswerField.HintsOf(item)), typed.Text),
        layout.MissingCodes.Count == 0 ? null : AnswerField.WhyMissing(layout, item, typed.Why),
        new TextField(TypedChoice.ReasonNameOf(item.Code), "Why neither is right", typed.Reason) { Hint = "Without anything that tells who the participant is" });
}
