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

    /// <summary>What is wrong with an answer at its own question.</summary>
    public static string AtQuestion(LinkQuestion question, string? typed, Fault fault) => typed switch
    {
        null => QuestionWords.Unanswered(question.Item, question.Form.MayBeDeclined ? "say that you would rather not answer" : null),
        _ when TypedAnswer.IsUnreadable(question.Item, typed) => QuestionWords.Unreadable(question.Item),
        _ => $"Your answer {fault.Reason}",
    };

    /// <summary>What is to be looked at again among all answers.</summary>
    public static string AmongAll(LinkQuestion? question, Fault fault) => question is null ? fault.Reason : $"{question.Item.Label}: your answer {fault.Reason}";
}
