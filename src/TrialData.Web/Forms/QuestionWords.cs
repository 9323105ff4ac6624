using TrialData.Application.Capture.Layouts;

namespace TrialData.Web.Forms;

/// <summary>What is said of a question that is alone on its page.</summary>
internal static class QuestionWords
{
    public static string LabelOf(LaidItem item) => item.IsRequired ? item.Label : $"{item.Label} (optional)";

    /// <summary>That an answer is needed.</summary>
    /// <param name="or">What can be done instead; null where nothing can.</param>
    public static string Unanswered(LaidItem item, string? or)
    {
        var isChosen = item.Kind is AnswerKind.OneChoice or AnswerKind.SeveralChoices or AnswerKind.YesOrNo;
        return $"{(isChosen ? "Choose" : "Enter")} an answer{(or is null ? string.Empty : $", or {or}")}";
    }

    public static string Unreadable(LaidItem item) => item.Kind == AnswerKind.Instant ? "Enter a real date with a time such as 14:05" : "Enter a real date";
}
