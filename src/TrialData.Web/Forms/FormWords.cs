using System.Globalization;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Web.Ground;

namespace TrialData.Web.Forms;

/// <summary>What is asked and answered on a form, as people say it.</summary>
internal static class FormWords
{
    // The beginning of what the rules of a form say of an answer to an item that is not asked.
    private const string NotAsked = "is not asked";

    public static string Of(Missing missing) => missing switch
    {
        Missing.NotDone => "Not done",
        Missing.Refused => "The participant did not want to answer",
        Missing.NotApplicable => "Does not apply",
        Missing.Unknown => "Not known",
    };

    public static string Of(CaptureMode mode) => mode switch
    {
        CaptureMode.Rated => "Rated by the person who saves it",
        CaptureMode.Paper => "On paper, by the participant",
        CaptureMode.Link => "By the participant, by a link",
        CaptureMode.Phone => "By the participant, by telephone",
        CaptureMode.Interview => "By the participant, in an interview",
        CaptureMode.Proxy => "By somebody who knows the participant",
    };

    public static string Of(FormState state) => state switch
    {
        FormState.NotStarted => "Not started",
        FormState.Draft => "Draft",
        FormState.Complete => "Complete",
        FormState.Verified => "Verified",
        FormState.Signed => "Signed",
        FormState.Locked => "Locked",
    };

    public static string Colour(FormState state) => state switch
    {
        FormState.NotStarted => "nhsuk-tag--grey",
        FormState.Draft => "nhsuk-tag--yellow",
        FormState.Complete => "nhsuk-tag--green",
        FormState.Verified => "nhsuk-tag--aqua-green",
        FormState.Signed => "nhsuk-tag--blue",
        FormState.Locked => "nhsuk-tag--purple",
    };

    public static string Of(SignatureMeaning meaning) => meaning switch
    {
        SignatureMeaning.Reviewed => "I have seen these data",
        SignatureMeaning.Approved => "These data are complete and right",
        SignatureMeaning.Responsible => "I answer for these data",
    };

    /// <summary>An answer as it is read: labels of choices, days in words.</summary>
    public static string Of(LaidItem item, string answer) => item.Kind switch
    {
        AnswerKind.YesOrNo => answer switch { "yes" => "Yes", "no" => "No", _ => answer },
        AnswerKind.SeveralChoices => string.Join(", ", TypedAnswer.ChoicesOf(answer).Select(value => LabelOf(item, value))),
        AnswerKind.Instant when TypedAnswer.AsInstant(answer) is { } instant => Shown.Instant(instant),
        AnswerKind.Day or AnswerKind.PartialDay => DayOf(answer),
        _ => LabelOf(item, answer),
    };

    public static string Of(LaidItem item, AnswerChange? change) => change switch
    {
        { Value: { } value } => Of(item, value),
        { Missing: { } why } => "No answer: " + Of(why).ToLowerInvariant(),
        _ => "No answer",
    };

    /// <summary><c>Only if Works is Yes</c>; null for an item that is always asked.</summary>
    public static string? ConditionOf(FormLayout layout, LaidItem item)
    {
        if (item.Condition is not { } condition)
        {
            return null;
        }

        var other = layout.FindItem(condition.Item);
        var values = condition.Values.Select(value => other is null ? value : Of(other, value));
        return $"{(condition.IsUnless ? "Unless" : "Only if")} {other?.Label ?? condition.Item} is {string.Join(" or ", values)}";
    }

    public static string LabelOf(FormLayout layout, string item) =>
        layout.FindItem(item)?.Label ?? (item == FilledForm.CompletedOnField ? "Day of completion" : item);

    /// <summary>What is wrong with an answer, beginning with what was asked.</summary>
    public static string Of(FormLayout layout, TypedForm typed, Fault fault)
    {
        if (layout.FindItem(fault.Place) is not { } item)
        {
            return fault.Place == FilledForm.CompletedOnField ? $"The day of completion {fault.Reason}" : fault.Reason;
        }

        var reason = TypedAnswer.IsUnreadable(item, typed.Answers.GetValueOrDefault(item.Code))
            ? item.Kind == AnswerKind.Instant ? "must be a real date with a time such as 14:05" : "must be a real date"
            : fault.Reason.StartsWith(NotAsked, StringComparison.Ordinal)
                ? $"is asked {Lowered(ConditionOf(layout, item)!)}. Clear it, or change that answer"
                : fault.Reason;
        return item.Label.EndsWith('?') ? $"{item.Label} – {reason}" : $"{item.Label} {reason}";
    }

    private static string LabelOf(LaidItem item, string value) => item.Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value;

    private static string DayOf(string answer) => answer.Length switch
    {
        10 when DateOnly.TryParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Shown.Day(day),
        7 when DateOnly.TryParseExact(answer + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => answer,
    };

    private static string Lowered(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
