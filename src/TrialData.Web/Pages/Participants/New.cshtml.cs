using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground.Fields;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>Adds a person to the screening log.</summary>
internal sealed class NewModel(Door door, TimeProvider clock) : TrialPage(door)
{
    private Dictionary<string, string> answers = [];

    public ShownCriteria Screening { get; private set; } = null!;

    [BindProperty]
    public string? Site { get; set; }

    public TypedDay ScreenedOn { get; private set; } = TypedDay.None;

    public string? AnswerTo(string criterion) => answers.GetValueOrDefault(criterion);

    public async Task<IActionResult> OnGetAsync()
    {
        ScreenedOn = TypedDay.Of(clock.Today());
        return await FindAsync() ?? Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } nothing)
        {
            return nothing;
        }

        var form = await Request.ReadFormAsync(Cancellation);
        ScreenedOn = TypedDay.From(form, nameof(ScreenedOn));
        answers = Screening.Criteria.Where(each => form.ContainsKey(each.Code)).ToDictionary(each => each.Code, each => form[each.Code].ToString(), StringComparer.Ordinal);
        if (string.IsNullOrEmpty(Site))
        {
            ModelState.AddModelError(nameof(Site), "Choose a site");
        }

        var (day, fault) = ScreenedOn.Read("The day of screening");
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(ScreenedOn), fault);
        }

        foreach (var criterion in Screening.Criteria.Where(each => !answers.ContainsKey(each.Code)))
        {
            ModelState.AddModelError(criterion.Code, $"Choose yes or no: {criterion.Label}");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var screened = await AskAsync<ScreenParticipant, ScreenedParticipant>(new(TrialCode, Site!, day!.Value, answers));
        if (screened.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        TempData["Done"] = screened.Value.IsEligible ? $"{screened.Value.Number} is eligible." : $"{screened.Value.Number} is not eligible.";
        return Redirect($"/trials/{TrialCode}/participants/{screened.Value.PublicId}");
    }

    private async Task<IActionResult?> FindAsync()
    {
        var found = await AskAsync<ShowCriteria, ShownCriteria>(new(TrialCode));
        if (found.IsRefused)
        {
            return NotFound();
        }

        Screening = found.Value;
        return null;
    }
}
