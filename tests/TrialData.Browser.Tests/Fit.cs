using Microsoft.Playwright;

namespace TrialData.Browser.Tests;

/// <summary>Whether all of a page can be seen in its window without scrolling sideways.</summary>
internal static class Fit
{
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

    private const int MostOfEach = 3;

    /// <summary>What does not fit, a few of each kind.</summary>
    public static async Task<IReadOnlyList<string>> FaultsOfAsync(IPage page) =>
        [.. (await page.EvaluateAsync<string[]>(TooWide)).Take(MostOfEach), .. (await page.EvaluateAsync<string[]>(CutOff)).Take(MostOfEach)];
}
