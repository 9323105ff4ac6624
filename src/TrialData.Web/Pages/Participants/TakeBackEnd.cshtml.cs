using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Takes back a death or a loss to follow-up that was recorded in error.</summary>
internal sealed class TakeBackEndModel(Door door) : ParticipantPage(door)
{
    [BindProperty]
    public string? Reason { get; set; }

    public string Heading => IsDeath ? "Take the death back" : "Take the loss to follow-up back";

    public string What => (IsDeath, Participant.EndReason) switch
    {
        (true, EndReason.Died) => $"The death of {Shown.Day(Participant.EndedOn)} is taken back, and the participation goes on.",
        (true, _) => $"The death of {Shown.Day(Participant.DiedOn)} is taken back. The participation stays ended on {Shown.Day(Participant.EndedOn)}.",
        _ => $"The loss to follow-up of {Shown.Day(Participant.EndedOn)} is taken back, and the participation goes on.",
    };

    private bool IsDeath => Participant.DiedOn is not null || Participant.EndReason is EndReason.Died;

    public async Task<IActionResult> OnGetAsync() => await FindEndAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindEndAsync() is { } nothing)
        {
            return nothing;
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Say why it was recorded in error");
            return Page();
        }

        return await DoAsync<TakeBackEnd, EndTakenBack>(
            new(TrialCode, ParticipantId, Reason),
            done => done.EndedOn is null ? $"The end is taken back: {done.Number} goes on." : $"The death of {done.Number} is taken back.");
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.EndParticipation);

    private async Task<IActionResult?> FindEndAsync() => await FindAsync() ?? (Participant.HasEndToTakeBack ? null : NotFound());
}
