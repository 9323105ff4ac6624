using System.Text.RegularExpressions;
using TrialData.Application.Administration;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed partial class DowntimeAtTheTerminal : IDisposable
{
    private readonly CommandLine line = new();
    private readonly Staff staff;

    public DowntimeAtTheTerminal() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Prints_envelopes_for_their_owner_alone_and_enters_what_was_opened()
    {
        await staff.OpenTrialAsync();
        var admin = await staff.RegisterAsync("admin", Role.RandomisationAdministrator);
        Assert.Equal(0, (await line.RunAsync("randomisation", "seal", "--design", line.Write("design.json", TestProtocol.Design), "--token", admin)).ExitCode);
        Assert.Equal(0, (await line.RunAsync("randomisation", "nonce", "--nonce", "a nonce of the founder")).ExitCode);
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var number = await staff.EnrolAsync(researcher);
        Assert.Equal(0, (await line.RunAsync("form", "save", number, "mood", "--visit", "baseline", "low=3", "--on", staff.Day, "--token", researcher)).ExitCode);
        var page = Path.Combine(line.Home, "envelopes.html");

        var refused = await line.RunAsync("downtime", "issue", "--site", "S1", "--count", "2", "--out", page, "--token", researcher);
        var none = File.Exists(page);
        var issued = await line.RunAsync("downtime", "issue", "--site", "S1", "--count", "2", "--out", page);
        var html = await File.ReadAllTextAsync(page);
        var inside = Inside().Matches(html);
        var (arm, code) = (inside[0].Groups["arm"].Value, inside[0].Groups["code"].Value);
        var entered = await line.RunAsync("downtime", "enter", number, "--slot", "1", "--code", code, "--on", staff.Day, "--reason", "No network", "--token", researcher);
        var withdrawn = await line.RunAsync("downtime", "withdraw", "2", "--site", "S1", "--as", "returned", "--reason", "Back on line", "--token", researcher);
        var listed = await line.RunAsync("downtime", "list", "--token", researcher);

        Assert.Equal((2, false), (refused.ExitCode, none));
        Assert.DoesNotContain(code, issued.Out, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(NEW|OLD)\b", issued.Out);
        Assert.Equal(2, inside.Count);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(page));
        }

        Assert.StartsWith($"{number}: {arm} (", entered.Out, StringComparison.Ordinal);
        Assert.Equal("S1, returned: 2.", withdrawn.Out.Trim());
        Assert.Matches($@"S1    1     .* UTC  used      {number} +{staff.Day}", listed.Out);
        Assert.EndsWith("Slots: 2, out: 0.", listed.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issue", "--site", "S1", "--count", "two", "--out", "x.html")]
    [InlineData("enter", "S1-0001", "--slot", "1", "--on", "2027-01-04", "--reason", "x")]
    [InlineData("withdraw", "1", "--site", "S1", "--as", "used", "--reason", "x")]
    public async Task Wrong_usage_asks_nothing_of_a_store(string command, params string[] args)
    {
        var ran = await line.RunAsync(["downtime", command, .. args]);

        Assert.Equal(64, ran.ExitCode);
        Assert.False(File.Exists(line.StoreFile));
    }

    [GeneratedRegex(@"class=""arm"">[^(]+\((?<arm>\w+)\)</p>.*?class=""code"">(?<code>[0-9A-Z-]{11})</p>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inside();
}
