using System.Globalization;
using Microsoft.Playwright;
using TrialData.Application.Administration;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TrialData.Browser.Tests;

/// <summary>
/// Somebody at a browser who finds everything by what it is and what it is called. Every page that comes is checked for accessibility, and
/// nothing may go wrong unseen.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const string Session = "__Host-trialdata";

    // Every part of the design system marks itself once its script has taken it over.
    private const string IsReady = "() => [...document.querySelectorAll('[data-module^=nhsuk]')].every(each => each.hasAttribute(`data-${each.dataset.module}-init`))";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IBrowserContext context;
    private readonly string address;
    private readonly bool runsScripts;
    private readonly Watch watch;

    public Visitor(IBrowserContext context, IPage page, string address, bool runsScripts)
    {
        (this.context, Page, this.address, this.runsScripts) = (context, page, address, runsScripts);
        watch = new Watch(page, address);
    }

    public IPage Page { get; }

    public string Place => new Uri(Page.Url).PathAndQuery;

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        watch.AssertNothingWrong();
    }

    /// <summary>Holds the token of a session, as after signing in.</summary>
    public Task HoldSessionAsync(string token) => context.AddCookiesAsync(
        [new Cookie { Name = Session, Value = token, Url = address.Replace("http:", "https:", StringComparison.Ordinal), HttpOnly = true, Secure = true, SameSite = SameSiteAttribute.Lax }]);

    /// <summary>The token of the session that the browser holds.</summary>
    public async Task<SessionToken> SessionAsync() => new((await context.CookiesAsync()).Single(cookie => cookie.Name == Session).Value);

    public Task OpenAsync(string place) => ArriveAsync(() => Page.GotoAsync(place));

    /// <param name="first">Whether several are called so, and the first of them is meant.</param>
    public Task FollowAsync(string link, bool first = false) => ArriveAsync(() => (first ? Link(link).First : Link(link)).ClickAsync());

    /// <summary>Follows a link in the table whose caption says so.</summary>
    public Task FollowInAsync(string table, string link) => ArriveAsync(() => Page.GetByRole(AriaRole.Table, new() { Name = table })
        .GetByRole(AriaRole.Link, new() { Name = link, Exact = true })
        .ClickAsync());

    public Task PressAsync(string button) => ArriveAsync(() => Button(button).ClickAsync());

    /// <summary>The same where the program says no.</summary>
    public Task PressInVainAsync(string button, int status = 422) => ExpectAsync(status, () => PressAsync(button));

    /// <summary>Does something that the program answers with a no.</summary>
    public Task ExpectAsync(int status, Func<Task> act) => watch.ExpectAsync(status, act);

    /// <summary>Goes from the summary of what is wrong to the question it is about.</summary>
    public async Task FollowErrorAsync(string error)
    {
        await Link(error).ClickAsync();
        await Expect(Page.Locator("input:focus, select:focus, textarea:focus")).ToHaveCountAsync(1);
    }

    public Task TypeAsync(string label, string text) => Field(label).FillAsync(text);

    public async Task TypeDayAsync(string question, DateOnly day)
    {
        foreach (var (part, number) in new[] { ("Day", day.Day), ("Month", day.Month), ("Year", day.Year) })
        {
            await Answer(question, part).FillAsync(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    public Task ChooseAsync(string question, string answer) => Answer(question, answer).CheckAsync();

    public Task SelectAsync(string label, string option) => Field(label).SelectOptionAsync(new SelectOptionValue { Label = option });

    public Task SeeAsync(string text) => Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    public Task SeeHeadingAsync(string heading) => Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    /// <summary>Sees all of the page without scrolling sideways.</summary>
    public async Task SeeFitsAsync()
    {
        var faults = await Fit.FaultsOfAsync(Page);
        Assert.True(faults.Count == 0, $"{Place}{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
    }

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    public ILocator Question(string legend) => Page.GetByRole(AriaRole.Group, new() { Name = legend, Exact = true });

    public ILocator Answer(string question, string answer) => Question(question).GetByLabel(answer, new() { Exact = true });

    /// <summary>Does something that leads to another page, and checks the page once it is there.</summary>
    public async Task ArriveAsync(Func<Task> act)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrive(object? sender, IPage page) => arrived.TrySetResult();
        Page.Load += Arrive;
        try
        {
            await act();
            await arrived.Task.WaitAsync(Patience);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{Place}: {await Page.GetByRole(AriaRole.Main).InnerTextAsync()}", late);
        }
        finally
        {
            Page.Load -= Arrive;
        }

        await CheckAsync();
    }

    /// <summary>Checks the page as it stands now.</summary>
    public async Task CheckAsync()
    {
        // The checker is a script too: where none runs, the page is the one that was checked with them, before they came to it.
        if (runsScripts)
        {
            await Page.WaitForFunctionAsync(IsReady);
            await Axe.AssertNoViolationAsync(Page);
        }

        watch.AssertNothingWrong();
    }
}
