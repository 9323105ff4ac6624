using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Everybody who was screened, what came of it, and why nobody went on with whom nothing did.</summary>
internal sealed class ScreeningLogModel(Door door, TimeProvider clock) : TrialPage(door)
{
    private static readonly IReadOnlyList<(string, Func<ScreenedPerson, IComparable?>)> Columns =
    [
        ("number", row => row.Number),
        ("site", row => row.Site),
        ("screened", row => row.ScreenedOn),
        ("outcome", row => row.Outcome),
        ("reason", ReasonOf),
    ];

    [BindProperty(SupportsGet = true)]
    public ScreeningOutcome? Outcome { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Site { get; set; }

    /// <summary>Whether all rows are shown at once, for paper.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public ShownScreeningLog Log { get; private set; } = null!;

    public Listing<ScreenedPerson> List { get; private set; } = null!;

    /// <summary>Of which sites, on which day: what a sheet of paper must say.</summary>
    public string Caption => string.Join(", ", [.. Trial.Sites.Where(site => string.IsNullOrEmpty(Site) || site.Code == Site).Select(site => site.Code), Shown.Day(clock.Today())]);

    public string PrintAddress => QueryHelpers.AddQueryString(List.At(1), "all", "true");

    public static string? ReasonOf(ScreenedPerson row) => row switch
    {
        { Criterion: { } criterion } => criterion,
        { EndReason: { } reason } => Words.Of(reason),
        { Waivers: > 0 } => Shown.Count(row.Waivers, "criterion waived", "criteria waived"),
        _ => null,
    };

    public static string Said(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync(string? sort, [FromQuery(Name = "page")] int shown = 1)
    {
        ModelState.Clear();
        var log = await AskAsync<ShowScreeningLog, ShownScreeningLog>(new(TrialCode, string.IsNullOrEmpty(Site) ? null : Site));
        if (log.IsRefused)
        {
            return NotFound();
        }

        Log = log.Value;
        var rows = Log.People.Where(person => Outcome is null || person.Outcome == Outcome).ToList();
        var narrowed = new Dictionary<string, string?> { ["outcome"] = Outcome?.ToString(), ["site"] = Site };
        List = Listing<ScreenedPerson>.Of($"/trials/{TrialCode}/screening-log", narrowed, rows, Columns, sort, shown, All ? Math.Max(1, rows.Count) : Listing<ScreenedPerson>.RowsOfPage);
        return Page();
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.ReadParticipants);
}
