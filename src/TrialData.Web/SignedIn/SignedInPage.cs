using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground;

namespace TrialData.Web.SignedIn;

/// <summary>A page for somebody who is signed in.</summary>
[Authorize]
internal abstract class SignedInPage(Door door) : PageModel
{
    private OwnAccess? access;

    /// <summary>What the person may reach: what a page offers. What it does is asked of the pipeline.</summary>
    public OwnAccess Access => access ?? throw new InvalidOperationException("The page has not been opened yet.");

    protected Actor Actor => HttpContext.Features.Get<Actor>() ?? throw new InvalidOperationException("Nobody is signed in.");

    protected CancellationToken Cancellation => HttpContext.RequestAborted;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        access = await door.AccessOfAsync(Actor, Cancellation);
        ViewData[nameof(OwnAccess)] = access;
        if (!Opens())
        {
            context.Result = NotFound();
            return;
        }

        await next();
    }

    /// <summary>Whether there is such a page for this person.</summary>
    protected virtual bool Opens() => true;

    protected Task<Outcome<TResult>> AskAsync<TRequest, TResult>(TRequest request) => door.AskAsync<TRequest, TResult>(Actor, request, Cancellation);

    /// <summary>Shows why something was not done above the form that asked for it; what is not there, or not the person's, is not found.</summary>
    protected IActionResult Refused(Refusal refusal) => RefusedAnswer.For(this, refusal);
}

/// <summary>A page of a trial in which the person holds a role.</summary>
internal abstract class TrialPage(Door door) : SignedInPage(door)
{
    [BindProperty(SupportsGet = true, Name = "trial")]
    public string TrialCode { get; set; } = string.Empty;

    public OwnTrial Trial => Access.Trials.First(trial => string.Equals(trial.Code, TrialCode, StringComparison.Ordinal));

    protected override bool Opens() => Access.Trials.Any(trial => string.Equals(trial.Code, TrialCode, StringComparison.Ordinal));
}
