using System.Globalization;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Protocol;
using TrialData.Web.Ground.Fields;

namespace TrialData.Web.Forms;

/// <summary>The field in which an item is answered.</summary>
internal static class AnswerField
{
    private const int MostDigits = 5;

    /// <param name="answer">Null where there is none yet.</param>
    /// <param name="isHeading">Whether the label is what the page is about.</param>
    public static Field Of(LaidItem item, string label, string? hint, string? answer, bool isHeading = false)
    {
        var name = TypedAnswer.NameOf(item.Code);
        Field field = item.Kind switch
        {
            AnswerKind.OneChoice => new ChoiceField(name, label, Clearable(item, answer, item.Choices.Select(choice => new Choice(choice.Value, choice.Label))), answer),
            AnswerKind.YesOrNo => new ChoiceField(name, label, Clearable(item, answer, [new Choice("yes", "Yes"), new Choice("no", "No")]), answer) { IsInline = true },
            AnswerKind.SeveralChoices => new ChoicesField(name, label, item.Choices.Select(choice => new Choice(choice.Value, choice.Label)).ToList(), TypedAnswer.ChoicesOf(answer)),
            AnswerKind.Day or AnswerKind.PartialDay => new DayField(name, label, TypedAnswer.DayOf(answer)),
            AnswerKind.Instant => new DayField(name, label, TypedAnswer.DayOf(answer)) { HasTime = true, Time = TypedAnswer.TimeOf(answer) },
            AnswerKind.WholeNumber or AnswerKind.Number => new TextField(name, label, answer) { Width = MostDigits, InputMode = KeyboardFor(item) },
            AnswerKind.Text => new LongTextField(name, label, answer) { Rows = isHeading ? 5 : 2 },
        };
        return field with { Hint = hint, IsHeading = isHeading };
    }

    /// <summary>The field that says who gave the answers and how.</summary>
    public static SelectField Mode(CaptureMode? mode) => new(
        nameof(TypedForm.Mode),
        "How the answers came in",
        [new Choice(string.Empty, "Not said"), .. Enum.GetValues<CaptureMode>().Where(each => each != CaptureMode.Link || mode == each).Select(each => new Choice(each.ToString(), FormWords.Of(each)))],
        mode?.ToString());

    /// <summary>The field that says why an item has no answer.</summary>
    public static SelectField WhyMissing(FormLayout layout, LaidItem item, Missing? why) => new(
        TypedForm.MissingNameOf(item.Code),
        "Why there is no answer",
        [new Choice(string.Empty, "Answered, or none needed"), .. layout.MissingCodes.Select(code => new Choice(code.ToString(), FormWords.Of(code)))],
        why?.ToString());

    /// <summary>The partial page that draws a field.</summary>
    public static string PartialFor(Field field) => field switch
    {
        ChoiceField => "Fields/_Choice",
        ChoicesField => "Fields/_Choices",
        DayField => "Fields/_Day",
        TextField => "Fields/_Text",
        _ => "Fields/_LongText",
    };

    /// <summary>How an answer is written.</summary>
    public static IEnumerable<string> HintsOf(LaidItem item)
    {
        if (item.Limits is { } limits)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{(item.Kind == AnswerKind.WholeNumber ? "A whole number" : "A number")}, {limits}");
        }

        if (item.Kind is AnswerKind.WholeNumber or AnswerKind.Number)
        {
            foreach (var code in item.Choices)
            {
                yield return $"{code.Value}: {code.Label}";
            }
        }

        switch (item.Kind)
        {
            case AnswerKind.PartialDay:
                yield return "Leave the day, or the day and the month, empty where it is not known";
                break;
            case AnswerKind.Instant:
                yield return "The time in hours and minutes of the day, such as 14:05";
                break;
            case AnswerKind.SeveralChoices:
                yield return "Choose all that apply";
                break;
        }
    }

    public static string? InOneHint(IEnumerable<string?> parts)
    {
        var said = parts.OfType<string>().ToList();
        return said.Count == 0 ? null : string.Join(". ", said);
    }

    // A code such as NA cannot be typed on a keyboard of digits.
    private static string KeyboardFor(LaidItem item) =>
        item.Choices.Any(choice => !choice.Value.All(char.IsAsciiDigit)) ? "text" : item.Kind == AnswerKind.Number ? "decimal" : "numeric";

    // A browser lets nobody take a chosen one of several back.
    private static List<Choice> Clearable(LaidItem item, string? answer, IEnumerable<Choice> choices) =>
        answer is not null || !item.IsRequired ? [.. choices, new Choice(string.Empty, "Not answered")] : [.. choices];
}
