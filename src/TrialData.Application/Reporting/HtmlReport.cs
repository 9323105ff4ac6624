using System.Xml.Linq;
using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting;

/// <summary>Results as one page that needs nothing else: no request, no script. Equal results give equal bytes.</summary>
public static class HtmlReport
{
    public static string Render(AnalysisResults results)
    {
        var title = $"{results.TrialTitle}: {results.SpecificationTitle}";
        var page = Html.El("html", Html.At("lang", "en-GB"),
            Html.El("head",
                Html.El("meta", Html.At("charset", "utf-8")),
                Html.El("meta", Html.At("name", "viewport"), Html.At("content", "width=device-width, initial-scale=1")),
                Html.El("meta", Html.At("http-equiv", "Content-Security-Policy"), Html.At("content", ReportStyle.ContentSecurityPolicy)),
                Html.El("meta", Html.At("name", "color-scheme"), Html.At("content", "light dark")),
                Html.El("title", title),
                Html.El("style", ReportStyle.Sheet)),
            Html.El("body",
                Html.El("a", Html.Class("skip"), Html.At("href", "#answer"), "Skip to the results"),
                Header(results),
                Html.El("main", new ReportBody(results).Sections())));
        return $"<!DOCTYPE html>\n{Html.Serialise(page)}\n";
    }

    private static XElement Header(AnalysisResults results) =>
        Html.El("header",
            results.Provenance.Demonstration
                ? Html.P(Html.Class("banner"), "DEMONSTRATION: every participant in this report is invented.")
                : null,
            Html.P(Html.Class("kicker"), $"{results.TrialCode} · {results.SpecificationTitle}"),
            Html.El("h1", results.TrialTitle));
}
