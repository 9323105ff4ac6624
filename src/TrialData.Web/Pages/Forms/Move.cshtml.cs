using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Oversight;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.Ground.Fields;

namespace TrialData.Web.Pages.Forms;

/// <summary>Brings a form that was saved under the wrong participant, or at the wrong visit, to where it belongs: first whose it is, then where.</summary>
internal sealed class MoveModel(Door door) : FormPage(door)
{
    public const string NumberField = "to";

    private const int MostFound = 20;

    /// <summary>The number of the participant it belongs to, or a part of it.</summary>
    [BindProperty(SupportsGet = true, Name = NumberField)]
    public string? Number { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? ToVisit { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool IsDayConfirmed { get; set; }

    /// <summary>Whose it is; null while that is not said.</summary>
    public ShownParticipant? Owner { get; private set; }

    /// <summary>Whose number the typed one is a part of.</summary>
    public IReadOnlyList<ListedParticipant> Found { get; private set; } = [];

    public bool HasFoundMore { get; private set; }

    /// <summary>That the day of the form can hardly be one of the participant it goes to; null where nobody asks.</summary>
    public string? UnlikelyDay { get; private set; }

    /// <summary>The visits at which the form can be put; none in a log.</summary>
    public IReadOnlyList<Choice> Visits => Log is not null || Owner is null
        ? []
        : Owner.Visits
            .Where(visit => visit.Forms.Any(form => form.Code == FormCode && form.Status != FormStatus.Complete) && !(IsSamePerson && visit.Code == Visit))
            .Select(visit => new Choice(visit.Code, visit.Label))
            .ToList();

    public bool IsSamePerson => Owner?.PublicId == ParticipantId;

    /// <summary>Whether there is a place for it.</summary>
    public bool HasPlace => Log is null ? Visits.Count > 0 : !IsSamePerson;

    public string OwnAddress => PageAddress("/move");

    public string AddressFor(string number) => QueryHelpers.AddQueryString(OwnAddress, NumberField, number);

    public async Task<IActionResult> OnGetAsync() => await FindMovableAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var seen = Version;
        if (await FindMovableAsync() is { } nothing)
        {
            return nothing;
        }

        Version = seen;
        if (Owner is null)
        {
            return Page();
        }

        if (Log is null && Visits.All(visit => visit.Value != ToVisit))
        {
            ModelState.AddModelError(nameof(ToVisit), "Choose the visit");
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Enter the reason");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var moved = await AskAsync<MoveForm, FormMoved>(
            new(TrialCode, ParticipantId, At, Version, Owner.PublicId, Reason!, Log is null ? ToVisit : null) { IsDayConfirmed = IsDayConfirmed });
        if (moved.Refusal is { } refusal)
        {
            return NotMoved(refusal);
        }

        TempData["Done"] = $"{Layout.Label} is now with {Owner.Number}{(Log is null ? $", {Visits.First(visit => visit.Value == ToVisit).Label}" : string.Empty)}.";
        return Redirect($"/trials/{TrialCode}/participants/{Owner.PublicId}");
    }

    private async Task<IActionResult?> FindMovableAsync()
    {
        if (await FindSavedAsync() is { } nothing)
        {
            return nothing;
        }

        if (!IsFilledInHere)
        {
            return NotFound();
        }

        Version = Saved.Version;
        return await FindAsync() ?? await FindOwnerAsync();
    }

    private async Task<IActionResult?> FindOwnerAsync()
    {
        if (Number?.Trim() is not { Length: > 0 } number)
        {
            return null;
        }

        var listed = await AskAsync<ListParticipants, ListedParticipants>(new(TrialCode, Number: null, Participant.Site));
        if (listed.IsRefused)
        {
            return NotFound();
        }

        var alike = listed.Value.Participants.Where(each => each.Number.Contains(number, StringComparison.OrdinalIgnoreCase)).ToList();
        if (alike.FirstOrDefault(each => string.Equals(each.Number, number, StringComparison.OrdinalIgnoreCase)) is { } one)
        {
            var shown = await AskAsync<ShowParticipant, ShownParticipant>(new(TrialCode, one.PublicId));
            Owner = shown.IsRefused ? null : shown.Value;
            return Owner is null ? NotFound() : null;
        }

        Found = alike.Take(MostFound).ToList();
        HasFoundMore = alike.Count > MostFound;
        if (Found.Count == 0)
        {
            ModelState.AddModelError(NumberField, $"{Participant.SiteName} has no participant {number}");
        }

        return null;
    }

    private IActionResult NotMoved(Refusal refusal)
    {
        switch (refusal)
        {
            case UnlikelyAnswers unlikely:
                UnlikelyDay = string.Join(" ", unlikely.Faults.Select(fault => FormWords.Of(Layout, TypedForm.Of(Saved), fault)));
                break;
            case CannotStandThere or { SaysNotFound: true }:
                ModelState.AddModelError(Log is null ? nameof(ToVisit) : NumberField, $"It cannot stand there. {string.Join(" ", refusal.Faults.Select(fault => FormWords.Of(Layout, TypedForm.Of(Saved), fault) + "."))}".Trim());
                break;
            default:
                return Refused(refusal);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
