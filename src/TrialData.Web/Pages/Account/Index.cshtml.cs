using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Account;

/// <summary>The own account: what one may do, how one signs in, and where one is signed in.</summary>
internal sealed class IndexModel(Door door) : SignedInPage(door)
{
    public IReadOnlyList<ListedSession> Sessions { get; private set; } = [];

    public bool HasOthers => Sessions.Any(session => !session.IsPresent);

    /// <summary>The session that the page was asked for with: without one nobody is here.</summary>
    private SessionToken Present => SessionCookie.Read(Request)!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostEndAsync(long session)
    {
        var ended = await AskAsync<EndOwnSession, EndedOwnSession>(new(session));
        return ended.Refusal is null ? Done($"{NameOf(ended.Value.Device)} is signed out.") : await NotDoneAsync(ended.Refusal);
    }

    public async Task<IActionResult> OnPostOthersAsync()
    {
        var ended = await AskAsync<EndOtherSessions, EndedOtherSessions>(new(Present));
        return ended.Refusal is null ? Done($"You are signed out everywhere else: {Shown.Count(ended.Value.Count, "device")}.") : await NotDoneAsync(ended.Refusal);
    }

    public static string NameOf(string? device) => device ?? "A device that is not known";

    private async Task<IActionResult> ShowAsync()
    {
        var listed = await AskAsync<ListSessions, IReadOnlyList<ListedSession>>(new(Present));
        Sessions = listed.Value;
        return Page();
    }

    private async Task<IActionResult> NotDoneAsync(Application.Pipeline.Refusal refusal)
    {
        await ShowAsync();
        return Refused(refusal);
    }

    private RedirectResult Done(string what)
    {
        TempData["Done"] = what;
        return Redirect("/account");
    }
}
