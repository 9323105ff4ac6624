using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Oversight;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages;

/// <summary>All work of one kind in a trial.</summary>
internal sealed class WorkModel(Door door) : TrialPage(door)
{
    [BindProperty(SupportsGet = true)]
    public WorkKind Kind { get; set; }

    public string Heading => WorkGroup.HeadingOf(Kind);

    public Listing<WorkTask> List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int shown = 1)
    {
        if (!ModelState.IsValid || !Enum.IsDefined(Kind))
        {
            return NotFound();
        }

        var work = await AskAsync<ShowWork, ShownWork>(new(TrialCode));
        if (work.IsRefused)
        {
            return NotFound();
        }

        // In the order of the work itself: the most urgent first.
        var tasks = WorkGroup.Of(work.Value, TrialCode, int.MaxValue).FirstOrDefault(group => group.Kind == Kind)?.First ?? [];
        List = Listing<WorkTask>.Of($"/trials/{TrialCode}/work/{Kind}", new Dictionary<string, string?>(), tasks, [("urgency", _ => null)], sort: null, shown);
        return Page();
    }
}
