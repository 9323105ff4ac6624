using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Forms;

/// <summary>A page of a form that is asked one question a page. What was answered so far is the person's draft.</summary>
internal abstract class QuestionsPage(Door door, TypingSeal seal) : SavingFormPage(door, seal)
{
    public AskedQuestions Questions { get; private set; } = null!;

    /// <summary>Where all answers are looked at before they are saved.</summary>
    public string CheckAddress => PageAddress("/questions/check");

    /// <summary>The form, what was answered so far and what is asked; null where the page can be shown.</summary>
    protected async Task<IActionResult?> FindQuestionsAsync()
    {
        if (await FindFormAsync() is { } nothing)
        {
            return nothing;
        }

        if (!IsFilledInHere || IsEntry)
        {
            return NotFound();
        }

        await FindTypingAsync();
        return await FindAskedAsync();
    }

    /// <summary>What is asked after what is typed; null where it can be told.</summary>
    protected async Task<IActionResult?> FindAskedAsync()
    {
        var soFar = await AskAsync<CheckForm, AnswersSoFar>(new(TrialCode, ParticipantId, At, Typed!.Answers, Typed.Missing));
        if (soFar.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        Questions = new AskedQuestions(Layout, soFar.Value);
        return null;
    }
}
