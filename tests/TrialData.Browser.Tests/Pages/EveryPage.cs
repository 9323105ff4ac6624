using Microsoft.Playwright;
using TrialData.Storage;
using TrialData.Web.Tests;
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

    [BrowserTheory]
    [InlineData(Fullness.Nothing)]
    [InlineData(Fullness.Ordinary)]
    [InlineData(Fullness.Much)]
    public async Task Is_there_for_everybody_and_fits_a_desk_and_a_phone(Fullness fullness)
    {
        await using var scene = await Scene.OpenAsync(Engine.Sqlite, fullness, Pictures is null ? Crowd : CrowdOnPictures);
        var address = scene.Web.Listen();
        var pages = PageToSee.Of(scene);
        var faults = new List<string>();
        foreach (var ofOne in pages.GroupBy(page => page.Account))
        {
            await using var person = await chromium.PersonAsync(scene.Web, address, ofOne.Key, fullness == Fullness.Much ? Device.Phone : Device.Desk);
            faults.AddRange(await LookAsync(person, ofOne, fullness));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.NotEmpty(pages);
    }

    [BrowserTheory]
    [InlineData(Fullness.Nothing)]
    public async Task Is_there_where_there_is_no_store_yet(Fullness fullness)
    {
        using var place = new EmptyPlace();
        await using var somebody = await chromium.NobodyAsync(place.Listen());

        var faults = await LookAsync(somebody, PageToSee.BeforeAStore, fullness);

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private static string? Pictures => Environment.GetEnvironmentVariable(PicturesVariable) is { Length: > 0 } folder ? folder : null;

    private static async Task<List<string>> LookAsync(Visitor person, IEnumerable<PageToSee> pages, Fullness fullness)
    {
        var faults = new List<string>();
        foreach (var page in pages)
        {
            try
            {
                await person.ExpectAsync(page.Status, () => person.OpenAsync(page.Address));
            }
            catch (TrueException violation)
            {
                faults.Add(violation.Message);
            }

            Assert.Equal(page.Address, person.Place);
            foreach (var device in new[] { Device.Desk, Device.Phone })
            {
                await person.Page.SetViewportSizeAsync(device.Width, device.Height);
                faults.AddRange((await Fit.FaultsOfAsync(person.Page)).Select(each => FormattableString.Invariant($"{page.Route} at {device.Width}: {each}")));
                if (Pictures is { } folder)
                {
                    await person.Page.ScreenshotAsync(new PageScreenshotOptions
                    {
                        Path = Path.Combine(folder, FormattableString.Invariant($"{page.Name}.{fullness}.{device.Width}.png").ToLowerInvariant()),
                        FullPage = true,
                    });
                }
            }
        }

        return faults;
    }
}
