using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace TrialData.Web.Forms;

/// <summary>The pages of a form, at a visit and in a log: the same pages, at both kinds of address.</summary>
internal static class FormRoutes
{
    private const string Log = "/trials/{trial}/participants/{id:guid}/logs/{log}";
    private const string Entry = Log + "/{entry:int}";

    public static void AddTo(PageConventionCollection pages)
    {
        pages.AddPageRoute("/Forms/Form", Log + "/new");
        pages.AddPageRoute("/Forms/Form", Entry);
        pages.AddPageRoute("/Forms/Blank", Log + "/blank");
        foreach (var page in new[] { "History", "Mark", "Sign", "Void" })
        {
            pages.AddPageRoute("/Forms/" + page, $"{Entry}/{page.ToLowerInvariant()}{(page == "History" ? "/{item}" : string.Empty)}");
        }
    }
}
