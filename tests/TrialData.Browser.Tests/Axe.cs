using Microsoft.Playwright;
using Xunit;

namespace TrialData.Browser.Tests;

/// <summary>axe-core on a page as it stands. It comes by the browser's own debugger, so the page keeps its policy on scripts.</summary>
internal static class Axe
{
    private const string Run = """
        async () => (await axe.run(document, {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
          resultTypes: ['violations'],
        })).violations.map(each => `${each.id}: ${each.help}\n` + each.nodes.map(node => `  ${node.target}: ${node.html}\n  ${node.failureSummary}`).join('\n'))
        """;

    private static readonly string Script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.js"));

    public static async Task AssertNoViolationAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        var violations = await page.EvaluateAsync<string[]>(Run);

        Assert.True(violations.Length == 0, $"{page.Url}{Environment.NewLine}{string.Join(Environment.NewLine, violations)}");
    }
}
