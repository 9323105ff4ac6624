using System.Net;
using TrialData.Hosting;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests;

/// <summary>How often pages can be asked for, and how much can be sent to one.</summary>
public sealed class HowMuchIsTaken
{
    private const int OneMebibyte = 1024 * 1024;

    [Theory]
    [InlineData("/sign-in", 60)]
    [InlineData("/sign-in/code", 60)]
    [InlineData("/INVITATION/none", 60)]
    [InlineData("/start", 60)]
    [InlineData("/fill/tdf_none", 120)]
    [InlineData("/problem/404", 600)]
    public async Task Of_one_address_within_a_minute(string address, int most)
    {
        await using var web = await WebTrial.OpenAsync(Engine.Sqlite, rateLimits: "on");
        using var nobody = web.Client();
        for (var each = 0; each < most; each++)
        {
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await Page.GetAsync(nobody, address)).Status);
        }

        using var refused = await nobody.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Too many requests</h1>", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(nobody, "/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(nobody, "/assets/start.js")).Status);
    }

    [Theory, OnSqlite]
    public async Task Of_one_account_within_a_minute_and_of_another_all_the_same(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine, rateLimits: "on");
        using var busy = await web.ClientOfAsync("researcher S1");
        using var other = await web.ClientOfAsync("assessor S1");
        using var nobody = web.Client();
        for (var each = 0; each < 600; each++)
        {
            Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(busy, "/problem/404")).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Page.GetAsync(busy, "/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(other, "/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(nobody, "/sign-in")).Status);
    }

    [Theory, OnSqlite]
    public async Task Is_not_counted_where_the_limits_are_off(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine, rateLimits: "off");
        using var nobody = web.Client();
        for (var each = 0; each < 70; each++)
        {
            Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(nobody, "/sign-in")).Status);
        }
    }

    [Theory, OnSqlite]
    public async Task Does_not_start_with_limits_that_are_neither_on_nor_off(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine, rateLimits: "perhaps");

        Assert.Contains("'perhaps' is neither on nor off", Assert.Throws<WrongSettingException>(() => web.Client()).Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Is_a_mebibyte_at_once(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        using var client = await web.ClientOfAsync("researcher S1");
        var address = Forms.FormsOfATrial.MoodOf(participant);
        var form = await Page.GetAsync(client, address);

        var much = await form.SendOnAsync(client, address, Forms.FormsOfATrial.Filled(("a.low", "3"), ("a.note", new string('a', OneMebibyte - 4096))));
        var tooMuch = await form.SendOnAsync(client, address, ("a.note", new string('a', OneMebibyte)));

        Assert.Equal(HttpStatusCode.Redirect, much.Status);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "This is too large"), (tooMuch.Status, tooMuch.Heading));
    }

    [Theory, OnSqlite]
    public async Task Is_a_mebibyte_of_a_body_too_that_does_not_say_how_long_it_is(Engine engine)
    {
        await using var web = await OnTheWeb.StartAsync(engine);
        using var client = web.Nobody();

        async Task<HttpStatusCode> SendAsync(int bytes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("AccountName", new string('a', bytes))]),
            };
            request.Headers.TransferEncodingChunked = true;
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }

        // Without the token of a form the smaller one is refused as well, later and for that.
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(OneMebibyte / 2));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(2 * OneMebibyte));
    }
}
