using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Forms;

/// <summary>A page on which a form is typed: what was typed, and the draft that keeps it.</summary>
internal abstract class TypedFormPage(Door door, TypingSeal seal) : FormPage(door)
{
    /// <summary>What is typed; null where the form is only read.</summary>
    public TypedForm? Typed { get; protected set; }

    /// <summary>Items that others saved since the typing of the draft began.</summary>
    public IReadOnlyList<ChangedItem> SavedMeanwhile { get; protected set; } = [];

    /// <summary>What others saved, beside what is typed; while it is looked at.</summary>
    public IReadOnlyList<ItemSideBySide> SideBySide { get; protected set; } = [];

    public IReadOnlyList<ToConfirm> ToConfirm { get; protected set; } = [];

    /// <summary>When the draft was kept that is typed on; null where there is none.</summary>
    public DateTimeOffset? DraftKeptAt { get; protected set; }

    /// <summary>Whether the typing came through a sign-in.</summary>
    public bool IsResumed { get; protected set; }

    /// <summary>Whose page it is, sealed: of the address that its form goes to.</summary>
    public string OwnerAt(string address) => seal.OwnerAt(address, Actor);

    public ItemOnPage On(LaidItem item) => new(
        Layout,
        item,
        Typed!,
        ToConfirm.FirstOrDefault(each => each.Place == item.Code),
        SideBySide.FirstOrDefault(each => each.Item == item.Code && each.Saved != each.Base))
    { History = HistoryOf(item) };

    /// <summary>Goes on from the person's draft, else from what is saved.</summary>
    protected async Task FindTypingAsync()
    {
        var found = await AskAsync<FindDraft, FoundDraft>(new(TrialCode, ParticipantId, At.VisitCode, At.FormCode) { Instance = At.Instance });
        if (found.IsRefused)
        {
            Typed = TypedForm.Of(Saved);
            return;
        }

        Typed = TypedForm.Of(found.Value.Draft, Saved.Mode);
        DraftKeptAt = found.Value.Draft.SavedAt;
        SavedMeanwhile = found.Value.SavedMeanwhile;
    }

    protected Task<Outcome<KeptDraft>> KeepAsync() => AskAsync<KeepDraft, KeptDraft>(
        new(TrialCode, ParticipantId, At.VisitCode, At.FormCode, Typed!.Version, Typed.Answers, Typed.CompletedOn.Read("The day").Day)
        {
            Missing = Typed.Missing,
            Mode = Typed.Mode,
            Reason = Typed.Reason,
            Instance = At.Instance,
        });

    /// <summary>What was sent when the session ended, given back to its author; null where it is not theirs, or too old.</summary>
    protected IFormCollection? Resumed(string address, string? typing) => seal.Open(address, Actor, typing) is { } kept
        ? new FormCollection(kept.Fields.GroupBy(field => field.Key).ToDictionary(field => field.Key, field => new StringValues(field.Select(each => each.Value).ToArray())))
        : null;

    protected RedirectResult LeaveWithDraft()
    {
        TempData["Done"] = "Your draft is saved. Nobody else sees it, and it is not part of the trial's data yet.";
        return Redirect(Above);
    }
}
