using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;
using Xunit.Sdk;

namespace TrialData.Browser.Tests.Pages;

/// <summary>The checks that every journey rests on see what they are there to see.</summary>
public sealed class WhatTheWatchSees(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory]
    [InlineData("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.intruded = true' }))", "Content Security Policy")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">Red</p>')", "Content Security Policy")]
    [InlineData("new Image().src = 'http://127.0.0.1:9/elsewhere.png'", "Content Security Policy")]
    [InlineData("setTimeout(() => { throw new Error('broken') })", "broken")]
    [InlineData("console.error('said so')", "said so")]
    [InlineData("fetch('/nowhere')", "answered 404")]
    public async Task A_page_that_does_what_it_must_not(string script, string seen)
    {
        await using var web = await WebTrial.OpenAsync(Engine.Sqlite);
        var person = await chromium.NobodyAsync(web.Listen());
        await person.OpenAsync("/sign-in");

        await person.Page.EvaluateAsync($"async () => {{ await ({script}); }}");
        await person.Page.EvaluateAsync("() => new Promise(done => setTimeout(done, 200))");

        var said = await Assert.ThrowsAsync<TrueException>(async () => await person.DisposeAsync());
        Assert.Contains(seen, said.Message, StringComparison.Ordinal);
    }

    [BrowserTheory, OnSqlite]
    public async Task A_page_that_not_everybody_can_use(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        await using var person = await chromium.NobodyAsync(web.Listen());
        await person.OpenAsync("/sign-in");

        await person.Page.EvaluateAsync("() => document.querySelector('label').remove()");

        var said = await Assert.ThrowsAsync<TrueException>(person.CheckAsync);
        Assert.Contains("label: Form elements must have labels", said.Message, StringComparison.Ordinal);
    }
}
