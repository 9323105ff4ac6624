using System.Net;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests;

public sealed class WhatEveryAnswerSays
{
    [Theory, OnSqlite]
    public async Task Keeps_it_from_caches_frames_and_other_hosts(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var client = await web.ClientOfAsync("researcher S1");
        foreach (var address in new[] { "/", "/sign-in", "/nowhere", "/health/live" })
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));

            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
        }
    }

    [Theory, OnSqlite]
    public async Task Gives_every_cookie_to_this_host_over_a_safe_connection_alone(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await web.PersonOfAsync("researcher S1");
        using var client = web.Client();
        using var form = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        var begun = await Page.SendAsync(client, "/sign-in", ("AccountName", "researcher S1"), ("Password", WebTrial.Password));
        using var next = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));

        var cookies = form.Headers.GetValues("Set-Cookie").ToList();

        Assert.Equal(HttpStatusCode.Redirect, begun.Status);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie, StringComparison.Ordinal);
            Assert.Contains("httponly", cookie, StringComparison.Ordinal);
            Assert.Contains("samesite=", cookie, StringComparison.Ordinal);
            Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal);
        });
    }

    [Theory, OnSqlite]
    public async Task Is_nothing_under_a_name_that_nobody_set_up(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var client = web.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "elsewhere.example" } };

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory, OnSqlite]
    public async Task Loads_what_the_build_put_beside_it_for_good(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var client = web.Client();

        using var named = await client.GetAsync(new Uri("/assets/nhsuk.css?v=x", UriKind.Relative));
        using var icon = await client.GetAsync(new Uri("/assets/images/nhsuk-icon-cross.svg", UriKind.Relative));

        Assert.Equal("public, max-age=31536000, immutable", named.Headers.CacheControl!.ToString());
        Assert.Equal("no-cache", icon.Headers.CacheControl!.ToString());
        Assert.DoesNotContain("@font-face", await named.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
