using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture.Links;
using TrialData.Application.Oversight;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.Ground.Fields;

namespace TrialData.Web.Pages.Links;

/// <summary>Makes a link for forms of a visit, and shows it once.</summary>
internal sealed class NewModel(Door door, TimeProvider clock, PublicAddress program) : LinksPage(door, clock)
{
    private const string UsualDays = "7";

    [BindProperty(SupportsGet = true, Name = "visit")]
    public string VisitCode { get; set; } = string.Empty;

    /// <summary>The form that the person came from.</summary>
    [BindProperty(SupportsGet = true, Name = "form")]
    public string? FormCode { get; set; }

    [BindProperty]
    public IReadOnlyList<string> Forms { get; set; } = [];

    [BindProperty]
    public string? Days { get; set; } = UsualDays;

    public VisitOfTimeline Visit { get; private set; } = null!;

    public IReadOnlyList<FormAtVisit> Offered { get; private set; } = [];

    public IReadOnlyList<Choice> Lives { get; } =
        [new("1", "A day"), new("3", "Three days"), new(UsualDays, "A week"), new("14", "Two weeks"), new("30", "30 days")];

    /// <summary>Told on this page and never again.</summary>
    public IssuedFormLink? Issued { get; private set; }

    public string LinkAddress => $"{program.Of(Request)}/fill/{Issued!.Token.Text}";

    public IHtmlContent Picture => QrPicture.Of(LinkAddress, "Picture of the link, for the participant to scan with a telephone");

    public string Given => string.Join(", ", Offered.Where(form => Forms.Contains(form.Code)).Select(form => form.Label));

    public async Task<IActionResult> OnGetAsync()
    {
        Forms = FormCode is null ? [] : [FormCode];
        if (await FindVisitAsync() is { } nothing)
        {
            return nothing;
        }

        if (Offered.Count == 1)
        {
            Forms = [Offered[0].Code];
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindVisitAsync() is { } nothing)
        {
            return nothing;
        }

        if (Forms.Count == 0)
        {
            ModelState.AddModelError(nameof(Forms), "Choose at least one form");
        }

        if (Lives.All(life => life.Value != Days))
        {
            ModelState.AddModelError(nameof(Days), "Choose how long the link can be used");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var until = Now.AddDays(int.Parse(Days!, CultureInfo.InvariantCulture));
        var issued = await AskAsync<IssueFormLink, IssuedFormLink>(new(TrialCode, ParticipantId, VisitCode, Forms, until));
        if (issued.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        Issued = issued.Value;
        return Page();
    }

    private async Task<IActionResult?> FindVisitAsync()
    {
        if (await FindLinksAsync() is { } nothing)
        {
            return nothing;
        }

        if (Participant.Visits.FirstOrDefault(each => each.Code == VisitCode) is not { } visit || FormsFor(visit) is not { Count: > 0 } offered)
        {
            return NotFound();
        }

        (Visit, Offered) = (visit, offered);
        return null;
    }
}
