using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.Ground.Fields;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Records that a participant was lost to follow-up or died.</summary>
internal sealed class EndModel(Door door) : ParticipantPage(door)
{
    public IReadOnlyList<Choice> Reasons { get; } =
        new[] { EndReason.LostToFollowUp, EndReason.Died }.Select(reason => new Choice(reason.ToString(), Words.Of(reason))).ToList();

    [BindProperty]
    public string? Reason { get; set; }

    public TypedDay On { get; private set; } = TypedDay.None;

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        On = TypedDay.From(await Request.ReadFormAsync(Cancellation), nameof(On));
        var (day, fault) = On.Read("The day");
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(On), fault);
        }

        if (!Enum.TryParse<EndReason>(Reason, out var reason))
        {
            ModelState.AddModelError(nameof(Reason), "Choose what happened");
        }

        return ModelState.IsValid
            ? await DoAsync<EndParticipation, EndedParticipation>(new(TrialCode, ParticipantId, day!.Value, reason), done => $"The end of the participation of {done.Number} is recorded.")
            : await FindAsync() ?? Page();
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.EndParticipation);
}
