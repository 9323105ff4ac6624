using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Protocol;
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
    /// <summary>Null where it never had an answer.</summary>
    public HistoryLink? History { get; init; }

    private string? Answer => Typed.Answers.GetValueOrDefault(Item.Code);

    public Missing? Why => Typed.Missing.TryGetValue(Item.Code, out var why) ? why : null;

    /// <summary>Whether the page is about it alone: then it is asked, and nobody need be told when.</summary>
    public bool IsAlone { get; init; }

    public Field Field => AnswerField.Of(
        Item, QuestionWords.LabelOf(Item), AnswerField.InOneHint([IsAlone ? null : FormWords.ConditionOf(Layout, Item), .. AnswerField.HintsOf(Item)]), Answer, isHeading: IsAlone) with
    { IsFirst = IsAlone };
}
