using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Hosting;

namespace TrialData.Web.Pages;

/// <summary>What is shown where there is no page to show.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class ProblemModel(Door door) : PageModel
{
    public string Heading { get; private set; } = string.Empty;

    public string Text { get; private set; } = string.Empty;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // After a fault the store may be what is broken: then the page does without its menu.
        if (HttpContext.Features.Get<Actor>() is { } actor && HttpContext.Features.Get<IExceptionHandlerFeature>() is null)
        {
            ViewData[nameof(OwnAccess)] = await door.AccessOfAsync(actor, HttpContext.RequestAborted);
        }

        await next();
    }

    public void OnGet(int status) => Explain(status);

    public void OnPost(int status) => Explain(status);

    private void Explain(int status)
    {
        (Heading, Text) = status switch
        {
            StatusCodes.Status400BadRequest => ("This did not arrive as it was sent", "Nothing was changed. Go back, load the page again and send it once more."),
            StatusCodes.Status404NotFound => ("Page not found", "There is no such page, or it is not yours to see. Check the address, or begin at the home page."),
            StatusCodes.Status413PayloadTooLarge => ("This is too large", "Nothing was changed. Send less at once."),
            StatusCodes.Status429TooManyRequests => ("Too many requests", "Wait a minute, then try again."),
            StatusCodes.Status503ServiceUnavailable => ("TrialData cannot be used now", "Try again in a few minutes. What you saved is safe."),
            _ => ("Something went wrong", "Nothing of this request was kept half-done. Try again; if it happens again, tell the administrator of your trial when it happened."),
        };
    }
}
