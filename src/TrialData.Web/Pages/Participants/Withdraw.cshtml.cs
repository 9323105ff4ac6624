using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground.Fields;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Records what a participant withdraws from.</summary>
internal sealed class WithdrawModel(Door door) : ParticipantPage(door)
{
    public IReadOnlyList<Choice> Kinds { get; } =
    [
        new(nameof(WithdrawalKind.Treatment), "The treatment alone", "Visits and forms go on"),
        new(nameof(WithdrawalKind.FollowUp), "Visits and forms", "What was collected stays"),
        new(nameof(WithdrawalKind.Consent), "The consent", "Visits and forms end, and the participant chooses what becomes of the data"),
    ];

    public IReadOnlyList<Choice> DataUses { get; } =
    [
        new(nameof(Application.Enrolment.DataUse.KeepCollected), "What was collected up to that day may be used"),
        new(nameof(Application.Enrolment.DataUse.NoFurtherUse), "No analysis may use it from then on"),
    ];

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? DataUse { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public TypedDay On { get; private set; } = TypedDay.None;

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        On = TypedDay.From(await Request.ReadFormAsync(Cancellation), nameof(On));
        var (day, fault) = On.Read("The day of the withdrawal");
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(On), fault);
        }

        if (!Enum.TryParse<WithdrawalKind>(Kind, out var kind))
        {
            ModelState.AddModelError(nameof(Kind), "Choose what the participant withdraws from");
        }

        DataUse? use = Enum.TryParse<DataUse>(DataUse, out var chosen) ? chosen : null;
        if (kind == WithdrawalKind.Consent && use is null)
        {
            ModelState.AddModelError(nameof(DataUse), "Choose what may become of the data");
        }

        if (!ModelState.IsValid)
        {
            return await FindAsync() ?? Page();
        }

        // A choice that was left over from another kind is none.
        return await DoAsync<WithdrawParticipant, WithdrawnParticipant>(
            new(TrialCode, ParticipantId, kind, day!.Value, kind == WithdrawalKind.Consent ? use : null, string.IsNullOrWhiteSpace(Reason) ? null : Reason),
            done => $"The withdrawal of {done.Number} is recorded.");
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.EndParticipation);
}
