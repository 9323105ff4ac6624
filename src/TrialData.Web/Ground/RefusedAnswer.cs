using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TrialData.Application.Pipeline;

namespace TrialData.Web.Ground;

/// <summary>How a page says that something was not done.</summary>
internal static class RefusedAnswer
{
    public static IActionResult For(PageModel page, Refusal refusal)
    {
        // What is not the person's answers as what is not there: neither says more than the other.
        if (refusal.SaysNotFound || refusal is NotPermitted)
        {
            return page.NotFound();
        }

        if (refusal.Faults.Count == 0)
        {
            page.ModelState.AddModelError(string.Empty, refusal.Message);
        }

        foreach (var fault in refusal.Faults)
        {
            page.ModelState.AddModelError(fault.Place, Said(fault));
        }

        page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Page();
    }

    // What a validator says goes on from the name of its place: "Reason" and "may tell who a participant is".
    private static string Said(Fault fault) => fault is { Reason: [var first, ..], Place.Length: > 0 } && char.IsLower(first) ? $"{fault.Place} {fault.Reason}" : fault.Reason;
}
