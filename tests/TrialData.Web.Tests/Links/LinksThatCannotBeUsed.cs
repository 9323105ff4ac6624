using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Links;
using TrialData.Application.Enrolment;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests.Forms;
using Xunit;
using static TrialData.Web.Tests.Links.LinkInTests;

namespace TrialData.Web.Tests.Links;

public sealed class LinksThatCannotBeUsed
{
    [Theory, OnSqlite]
    public async Task Answer_alike_to_the_byte_opened_and_half_way(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.RandomisedAsync();
        var leaver = await web.Trial.RandomisedAsync();
        var used = await web.Trial.GiveLinkAsync(participant, days: 20);
        var revoked = await web.Trial.GiveLinkAsync(leaver, days: 20);
        var ofLeaver = await web.Trial.GiveLinkAsync(leaver, days: 20);
        var expired = await web.Trial.GiveLinkAsync(leaver, days: 1);
        var unknown = used with { Token = new FormLinkToken("tdf_" + new string('0', 64)) };
        using var phone = web.Client();
        IssuedFormLink[] links = [used, revoked, ofLeaver, expired];
        var halfWay = new List<Page>();
        foreach (var link in links)
        {
            halfWay.Add(await AnswerAllAsync(phone, link, "2"));
        }

        var first = await halfWay[0].PressAsync(phone, used, "Send");
        _ = (await web.Trial.AskAsync<RevokeFormLink, RevokedFormLink>(Researcher, new RevokeFormLink("TEST", leaver, revoked.FormLinkId))).Value;
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddDays(2));
        _ = (await web.Trial.AskAsync<EndParticipation, EndedParticipation>(Researcher, new EndParticipation("TEST", leaver, TrialHost.FirstDay.AddDays(2), EndReason.LostToFollowUp))).Value;

        var pages = new List<Page>();
        foreach (var (link, page) in links.Zip(halfWay).Append((unknown, halfWay[0])))
        {
            pages.Add(await Page.GetAsync(phone, link.AddressOf()));
            pages.Add(await page.PressAsync(phone, link, "Begin"));
            pages.Add(await page.PressAsync(phone, link, "Back"));
            pages.Add(await page.PressAsync(phone, link, "Send"));
        }

        Assert.Equal("/fill/done", first.Location);
        Assert.All(pages, page => Assert.Equal((HttpStatusCode.NotFound, pages[0].Html), (page.Status, page.Html)));
        Assert.Equal("This link cannot be used", pages[0].Heading);
        Assert.Contains("ask the person in your research team who gave you the link for a new one", pages[0].Html, StringComparison.Ordinal);
        Assert.Equal((1, 0), (await VersionAsync(web, participant), await VersionAsync(web, leaver)));
    }

    private static async Task<int> VersionAsync(WebTrial web, Guid participant) => (await web.StoredAsync(participant, new FormAt("m6", "qpr-15"))).Version;

    [Theory, OnSqlite]
    public async Task Are_answered_with_the_headers_of_those_that_can(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (_, link) = await web.Trial.GiveLinkAsync();
        using var phone = web.Client();
        foreach (var address in new[] { link.AddressOf(), "/fill/tdf_none", "/fill/done" })
        {
            using var answer = await phone.GetAsync(new Uri(address, UriKind.Relative));

            Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
            Assert.Equal(["noindex"], answer.Headers.GetValues("X-Robots-Tag"));
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Contains("<meta name=\"robots\" content=\"noindex\" />", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    // The framework writes the address of every request at this level; warnings of its own name none.
    [Theory, OnSqlite]
    public async Task Stand_with_their_address_in_no_log(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var log = web.Services.GetRequiredService<ILoggerFactory>();

        Assert.All(
            ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Mvc.RedirectResult", "Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure.PageActionInvoker"],
            category => Assert.False(log.CreateLogger(category).IsEnabled(LogLevel.Information)));
        Assert.True(log.CreateLogger("TrialData").IsEnabled(LogLevel.Information));
    }
}
