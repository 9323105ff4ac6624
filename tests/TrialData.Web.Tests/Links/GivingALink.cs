using System.Net;
using System.Text.RegularExpressions;
using TrialData.Application.Capture.Links;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Web.Tests.Links.LinkInTests;

namespace TrialData.Web.Tests.Links;

public sealed partial class GivingALink
{
    [Theory, OnSqlite]
    public async Task Shows_it_once_with_a_picture_and_lists_it_without(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.RandomisedAsync();
        using var staff = await web.ClientOfAsync(Researcher);
        var links = $"/trials/TEST/participants/{participant}/links";

        var before = await Page.GetAsync(staff, links);
        var form = await Page.GetAsync(staff, links + "/new/m6?form=qpr-15");
        var given = await form.SendOnAsync(staff, links + "/new/m6", ("Forms", "qpr-15"), ("Days", "3"));
        var after = await Page.GetAsync(staff, links);
        var token = Token().Match(given.Html).Value;
        var opened = await web.Trial.Door.AskAsync<OpenFormLink, OpenedFormLink>(Actor.Nobody, new OpenFormLink(new FormLinkToken(token)), CancellationToken.None);

        Assert.Contains($"href=\"{links}/new/m6\">6 months: QPR-15</a>", before.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"qpr-15\" checked=\"checked\"", form.Html, StringComparison.Ordinal);
        Assert.Contains($"https://localhost/fill/{token}</p>", given.Html, StringComparison.Ordinal);
        Assert.Contains("<svg role=\"img\" aria-label=\"Picture of the link", given.Html, StringComparison.Ordinal);
        Assert.Equal(web.Trial.Clock.GetUtcNow().AddDays(3), opened.Value.ExpiresAt);
        Assert.Contains("6 months: QPR-15", after.Html, StringComparison.Ordinal);
        Assert.Contains(", by researcher S1", after.Html, StringComparison.Ordinal);
        Assert.Contains(">Open</strong>", after.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(token, after.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Takes_it_back_after_asking(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var (participant, link) = await web.Trial.GiveLinkAsync();
        using var staff = await web.ClientOfAsync(Researcher);
        using var phone = web.Client();
        var links = $"/trials/TEST/participants/{participant}/links";
        var revoke = FormattableString.Invariant($"{links}/{link.FormLinkId}/revoke");

        var asked = await Page.GetAsync(staff, revoke);
        var stillOpen = await Page.GetAsync(phone, link.AddressOf());
        var revoked = await asked.SendOnAsync(staff, revoke);
        var closed = await Page.GetAsync(phone, link.AddressOf());
        var listed = await Page.GetAsync(staff, links);
        var again = await Page.GetAsync(staff, revoke);

        Assert.Contains("6 months: QPR-15", asked.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (stillOpen.Status, closed.Status));
        Assert.Equal(links, revoked.Location);
        Assert.Contains(">Taken back</strong>", listed.Html, StringComparison.Ordinal);
        Assert.Contains("was taken back. It cannot be used any more.", listed.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, again.Status);
    }

    [Theory, OnSqlite]
    public async Task Is_offered_where_a_participant_may_fill_the_form_in_and_nowhere_else(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.RandomisedAsync();
        using var staff = await web.ClientOfAsync(Researcher);
        using var assessor = await web.ClientOfAsync("assessor S1");
        using var investigator = await web.ClientOfAsync("investigator S1");
        var person = $"/trials/TEST/participants/{participant}";

        async Task<bool> IsOfferedAsync(HttpClient who, string form) =>
            (await Page.GetAsync(who, $"{person}/visits/m6/{form}")).Html.Contains("Give the participant a link to fill this in", StringComparison.Ordinal);

        Assert.True(await IsOfferedAsync(staff, "qpr-15"));
        Assert.False(await IsOfferedAsync(assessor, "qpr-15"));
        Assert.False(await IsOfferedAsync(staff, "mood"));
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(staff, person + "/links/new/baseline")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(assessor, person + "/links/new/m6")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(investigator, person + "/links")).Status);
        Assert.Contains(person + "/links\"", (await Page.GetAsync(staff, person)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(person + "/links\"", (await Page.GetAsync(investigator, person)).Html, StringComparison.Ordinal);

        _ = (await web.Trial.SaveAsync(
            Researcher, participant, "m6", "qpr-15", 0, [.. Enumerable.Range(1, 15).Select(item => (FormattableString.Invariant($"q{item}"), "1"))])).Value;
        Assert.False(await IsOfferedAsync(staff, "qpr-15"));
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(staff, person + "/links/new/m6")).Status);
    }

    [Theory, OnSqlite]
    public async Task Needs_a_form_and_how_long_it_lives(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.RandomisedAsync();
        using var staff = await web.ClientOfAsync(Researcher);
        var address = $"/trials/TEST/participants/{participant}/links/new/m6";
        var form = await Page.GetAsync(staff, address);

        var none = await form.SendOnAsync(staff, address, ("Days", "31"));
        var another = await form.SendOnAsync(staff, address, ("Forms", "mood"), ("Days", "7"));

        Assert.Contains("<a href=\"#f-Forms\">Choose at least one form</a>", none.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-Days\">Choose how long the link can be used</a>", none.Html, StringComparison.Ordinal);
        Assert.Contains("The form mood cannot be put on a link", another.Html, StringComparison.Ordinal);
        Assert.Empty((await web.Trial.AskAsync<ListFormLinks, ListedFormLinks>(Researcher, new ListFormLinks("TEST", participant))).Value.Links);
    }

    [GeneratedRegex("tdf_[A-Za-z0-9_-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
