using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>The participants who have not signed the consent form that is current now.</summary>
internal sealed class ReconsentsModel(Door door) : TrialPage(door)
{
    private ReconsentsDue due = null!;

    public Listing<ReconsentDue> List { get; private set; } = null!;

    public bool MayRecord => Trial.May(Permission.RecordConsent);

    public string AddressOf(ReconsentDue row) => $"/trials/{TrialCode}/participants/{row.PublicId}";

    public string LabelOf(ReconsentDue row) => row.ConsentForm is { } code ? due.Forms.FirstOrDefault(form => form.Code == code)?.Label ?? code : "Not known";

    public async Task<IActionResult> OnGetAsync(string? sort, [FromQuery(Name = "page")] int shown = 1)
    {
        ModelState.Clear();
        var listed = await AskAsync<ListReconsentsDue, ReconsentsDue>(new(TrialCode));
        if (listed.IsRefused)
        {
            return NotFound();
        }

        due = listed.Value;
        List = Listing<ReconsentDue>.Of(
            $"/trials/{TrialCode}/reconsents",
            new Dictionary<string, string?>(),
            due.Participants,
            [("number", row => row.Number), ("site", row => row.Site), ("form", row => row.ConsentForm)],
            sort,
            shown);
        return Page();
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.ReadParticipants);
}
