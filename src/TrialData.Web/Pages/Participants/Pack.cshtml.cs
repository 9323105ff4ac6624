using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Oversight;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>All forms of a visit without answers, to be printed and filled in by hand.</summary>
internal sealed class PackModel(Door door) : ParticipantPage(door)
{
    [BindProperty(SupportsGet = true, Name = "visit")]
    public string VisitCode { get; set; } = string.Empty;

    public VisitOfTimeline Visit { get; private set; } = null!;

    public IReadOnlyList<FormLayout> Forms { get; private set; } = [];

    /// <summary>A pack lies on a desk: what reveals the arm is printed on its own.</summary>
    public IReadOnlyList<FormAtVisit> LeftOut { get; private set; } = [];

    public string BlankAddress(FormAtVisit form) => NextStep.FormAddress(Address, Visit.Code, form.Code) + "/blank";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } nothing)
        {
            return nothing;
        }

        if (Participant.Visits.FirstOrDefault(each => each.Code == VisitCode) is not { HasPack: true } visit)
        {
            return NotFound();
        }

        var forms = new List<FormLayout>();
        foreach (var form in visit.PackedForms)
        {
            forms.Add((await AskAsync<LayOutForm, FormLayout>(new(TrialCode, ParticipantId, new FormAt(visit.Code, form.Code)))).Value);
        }

        (Visit, Forms, LeftOut) = (visit, forms, visit.Forms.Where(form => form is { RevealsArm: true, IsTakenOut: false }).ToList());
        return Page();
    }
}
