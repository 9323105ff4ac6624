using System.Text.RegularExpressions;
using System.Xml.Linq;
using TrialData.Application.Reporting;
using Xunit;

namespace TrialData.Application.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    private const string Hostile = "<script>alert('x')</script>&\"\u0001";

    public static TheoryData<string> Names => FigureTests.Names;

    [Theory, MemberData(nameof(Names))]
    public void The_page_is_well_formed_and_the_same_every_time(string name)
    {
        var page = HtmlReport.Render(FigureTests.ResultsOf(name));

        Assert.Equal(page, HtmlReport.Render(FigureTests.ResultsOf(name)));
        Assert.Single(Parsed(page).Descendants("h1"));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_page_asks_for_nothing_and_runs_nothing(string name)
    {
        var page = HtmlReport.Render(FigureTests.ResultsOf(name));
        var elements = Parsed(page).DescendantsAndSelf().ToList();

        Assert.DoesNotContain(elements, element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "image");
        Assert.All(elements.Attributes("href"), href => Assert.StartsWith("#", href.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(elements.Attributes(), attribute => attribute.Name.LocalName is "src" or "style");
        Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void Ids_are_unique_and_every_reference_has_its_target(string name)
    {
        var elements = Parsed(HtmlReport.Render(FigureTests.ResultsOf(name))).DescendantsAndSelf().ToList();
        var ids = elements.Attributes("id").Select(id => id.Value).ToList();

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(elements.Attributes("href").Select(href => href.Value[1..]), target => Assert.Contains(target, ids));
        Assert.All(elements.Attributes("aria-labelledby").SelectMany(labels => labels.Value.Split(' ')), target => Assert.Contains(target, ids));
    }

    [Theory, MemberData(nameof(Names))]
    public void Tables_have_captions_scopes_and_as_many_cells_as_columns(string name)
    {
        foreach (var table in Parsed(HtmlReport.Render(FigureTests.ResultsOf(name))).Descendants("table"))
        {
            Assert.NotEmpty(table.Element("caption")!.Value);
            Assert.All(table.Descendants("th"), th => Assert.NotNull(th.Attribute("scope")));
            var columns = table.Element("thead")!.Elements("tr").First().Elements("th").Sum(th => (int?)th.Attribute("colspan") ?? 1);
            foreach (var body in table.Elements("tbody"))
            {
                var grouped = body.Descendants("th").Any(th => th.Attribute("scope")!.Value == "rowgroup");
                Assert.All(body.Elements("tr").Skip(grouped ? 1 : 0), row => Assert.Equal(columns - (grouped ? 1 : 0), row.Elements().Count()));
            }
        }
    }

    [Fact]
    public void Figures_are_numbered_in_the_order_of_the_page()
    {
        var numbers = FigureNumber().Matches(HtmlReport.Render(Samples.SixTrusts())).Select(match => int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Fact]
    public void Names_are_text_whatever_they_hold()
    {
        var results = Samples.SixTrusts();
        var hostile = results with
        {
            TrialTitle = Hostile,
            Arms = [.. results.Arms.Select(arm => arm with { Label = Hostile })],
            Sites = [.. results.Sites.Select(site => site with { Label = Hostile })],
            Outcomes = [.. results.Outcomes.Select(outcome => outcome with { Label = Hostile, Definition = Hostile })],
            Flow = results.Flow with { Excluded = [new(Hostile, 1)] },
            Provenance = results.Provenance with { Notes = [Hostile] },
        };

        var page = HtmlReport.Render(hostile);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Parsed(page).Descendants("script"));
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_trial_is_answered_in_one_paragraph()
    {
        var page = Spaced(HtmlReport.Render(Samples.Indomethacin()));

        Assert.Contains("was recorded in 9.2 % (27 of 295) of participants allocated to Indomethacin and in 16.9 % (52 of 307) of those allocated to Placebo; difference −7.8 percentage points", page, StringComparison.Ordinal);
        Assert.Contains("The interval lies below zero", page, StringComparison.Ordinal);
        Assert.DoesNotContain("DEMONSTRATION", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Published_figures_appear_as_published()
    {
        var page = Spaced(HtmlReport.Render(Samples.Indomethacin()));

        // Elmunzer 2012 data recomputed in R: RR 0.5404 (0.3492 to 0.8362), MH odds ratio 0.4993 (0.3028 to 0.8236), CMH 7.5637, p 0.00596.
        Assert.Contains("<td class=\"number\">0.54</td><td class=\"number\">0.35 to 0.84</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">0.50</td><td class=\"number\">0.30 to 0.82</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">7.56 (1)</td><td class=\"number\">0.00596</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">−13.1 to −2.5</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interval_with_zero_is_not_called_a_difference()
    {
        var page = HtmlReport.Render(Samples.SixTrusts());

        Assert.Contains("do not show which rate is higher", page, StringComparison.Ordinal);
        Assert.Contains("not adjusted for their number", page, StringComparison.Ordinal);
        Assert.DoesNotContain("no difference", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_demonstration_says_so_first()
    {
        var body = Parsed(HtmlReport.Render(Samples.SixTrusts())).Descendants("header").Single();

        Assert.StartsWith("DEMONSTRATION", body.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_defined_has_its_reason_in_a_footnote() =>
        Assert.Contains("No outcome is recorded in this cell.", HtmlReport.Render(Samples.NothingRecorded()), StringComparison.Ordinal);

    [Fact]
    public void The_policy_allows_the_sheet_that_stands_in_the_page()
    {
        var page = Parsed(HtmlReport.Render(Samples.Indomethacin()));

        // A browser hashes the text as it stands in the file: nothing in it may have been escaped.
        Assert.Equal(ReportStyle.Sheet, page.Descendants("style").Single().Value);
        Assert.DoesNotContain('<', ReportStyle.Sheet);
        Assert.DoesNotContain('>', ReportStyle.Sheet);
        Assert.DoesNotContain('&', ReportStyle.Sheet);
        Assert.DoesNotContain('\r', ReportStyle.Sheet);
    }

    private static XElement Parsed(string page) => XDocument.Parse(page).Root!;

    private static string Spaced(string page) => page.Replace('\u00A0', ' ');

    [GeneratedRegex(@"<figcaption><strong>Figure (?<number>[0-9]+)\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FigureNumber();
}
