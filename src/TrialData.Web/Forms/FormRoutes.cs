using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace TrialData.Web.Forms;

/// <summary>The pages of a form, at a visit and in a log: the same pages, at both kinds of address.</summary>
internal static class FormRoutes
{
    private const string Log = "/trials/{trial}/participants/{id:guid}/logs/{log}";
    private const string New = Log + "/new";
    private const string Entry = Log + "/{entry:int}";

    public static void AddTo(PageConventionCollection pages)
    {
        pages.AddPageRoute("/Forms/Blank", Log + "/blank");
        foreach (var typed in new[] { New, Entry })
        {
            pages.AddPageRoute("/Forms/Form", typed);
            pages.AddPageRoute("/Forms/Question", typed + "/questions/{number:int}");
            pages.AddPageRoute("/Forms/Check", typed + "/questions/check");
        }

        pages.AddPageRoute("/Forms/History", Entry + "/history/{item}");
        foreach (var page in new[] { "Mark", "Move", "Sign", "Void" })
        {
            pages.AddPageRoute("/Forms/" + page, $"{Entry}/{page.ToLowerInvariant()}");
        }
    }
}
