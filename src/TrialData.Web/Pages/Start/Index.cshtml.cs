using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TrialData.Hosting;
using TrialData.Web.FirstSteps;

namespace TrialData.Web.Pages.Start;

/// <summary>What can be done where there is no store yet, or nobody in it: a demonstration, or the first administrator.</summary>
internal sealed class IndexModel(Beginnings beginnings, DemonstrationMaker maker, StartCode start, HostSettings settings) : PageModel
{
    private const string RefreshEvery = "2";

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public string? AccountName { get; set; }

    public bool IsLetIn => start.Is(Code);

    public bool IsMaking => maker.IsMaking;

    public int Percent => maker.Percent;

    /// <summary>Whether a demonstration can be made: at a place on this machine where there is nothing.</summary>
    public bool OffersDemonstration { get; private set; }

    public string Place => settings.Place;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await beginnings.FindAsync(HttpContext.RequestAborted) is Beginning.Done)
        {
            return Redirect("/");
        }

        if (Code is not null && !IsLetIn)
        {
            ModelState.AddModelError(nameof(Code), "This is not the code that the program printed when it was started last");
        }
        else if (maker.IsMaking)
        {
            Response.Headers["Refresh"] = RefreshEvery;
        }
        else if (maker.HasFailed)
        {
            ModelState.AddModelError(string.Empty, "The demonstration could not be made. The program says at its terminal why.");
        }

        return await ShownAsync();
    }

    public async Task<IActionResult> OnPostDemonstrationAsync()
    {
        if (!IsLetIn || await beginnings.FindAsync(HttpContext.RequestAborted) is not Beginning.NoStore)
        {
            return await OnGetAsync();
        }

        maker.Begin();
        return Again();
    }

    public async Task<IActionResult> OnPostFoundAsync()
    {
        if (!IsLetIn || maker.IsMaking)
        {
            return await OnGetAsync();
        }

        if (string.IsNullOrWhiteSpace(AccountName))
        {
            ModelState.AddModelError(nameof(AccountName), "Enter a name for your account");
            return await ShownAsync();
        }

        var invited = await beginnings.FoundAsync(AccountName.Trim(), HttpContext.RequestAborted);
        if (invited.Refusal is { } refusal)
        {
            ModelState.AddModelError(nameof(AccountName), refusal.Message);
            return await ShownAsync();
        }

        return Redirect("/invitation/" + invited.Value.Text);
    }

    private RedirectResult Again() => Redirect($"{FirstStepsGround.Address}?code={start.Text}");

    private async Task<PageResult> ShownAsync()
    {
        OffersDemonstration = settings.IsFile && await beginnings.FindAsync(HttpContext.RequestAborted) is Beginning.NoStore;
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Page();
    }
}
