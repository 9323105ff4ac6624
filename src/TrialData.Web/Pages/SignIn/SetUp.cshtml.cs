using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.SignIn;

/// <summary>Sets up an authenticator: the first one, another after a recovery code, or another by the own password.</summary>
internal sealed class SetUpModel(Door door) : SigningInPage(door)
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whether the person has an authenticator, and gives the password before it is replaced.</summary>
    public bool NeedsPassword { get; private set; }

    /// <summary>As it was shown: a wrong code must not make the person scan again.</summary>
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public string NextAddress => NextPlace.Of(Url, Next);

    public IHtmlContent Picture => QrPicture.Of(Address ?? string.Empty, "Picture to scan with your authenticator app");

    public Task<IActionResult> OnGetAsync() => BeginAsync();

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        if (string.IsNullOrEmpty(Password))
        {
            NeedsPassword = true;
            ModelState.AddModelError(nameof(Password), "Enter your password");
            return Page();
        }

        return await BeginAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Session is not { } session || Key is null || Address is null)
        {
            return StartAgain();
        }

        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError(nameof(Code), "Enter the code that your authenticator app shows");
            return Page();
        }

        var confirmed = await AskAsync<ConfirmSecondFactor, ConfirmedSecondFactor>(new(session, string.Concat(Code.Where(c => !char.IsWhiteSpace(c)))));
        if (confirmed.Refusal is { } refusal)
        {
            return Refused(refusal, nameof(Code));
        }

        SessionCookie.Give(Response, confirmed.Value.SignedIn.Session);
        RecoveryCodes = confirmed.Value.RecoveryCodes;
        return Page();
    }

    private async Task<IActionResult> BeginAsync()
    {
        if (Session is not { } session)
        {
            return StartAgain();
        }

        var begun = await AskAsync<EnrolSecondFactor, BegunSecondFactor>(new(session, Password));
        NeedsPassword = begun.Refusal is OwnPasswordNeeded or OwnPasswordRefused;
        switch (begun.Refusal)
        {
            case null:
                (Key, Address) = (begun.Value.Key, begun.Value.Address);
                return Page();
            case OwnPasswordNeeded:
                return Page();
            case OwnPasswordRefused refusal:
                return Refused(refusal, nameof(Password));
            default:
                return StartAgain();
        }
    }
}
