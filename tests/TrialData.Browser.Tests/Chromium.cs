using Microsoft.Playwright;
using TrialData.Web.Tests;
using Xunit;

namespace TrialData.Browser.Tests;

/// <summary>A real browser for the tests of a class. Each person gets a profile of their own, as on a device of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Place = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public static bool IsThere => File.Exists(Place);

    /// <summary>Null where there is one.</summary>
    public static string? WhyNot => IsThere ? null : $"There is no Chromium at {Place}: see tests/install.";

    public async Task InitializeAsync()
    {
        if (!IsThere)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Place, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>Somebody at a device who has not signed in.</summary>
    internal async Task<Visitor> NobodyAsync(string address, Device? device = null)
    {
        var (width, height, runsScripts) = device ?? Device.Desk;
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            JavaScriptEnabled = runsScripts,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(10_000);
        return new Visitor(context, await context.NewPageAsync(), address, runsScripts);
    }

    /// <summary>Somebody of the trial, signed in.</summary>
    internal async Task<Visitor> PersonAsync(WebTrial web, string address, string account, Device? device = null)
    {
        var person = await NobodyAsync(address, device);
        await person.HoldSessionAsync(await web.SessionOfAsync(account));
        return person;
    }
}

/// <summary>What somebody reads the pages on.</summary>
internal sealed record Device(int Width, int Height, bool RunsScripts = true)
{
    public static Device Desk { get; } = new(1280, 900);

    public static Device Phone { get; } = new(375, 812);

    public static Device WithoutScripts { get; } = new(1280, 900, RunsScripts: false);
}
