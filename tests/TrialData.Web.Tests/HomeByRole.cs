using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests;

public sealed class HomeByRole
{
    [Theory, OnSqlite]
    public async Task Counts_what_waits_and_leads_there(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        for (var person = 0; person < 7; person++)
        {
            _ = (await web.Trial.ScreenAsync("S1")).Value;
        }

        var ready = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.ClientOfAsync("researcher S1");

        var home = await Page.GetAsync(client, "/");
        var all = await Page.GetAsync(client, "/trials/TEST/work/AwaitingConsent");

        Assert.Contains("Waiting for consent <span class=\"nhsuk-tag nhsuk-tag--blue\">7</span>", home.Html, StringComparison.Ordinal);
        Assert.Contains("2 more. <a href=\"/trials/TEST/work/AwaitingConsent\">See all</a>", home.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/trials/TEST/participants/{ready}\">S1-0008</a>", home.Html, StringComparison.Ordinal);
        Assert.Contains("7 tasks.", all.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Says_so_where_nothing_waits_or_no_role_is_held(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await web.Trial.InviteAsync("newcomer");
        using var assessor = await web.ClientOfAsync("assessor S1");
        using var newcomer = await web.ClientOfAsync("newcomer");

        Assert.Contains("Nothing waits for you today.", (await Page.GetAsync(assessor, "/")).Html, StringComparison.Ordinal);
        Assert.Contains("You hold no role in a trial.", (await Page.GetAsync(newcomer, "/")).Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Lists_participants_by_page_order_and_filter(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        for (var person = 0; person < 52; person++)
        {
            _ = (await web.Trial.ScreenAsync("S1", person == 3 ? ("adult", "no") : ("adult", "yes"))).Value;
        }

        using var client = await web.ClientOfAsync("researcher S1");

        var first = await Page.GetAsync(client, "/trials/TEST/participants");
        var second = await Page.GetAsync(client, "/trials/TEST/participants?page=2");
        var down = await Page.GetAsync(client, "/trials/TEST/participants?sort=-number");
        var excluded = await Page.GetAsync(client, "/trials/TEST/participants?status=Excluded");
        var nonsense = await Page.GetAsync(client, "/trials/TEST/participants?status=x&page=x&sort=x");

        Assert.Contains("52 participants", first.Html, StringComparison.Ordinal);
        Assert.Contains("S1-0050", first.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("S1-0051", first.Html, StringComparison.Ordinal);
        Assert.Contains("S1-0052", second.Html, StringComparison.Ordinal);
        Assert.Contains("S1-0052", down.Html, StringComparison.Ordinal);
        Assert.Contains("1 participant<", excluded.Html, StringComparison.Ordinal);
        Assert.Contains("S1-0004", excluded.Html, StringComparison.Ordinal);
        Assert.Contains("52 participants", nonsense.Html, StringComparison.Ordinal);
    }
}
