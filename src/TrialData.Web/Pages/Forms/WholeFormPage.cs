using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Forms;

/// <summary>All of a form on one page while it is typed: its draft, by a button and by a script.</summary>
internal abstract class WholeFormPage(Door door, TypingSeal seal) : SavingFormPage(door, seal)
{
    /// <summary>Where a button of the form's page sends what is typed.</summary>
    public string FormAddressFor(string handler) => QueryHelpers.AddQueryString(FormAddress, "handler", handler);

    public async Task<IActionResult> OnPostDraftAsync()
    {
        if (await ReadAsync() is { } nothing)
        {
            return nothing;
        }

        return (await KeepAsync()).Refusal is { } refusal ? Refused(refusal) : LeaveWithDraft();
    }

    /// <summary>Keeps a draft for a script.</summary>
    public async Task<IActionResult> OnPostKeepAsync()
    {
        if (await ReadAsync() is { } nothing)
        {
            return nothing;
        }

        var kept = await KeepAsync();
        return kept.Refusal is { } refusal
            ? new JsonResult(new { problem = refusal.Message }) { StatusCode = StatusCodes.Status422UnprocessableEntity }
            : new JsonResult(new { at = Shown.Time(kept.Value.SavedAt) });
    }

    /// <summary>Scores what is typed, for a script.</summary>
    public async Task<IActionResult> OnPostTotalsAsync()
    {
        if (await ReadAsync() is { } nothing)
        {
            return nothing;
        }

        var scores = await AskAsync<PreviewScores, PreviewedScores>(new(TrialCode, ParticipantId, At, Typed!.Answers));
        return scores.IsRefused
            ? NotFound()
            : new JsonResult(scores.Value.Scores.Select(score => new { score.Label, value = ScoreWords.Of(score.Value), score.Band, score.Reason }));
    }

    public async Task<IActionResult> OnPostDropAsync()
    {
        var dropped = await AskAsync<DropDraft, DroppedDraft>(new(TrialCode, ParticipantId, At.VisitCode, At.FormCode) { Instance = At.Instance });
        if (dropped.Refusal is { } refusal and not NoSuchDraft)
        {
            return await FindFormAsync() ?? Refused(refusal);
        }

        TempData["Done"] = "Your draft was thrown away.";
        return Redirect(IsNewEntry ? Above : FormAddress);
    }

    /// <summary>Reads what was sent; null where the person fills the form in.</summary>
    protected async Task<IActionResult?> ReadAsync()
    {
        if (await FindFormAsync() is { } nothing)
        {
            return nothing;
        }

        if (!Layout.MayFill)
        {
            return NotFound();
        }

        Typed = TypedForm.From(await Request.ReadFormAsync(Cancellation), Layout);
        ToConfirm = Typed.Confirmed.Select(place => new ToConfirm(place, Text: null)).ToList();
        return null;
    }
}
