using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Forms;

/// <summary>A page from which a form is saved, and what it says where the form is not.</summary>
internal abstract class SavingFormPage(Door door, TypingSeal seal) : TypedFormPage(door, seal)
{
    public bool IsIdentifierSuspected { get; private set; }

    /// <summary>Items, rules and days to look at again that are not an item's own.</summary>
    public IEnumerable<ToConfirm> ToConfirmBeside => ToConfirm.Where(each => Layout.FindItem(each.Place) is null);

    /// <summary>Saves what is typed, at a visit or in a log.</summary>
    protected async Task<IActionResult> SaveAsync(DateOnly day)
    {
        var typed = Typed!;
        if (Log is not null)
        {
            var entry = await AskAsync<SaveLogEntry, LogEntrySaved>(
                new(TrialCode, ParticipantId, Log, Entry, typed.Version, day, typed.Answers, typed.Reason, typed.IdentifierReason)
                {
                    Missing = typed.Missing,
                    Mode = typed.Mode,
                    Confirmed = typed.Confirmed,
                    ConfirmedBecause = typed.ConfirmedBecause,
                });
            return entry.Refusal is { } why
                ? await NotSavedAsync(why)
                : Done(string.Create(CultureInfo.InvariantCulture, $"Entry {entry.Value.Entry} of {Layout.Label} is saved."));
        }

        var saved = await AskAsync<SaveForm, FormSaved>(
            new(TrialCode, ParticipantId, Visit!, FormCode!, typed.Version, day, typed.Answers, typed.Reason, typed.IdentifierReason)
            {
                Missing = typed.Missing,
                Mode = typed.Mode,
                Confirmed = typed.Confirmed,
                ConfirmedBecause = typed.ConfirmedBecause,
                Instance = Instance,
            });
        return saved.Refusal is { } refusal ? await NotSavedAsync(refusal) : Done($"{Layout.Label} is saved.");
    }

    /// <summary>The day of completion as it is typed; null, and said so, where it cannot be read.</summary>
    protected DateOnly? ReadDay()
    {
        var (day, fault) = Typed!.CompletedOn.Read("The day of completion");
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(TypedForm.CompletedOn), fault);
        }

        return day;
    }

    /// <summary>The page again, with what keeps the form from being saved.</summary>
    protected async Task<IActionResult> NotSavedAsync(Refusal refusal)
    {
        switch (refusal)
        {
            case UnlikelyAnswers unlikely:
                ToConfirm = unlikely.Faults.Select(fault => new ToConfirm(fault.Place, FormWords.Of(Layout, Typed!, fault)))
                    .Concat(ToConfirm.Where(each => unlikely.Faults.All(fault => fault.Place != each.Place)))
                    .ToList();
                return Again();
            case ChangedByAnother changed:
                return await PutOnNewestAsync(changed);
            case ReasonNeeded needed:
                ModelState.AddModelError(nameof(TypedForm.Reason), $"Say why saved answers change: {string.Join(", ", LabelsOf(needed.Items))}");
                return Again();
            case IdentifierSuspected suspected:
                IsIdentifierSuspected = true;
                ModelState.AddModelError(nameof(TypedForm.IdentifierReason), suspected.Message);
                return Again();
            case InvalidAnswers invalid:
                foreach (var fault in invalid.Faults)
                {
                    ModelState.AddModelError(NameOf(fault.Place), FormWords.Of(Layout, Typed!, fault));
                }

                return Again();
            default:
                return Refused(refusal);
        }
    }

    protected RedirectResult Done(string what)
    {
        TempData["Done"] = what;
        return Redirect(Above);
    }

    protected PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Another person saved the form meanwhile: what they saved comes beside what is typed, and the next save is on theirs.</summary>
    private async Task<IActionResult> PutOnNewestAsync(ChangedByAnother changed)
    {
        var kept = await KeepAsync();
        if (kept.Refusal is { } notKept)
        {
            return Refused(notKept);
        }

        var rebased = await AskAsync<RebaseDraft, RebasedDraft>(new(TrialCode, ParticipantId, At.VisitCode, At.FormCode) { Instance = At.Instance });
        if (rebased.Refusal is { } notRebased)
        {
            return Refused(notRebased);
        }

        var typed = Typed!;
        var draft = rebased.Value.Draft;
        SideBySide = rebased.Value.Items;
        SavedMeanwhile = changed.Changes;
        Typed = typed with { Version = draft.BaseVersion, Answers = draft.Content.Answers, Missing = draft.Content.Missing };
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private string NameOf(string place) => Layout.FindItem(place) is not null
        ? TypedAnswer.NameOf(place)
        : place == FilledForm.CompletedOnField ? nameof(TypedForm.CompletedOn) : string.Empty;

    private IEnumerable<string> LabelsOf(string items) => items.Split(", ").Select(item => FormWords.LabelOf(Layout, item));
}
