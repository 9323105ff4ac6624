using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using TrialData.Application.Capture;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Forms;

/// <summary>All answers of a form that was asked one question a page, before they are saved.</summary>
internal sealed class CheckModel(Door door, TypingSeal seal) : QuestionsPage(door, seal)
{
    public const string KeptField = "Kept";

    /// <summary>Which state of the draft the page shows.</summary>
    public string? Kept => DraftKeptAt?.ToString("O", CultureInfo.InvariantCulture);

    public string DraftAddress => QueryHelpers.AddQueryString(CheckAddress, "handler", "Draft");

    public AnswerChange? AnswerTo(string item) => Typed!.Answers.TryGetValue(item, out var text)
        ? new AnswerChange(text)
        : Typed.Missing.TryGetValue(item, out var why) ? new AnswerChange(Value: null, why) : null;

    public string ChangeAddress(AskedQuestion question) => QueryHelpers.AddQueryString(QuestionAddress(question.Number), "changing", "true");

    public async Task<IActionResult> OnGetAsync() => await FindQuestionsAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync() => await ReadAsync() ?? await SaveAllAsync();

    public async Task<IActionResult> OnPostDraftAsync()
    {
        if (await ReadAsync() is { } nothing)
        {
            return nothing;
        }

        return (await KeepAsync()).Refusal is { } refusal ? Refused(refusal) : LeaveWithDraft();
    }

    /// <summary>Shows again what was typed when the session ended.</summary>
    public async Task<IActionResult> OnPostResumeAsync(string? typing)
    {
        if (await FindQuestionsAsync() is { } nothing)
        {
            return nothing;
        }

        if (Resumed(CheckAddress, typing) is not { } fields)
        {
            return Redirect(CheckAddress);
        }

        Typed = Typed!.WithRest(fields, Layout);
        IsResumed = true;
        return Page();
    }

    private async Task<IActionResult?> ReadAsync()
    {
        if (await FindQuestionsAsync() is { } nothing)
        {
            return nothing;
        }

        var form = await Request.ReadFormAsync(Cancellation);
        Typed = Typed!.WithRest(form, Layout).Only(Questions.Asks);
        ToConfirm = Typed.Confirmed.Select(place => new ToConfirm(place, Text: null)).ToList();
        if (form[KeptField].ToString() == (Kept ?? string.Empty))
        {
            return null;
        }

        ModelState.AddModelError(string.Empty, "Your answers were changed in another window since. Look at them again before you save.");
        return Again();
    }

    private async Task<IActionResult> SaveAllAsync()
    {
        if (ReadDay() is not { } day)
        {
            return Again();
        }

        // What stands beside the answers is kept too: the way may lead to a question first.
        var kept = await KeepAsync();
        if (kept.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        var answer = await SaveAsync(day);
        if (answer is RedirectResult)
        {
            return answer;
        }

        // What another person saved may have changed what is asked, and the draft with it.
        var (typed, meanwhile) = (Typed, SavedMeanwhile);
        await FindTypingAsync();
        (Typed, SavedMeanwhile) = (typed, meanwhile);
        return await FindAskedAsync() ?? answer;
    }
}
