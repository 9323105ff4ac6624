using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Forms;

namespace TrialData.Web.Pages.Forms;

/// <summary>A page on which a form is typed: what was typed, and what is said of it when it is not saved.</summary>
internal abstract class TypedFormPage(Door door) : FormPage(door)
{
    /// <summary>What is typed; null where the form is only read.</summary>
    public TypedForm? Typed { get; protected set; }

    /// <summary>Items that others saved since the typing of the draft began.</summary>
    public IReadOnlyList<ChangedItem> SavedMeanwhile { get; protected set; } = [];

    /// <summary>What others saved, beside what is typed; while it is looked at.</summary>
    public IReadOnlyList<ItemSideBySide> SideBySide { get; protected set; } = [];

    public IReadOnlyList<ToConfirm> ToConfirm { get; protected set; } = [];

    public bool IsIdentifierSuspected { get; protected set; }

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

    protected Task<Outcome<KeptDraft>> KeepAsync() => AskAsync<KeepDraft, KeptDraft>(
        new(TrialCode, ParticipantId, At.VisitCode, At.FormCode, Typed!.Version, Typed.Answers, Typed.CompletedOn.Read("The day").Day) 
        {
            Missing = Typed.Missing,
            Mode = Typed.Mode,
            Reason = Typed.Reason,
            Instance = At.Instance,
        });

    /// <summary>The form again, with what keeps it from being saved.</summary>
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
        SideBySide = rebased.Value.Items;
        SavedMeanwhile = changed.Changes;
        Typed = typed with { Version = rebased.Value.Draft.BaseVersion, Answers = rebased.Value.Draft.Content.Answers, Missing = rebased.Value.Draft.Content.Missing };
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    protected PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private string NameOf(string place) => Layout.FindItem(place) is not null
        ? TypedAnswer.NameOf(place)
        : place == FilledForm.CompletedOnField ? nameof(TypedForm.CompletedOn) : string.Empty;

    private IEnumerable<string> LabelsOf(string items) => items.Split(", ").Select(item => FormWords.LabelOf(Layout, item));
}
