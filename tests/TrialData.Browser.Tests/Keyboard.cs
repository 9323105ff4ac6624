using Microsoft.Playwright;
using Xunit;

namespace TrialData.Browser.Tests;

/// <summary>Somebody who has no mouse: everything is reached by Tab and arrows, and what has the focus must look so.</summary>
internal sealed class Keyboard(Visitor person)
{
    private const int MostSteps = 60;

    // Of a radio button or a tick box the design system draws the focus beside it.
    private const string Look = """
        each => {
          const look = (element, part) => { const style = getComputedStyle(element, part); return [style.outline, style.boxShadow, style.backgroundColor, style.borderColor].join(); };
          return look(each) + (each.labels?.[0] ? look(each.labels[0], '::before') : '');
        }
        """;

    private IPage Page => person.Page;

    /// <summary>Follows the first link of that name.</summary>
    public Task FollowAsync(string link) => PressAsync(person.Link(link).First, "Enter");

    public Task PressAsync(string button) => PressAsync(person.Button(button), "Enter");

    public Task PressWithSpaceAsync(string button) => PressAsync(person.Button(button), "Space");

    public async Task TypeAsync(string label, string text)
    {
        await ReachAsync(person.Field(label));
        await Page.Keyboard.TypeAsync(text);
    }

    public async Task TypeDayAsync(string question, string day, string month, string year)
    {
        foreach (var (part, text) in new[] { ("Day", day), ("Month", month), ("Year", year) })
        {
            await ReachAsync(person.Answer(question, part));
            await Page.Keyboard.TypeAsync(text);
        }
    }

    /// <summary>Comes to the first of a group of answers by Tab, and from there by arrows.</summary>
    public async Task ChooseAsync(string question, string answer)
    {
        var wanted = person.Answer(question, answer);
        await ReachAsync(person.Question(question).GetByRole(AriaRole.Radio).First);
        await Page.Keyboard.PressAsync("Space");
        for (var step = 0; !await wanted.IsCheckedAsync(); step++)
        {
            Assert.True(step < MostSteps, $"No arrow leads to {answer}.");
            await Page.Keyboard.PressAsync("ArrowDown");
        }
    }

    private async Task PressAsync(ILocator what, string key)
    {
        await ReachAsync(what);
        await person.ArriveAsync(() => Page.Keyboard.PressAsync(key));
    }

    private async Task ReachAsync(ILocator wanted)
    {
        // A page may put the focus where typing begins.
        var isThere = await wanted.EvaluateAsync<bool>("each => each === document.activeElement");
        for (var step = 0; step < MostSteps; step++)
        {
            if (!isThere)
            {
                await Page.Keyboard.PressAsync("Tab");
            }

            isThere = false;
            var focused = await Page.EvaluateHandleAsync("() => document.activeElement");
            var withFocus = await focused.AsElement()!.EvaluateAsync<string>(Look);
            if (await wanted.EvaluateAsync<bool>("each => each === document.activeElement"))
            {
                var without = await focused.AsElement()!.EvaluateAsync<string>($"each => {{ each.blur(); const look = ({Look})(each); each.focus(); return look; }}");
                Assert.NotEqual(without, withFocus);
                return;
            }
        }

        Assert.Fail($"Tab does not lead to {wanted}.");
    }
}
