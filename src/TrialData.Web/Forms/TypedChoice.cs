using TrialData.Application.Capture;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Protocol;

namespace TrialData.Web.Forms;

/// <summary>What somebody chose of two entries of an item, right or wrong.</summary>
/// <param name="Chosen">The turn of the right entry, or <see cref="Neither"/>; null where nothing was chosen.</param>
/// <param name="Text">The answer where neither is right; null where none was typed.</param>
/// <param name="Why">Why there is no answer where neither is right.</param>
/// <param name="Reason">Why neither is right.</param>
internal sealed record TypedChoice(string Item, string? Chosen, string? Text, Missing? Why, string? Reason)
{
    public const string First = "1";
    public const string Second = "2";
    public const string Neither = "neither";

    public bool IsNeither => Chosen == Neither;

    /// <summary>Null where nothing was chosen, or neither without a reason.</summary>
    public EntryChoice? Taken => Chosen switch
    {
        First => new EntryChoice(Item, Turn: 1),
        Second => new EntryChoice(Item, Turn: 2),
        Neither when Reason is not null => new EntryChoice(Item, Turn: null, Text is null && Why is null ? null : new AnswerChange(Text, Why), Reason),
        _ => null,
    };

    public static string NameOf(string item) => "c." + item;

    public static string ReasonNameOf(string item) => "r." + item;

    public static TypedChoice None(string item) => new(item, Chosen: null, Text: null, Why: null, Reason: null);

    public static TypedChoice From(IFormCollection form, LaidItem item) => new(
        item.Code,
        form[NameOf(item.Code)].ToString() is (First or Second or Neither) and var chosen ? chosen : null,
        TypedAnswer.Read(form, item),
        TypedForm.WhyFrom(form, item.Code),
        TypedForm.TextOf(form[ReasonNameOf(item.Code)]));
}
