using System.Globalization;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Layouts;
using TrialData.Web.Ground.Fields;

namespace TrialData.Web.Forms;

/// <summary>An answer that can hardly be right, or that somebody has said is.</summary>
/// <param name="Place">The item, rule or day that is confirmed.</param>
/// <param name="Text">Null where it was confirmed already.</param>
internal sealed record ToConfirm(string Place, string? Text);

/// <summary>An item with what was typed in it, as a page draws it.</summary>
/// <param name="Typed">Null on a blank form.</param>
/// <param name="ToConfirm">Null where nothing is unlikely.</param>
/// <param name="SavedMeanwhile">What another person saved while this was typed; null where nobody did.</param>
internal sealed record ItemOnPage(FormLayout Layout, LaidItem Item, TypedForm Typed, ToConfirm? ToConfirm, ItemSideBySide? SavedMeanwhile)
{
    private const int MostDigits = 10;

    private string? Answer => Typed.Answers.GetValueOrDefault(Item.Code);

    public string? Why => Typed.Missing.TryGetValue(Item.Code, out var why) ? why.ToString() : null;

    public Field Field => Item.Kind switch
    {
        AnswerKind.OneChoice => new ChoiceField(Name, Label, Clearable(Item.Choices.Select(choice => new Choice(choice.Value, choice.Label))), Answer) { Hint = Hint },
        AnswerKind.YesOrNo => new ChoiceField(Name, Label, Clearable([new Choice("yes", "Yes"), new Choice("no", "No")]), Answer) { Hint = Hint, IsInline = true },
        AnswerKind.SeveralChoices => new ChoicesField(Name, Label, Item.Choices.Select(choice => new Choice(choice.Value, choice.Label)).ToList(), TypedAnswer.ChoicesOf(Answer)) { Hint = Hint },
        AnswerKind.Day or AnswerKind.PartialDay => new DayField(Name, Label, TypedAnswer.DayOf(Answer)) { Hint = Hint },
        AnswerKind.Instant => new DayField(Name, Label, TypedAnswer.DayOf(Answer)) { Hint = Hint, HasTime = true, Time = TypedAnswer.TimeOf(Answer) },
        AnswerKind.WholeNumber or AnswerKind.Number => new TextField(Name, Label, Answer) { Hint = Hint, Width = Math.Min(MostDigits, 5), InputMode = Keyboard },
        AnswerKind.Text => new LongTextField(Name, Label, Answer) { Hint = Hint, Rows = 2 },
    };

    private string Name => TypedAnswer.NameOf(Item.Code);

    private string Label => Item.IsRequired ? Item.Label : $"{Item.Label} (optional)";

    // A code such as NA cannot be typed on a keyboard of digits.
    private string Keyboard => Item.Choices.Any(choice => !choice.Value.All(char.IsAsciiDigit)) ? "text" : Item.Kind == AnswerKind.Number ? "decimal" : "numeric";

    private string? Hint
    {
        get
        {
            string?[] parts =
            [
                FormWords.ConditionOf(Layout, Item),
                Item.Limits is { } limits ? string.Create(CultureInfo.InvariantCulture, $"{(Item.Kind == AnswerKind.WholeNumber ? "A whole number" : "A number")}, {limits}") : null,
                .. Item.Kind is AnswerKind.WholeNumber or AnswerKind.Number ? Item.Choices.Select(choice => $"{choice.Value}: {choice.Label}") : [],
                Item.Kind == AnswerKind.PartialDay ? "Leave the day, or the day and the month, empty where it is not known" : null,
                Item.Kind == AnswerKind.Instant ? "The time in hours and minutes of the day, such as 14:05" : null,
                Item.Kind == AnswerKind.SeveralChoices ? "Choose all that apply" : null,
            ];
            var said = parts.OfType<string>().ToList();
            return said.Count == 0 ? null : string.Join(". ", said);
        }
    }

    // A browser lets nobody take a chosen one of several back.
    private List<Choice> Clearable(IEnumerable<Choice> choices) =>
        Answer is not null || !Item.IsRequired ? [.. choices, new Choice(string.Empty, "Not answered")] : [.. choices];
}
