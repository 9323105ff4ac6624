using TrialData.Application.Capture.Layouts;
using TrialData.Application.Pipeline;
using TrialData.Web.Forms;

namespace TrialData.Web.Fill;

/// <summary>What is said to a participant of a question and an answer.</summary>
internal static class LinkWords
{
    public const string Declined = "I would rather not answer";

    public static string Of(LinkQuestion question, LinkAnswer? answer) => answer switch
    {
        { IsDeclined: true } => "You would rather not answer",
        { Text: { } text } => FormWords.Of(question.Item, text),
        _ => "Not answered",
    };

    public static string LabelOf(LaidItem item) => item.IsRequired ? item.Label : $"{item.Label} (optional)";

    /// <summary>What is wrong with an answer at its own question.</summary>
    public static string AtQuestion(LinkQuestion question, string? typed, Fault fault) => typed switch
    {
        null => (question.Item.Kind, question.Form.MayBeDeclined) switch
        {
            (AnswerKind.OneChoice or AnswerKind.SeveralChoices or AnswerKind.YesOrNo, true) => "Choose an answer, or say that you would rather not answer",
            (AnswerKind.OneChoice or AnswerKind.SeveralChoices or AnswerKind.YesOrNo, false) => "Choose an answer",
            (_, true) => "Enter an answer, or say that you would rather not answer",
            _ => "Enter an answer",
        },
        _ when TypedAnswer.IsUnreadable(question.Item, typed) => question.Item.Kind == AnswerKind.Instant ? "Enter a real date with a time such as 14:05" : "Enter a real date",
        _ => $"Your answer {fault.Reason}",
    };

    /// <summary>What is to be looked at again among all answers.</summary>
    public static string AmongAll(LinkQuestion? question, Fault fault) => question is null ? fault.Reason : $"{question.Item.Label}: your answer {fault.Reason}";
}
