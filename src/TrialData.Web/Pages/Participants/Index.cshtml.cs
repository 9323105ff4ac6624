using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>The participants whom the person may read, and how far each has come.</summary>
internal sealed class IndexModel(Door door) : TrialPage(door)
{
    private static readonly IReadOnlyList<(string, Func<ListedParticipant, IComparable?>)> Columns =
    [
        ("number", row => row.Number),
        ("site", row => row.Site),
        ("status", row => row.Status),
        ("screened", row => row.ScreenedOn),
        ("enrolled", row => row.EnrolledOn),
        ("ended", row => row.EndedOn),
    ];

    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public ParticipantStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Site { get; set; }

    public Listing<ListedParticipant> List { get; private set; } = null!;

    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Number) || Status is not null || !string.IsNullOrEmpty(Site);

    public async Task<IActionResult> OnGetAsync(string? sort, [FromQuery(Name = "page")] int shown = 1)
    {
        // A filter that cannot be read is none: the address of a list is typed and kept by people.
        ModelState.Clear();
        var listed = await AskAsync<ListParticipants, ListedParticipants>(new(TrialCode, Number: null, string.IsNullOrEmpty(Site) ? null : Site));
        if (listed.IsRefused)
        {
            return NotFound();
        }

        var rows = listed.Value.Participants.Where(each =>
            (Status is null || each.Status == Status)
            && (string.IsNullOrWhiteSpace(Number) || each.Number.Contains(Number.Trim(), StringComparison.OrdinalIgnoreCase)));
        var narrowed = new Dictionary<string, string?> { ["number"] = Number, ["status"] = Status?.ToString(), ["site"] = Site };
        List = Listing<ListedParticipant>.Of($"/trials/{TrialCode}/participants", narrowed, rows, Columns, sort, shown);
        return Page();
    }
}
