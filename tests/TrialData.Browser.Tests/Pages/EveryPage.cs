using Microsoft.Playwright;
using TrialData.Storage;
using Xunit;
using Xunit.Sdk;

namespace TrialData.Browser.Tests.Pages;

/// <summary>
/// Every page that the program answers at, as the program itself counts them: a new one that nobody can open here fails. With
/// <c>TRIALDATA_SCREENSHOTS</c> naming a folder, what was seen goes there as pictures.
/// </summary>
public sealed class EveryPage(Chromium chromium) : IClassFixture<Chromium>
{
    private const string PicturesVariable = "TRIALDATA_SCREENSHOTS";
    private const int Crowd = 60;
    private const int CrowdOnPictures = 10_000;

    // What is wider than the window, innermost first; what scrolls by itself may be.
    private const string TooWide = """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] : [...document.querySelectorAll('body *')]
          .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !each.closest('.td-wide, .nhsuk-u-visually-hidden'))
          .map(each => `${each.tagName.toLowerCase()}.${each.className}: ${each.textContent.trim().slice(0, 60)}`)
        """;

    // Text that its own box cuts off.
    private const string CutOff = """
        () => [...document.querySelectorAll('body *')]
          .filter(each => each.scrollWidth > each.clientWidth + 1 && ['hidden', 'clip'].includes(getComputedStyle(each).overflowX) && !each.closest('.nhsuk-u-visually-hidden') && each.clientWidth > 1)
          .map(each => `${each.tagName.toLowerCase()}.${each.className}: ${each.textContent.trim().slice(0, 60)}`)
        """;

    [BrowserTheory]
    [InlineData(Fullness.Nothing)]
    [InlineData(Fullness.Ordinary)]
    [InlineData(Fullness.Much)]
    public async Task Is_there_for_everybody_and_fits_a_desk_and_a_phone(Fullness fullness)
    {
        var pictures = Environment.GetEnvironmentVariable(PicturesVariable) is { Length: > 0 } folder ? folder : null;
        await using var scene = await Scene.OpenAsync(Engine.Sqlite, fullness, pictures is null ? Crowd : CrowdOnPictures);
        var address = scene.Web.Listen();
        var pages = PageToSee.Of(scene);
        var faults = new List<string>();
        foreach (var ofOne in pages.GroupBy(page => page.Account))
        {
            await using var person = await chromium.PersonAsync(scene.Web, address, ofOne.Key, fullness == Fullness.Much ? Device.Phone : Device.Desk);
            foreach (var page in ofOne)
            {
                try
                {
                    await person.OpenAsync(page.Address);
                }
                catch (TrueException violation)
                {
                    faults.Add(violation.Message);
                }

                Assert.Equal(page.Address, person.Place);
                foreach (var device in new[] { Device.Desk, Device.Phone })
                {
                    await person.Page.SetViewportSizeAsync(device.Width, device.Height);
                    foreach (var fault in new[] { TooWide, CutOff })
                    {
                        faults.AddRange((await person.Page.EvaluateAsync<string[]>(fault)).Take(3).Select(each => FormattableString.Invariant($"{page.Route} at {device.Width}: {each}")));
                    }

                    if (pictures is not null)
                    {
                        await person.Page.ScreenshotAsync(new PageScreenshotOptions
                        {
                            Path = Path.Combine(pictures, FormattableString.Invariant($"{page.Name}.{fullness}.{device.Width}.png").ToLowerInvariant()),
                            FullPage = true,
                        });
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.NotEmpty(pages);
    }
}
