using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Forms;

/// <summary>One question of a form. Whichever button is pressed, what was typed is kept.</summary>
internal sealed class QuestionModel(Door door, TypingSeal seal) : QuestionsPage(door, seal)
{
    public const string GoBack = "back";
    public const string GoToAll = "all";
    public const string GoToWholeForm = "whole";
    public const string Leave = "leave";

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>Whether the way leads back to all answers.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Changing { get; set; }

    /// <summary>The question by its item: numbers shift with what is asked.</summary>
    [BindProperty]
    public string? Item { get; set; }

    /// <summary>Which button was pressed; null to go on.</summary>
    [BindProperty]
    public string? Go { get; set; }

    public AskedQuestion Question { get; private set; } = null!;

    public ItemOnPage OnPage => On(Question.Item) with { IsAlone = true };

    public string OwnAddress => AddressOf(Question.Number, Changing);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindQuestionsAsync() is { } nothing)
        {
            return nothing;
        }

        if (Questions.Numbered(Number) is not { } question)
        {
            return Number > Questions.All.Count ? Redirect(CheckAddress) : NotFound();
        }

        Question = question;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindQuestionsAsync() is { } nothing)
        {
            return nothing;
        }

        if (Questions.Find(Item) is not { } question)
        {
            return Redirect(CheckAddress);
        }

        var before = Questions;
        Typed = Typed!.With(question.Item, await Request.ReadFormAsync(Cancellation));
        Question = question;
        if (await FindAskedAsync() is { } unasked)
        {
            return unasked;
        }

        if ((await KeepAsync()).Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        return Go switch
        {
            GoBack => Redirect(Changing ? CheckAddress : question.Number == 1 ? FormAddress : AddressOf(question.Number - 1)),
            GoToAll => Redirect(CheckAddress),
            GoToWholeForm => Redirect(FormAddress),
            Leave => LeaveWithDraft(),
            _ => GoOn(question, before),
        };
    }

    /// <summary>Shows again what was typed when the session ended.</summary>
    public async Task<IActionResult> OnPostResumeAsync(string? typing)
    {
        if (await FindQuestionsAsync() is { } nothing)
        {
            return nothing;
        }

        if (Questions.Numbered(Number) is not { } question || Resumed(AddressOf(Number, Changing), typing) is not { } fields || fields[nameof(Item)] != question.Item.Code)
        {
            return Redirect(CheckAddress);
        }

        Typed = Typed!.With(question.Item, fields);
        (Question, IsResumed) = (question, true);
        return Page();
    }

    private IActionResult GoOn(AskedQuestion question, AskedQuestions before)
    {
        if (Questions.FaultAt(question.Item) is { } fault)
        {
            var typed = Typed!.Answers.GetValueOrDefault(question.Item.Code);
            ModelState.AddModelError(TypedAnswer.NameOf(question.Item.Code), typed switch
            {
                null => QuestionWords.Unanswered(question.Item, Layout.MissingCodes.Count == 0 ? null : "say why there is none"),
                _ when TypedAnswer.IsUnreadable(question.Item, typed) => QuestionWords.Unreadable(question.Item),
                _ => FormWords.Of(Layout, Typed, fault),
            });
            return Again();
        }

        if (Changing)
        {
            return Redirect(Questions.FirstNewSince(before) is { } asked ? AddressOf(asked.Number, isChanging: true) : CheckAddress);
        }

        return Redirect(Questions.Numbered(question.Number + 1) is { } next ? AddressOf(next.Number) : CheckAddress);
    }

    private string AddressOf(int number, bool isChanging = false) =>
        isChanging ? QueryHelpers.AddQueryString(QuestionAddress(number), "changing", "true") : QuestionAddress(number);
}
