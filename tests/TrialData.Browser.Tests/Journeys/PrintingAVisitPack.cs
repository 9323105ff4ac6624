using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;

namespace TrialData.Browser.Tests.Journeys;

public sealed partial class PrintingAVisitPack(Chromium chromium) : IClassFixture<Chromium>
{
    private const string PicturesVariable = "TRIALDATA_SCREENSHOTS";

    [BrowserTheory, OnSqlite]
    public async Task Begins_each_form_on_a_sheet_of_its_own_that_says_whose_it_is(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        _ = (await web.Trial.RandomiseAsync("S1", participant)).Value;
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), "researcher S1");

        await researcher.OpenAsync($"/trials/TEST/participants/{participant}");
        await researcher.FollowAsync("Blank forms to print for 6 months");
        await researcher.SeeHeadingAsync("S1-0001, 6 months Visit pack");
        await researcher.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        var forms = await researcher.Page.GetByRole(AriaRole.Heading, new() { Level = 2 }).AllInnerTextsAsync();
        var sheets = await researcher.Page.PdfAsync(new PagePdfOptions { Format = "A4", Margin = new() { Top = "15mm", Bottom = "15mm", Left = "15mm", Right = "15mm" } });

        Assert.Equal(["Mood", "Blinded rating", "QPR-15", "Paper"], forms);
        Assert.False(await researcher.Link("TrialData").IsVisibleAsync());
        Assert.False(await researcher.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).IsVisibleAsync());

        // Fifteen items with a line each take two sheets, the other forms one.
        Assert.Equal(5, Sheet().Count(Encoding.Latin1.GetString(sheets)));
        if (Environment.GetEnvironmentVariable(PicturesVariable) is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "visit-pack.pdf"), sheets);
        }
    }

    [GeneratedRegex("/Type /Page\\s", RegexOptions.NonBacktracking)]
    private static partial Regex Sheet();
}
