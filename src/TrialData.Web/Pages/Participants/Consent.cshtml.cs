using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground.Fields;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Records that a participant signed a consent form.</summary>
internal sealed class ConsentModel(Door door) : ParticipantPage(door)
{
    private static readonly string[] Times = ["H:mm", "H.mm", "HHmm"];

    [BindProperty]
    public string? Form { get; set; }

    [BindProperty]
    public string? Time { get; set; }

    public TypedDay SignedOn { get; private set; } = TypedDay.None;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } nothing)
        {
            return nothing;
        }

        Form = Participant.ConsentForms is [var only] ? only.Code : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        SignedOn = TypedDay.From(await Request.ReadFormAsync(Cancellation), nameof(SignedOn));
        if (string.IsNullOrEmpty(Form))
        {
            ModelState.AddModelError(nameof(Form), "Choose the form that was signed");
        }

        var (day, fault) = SignedOn.Read("The day of the signature");
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(SignedOn), fault);
        }

        if (!TimeOnly.TryParseExact(Time?.Trim(), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            ModelState.AddModelError(nameof(Time), "Enter the time of the signature as hours and minutes, such as 14:05");
        }

        if (!ModelState.IsValid)
        {
            return await FindAsync() ?? Page();
        }

        return await DoAsync<RecordConsent, ConsentRecorded>(
            new(TrialCode, ParticipantId, Form!, TrialDay.At(day!.Value, time)), done => $"The consent of {done.Number} is recorded.");
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.RecordConsent);
}
