using TrialData.Application.Administration;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class AllocationsAtTheTerminal : IDisposable
{
    private readonly CommandLine line = new();
    private readonly Staff staff;

    public AllocationsAtTheTerminal() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Are_marked_agreed_to_and_listed()
    {
        await staff.OpenTrialAsync();
        var admin = await staff.RegisterAsync("admin", Role.RandomisationAdministrator);
        Assert.Equal(0, (await line.RunAsync("randomisation", "seal", "--design", line.Write("design.json", TestProtocol.Design), "--token", admin)).ExitCode);
        Assert.Equal(0, (await line.RunAsync("randomisation", "nonce", "--nonce", "a nonce of the founder")).ExitCode);
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var number = await staff.EnrolAsync(researcher);
        Assert.Equal(0, (await line.RunAsync("form", "save", number, "mood", "--visit", "baseline", "low=3", "--on", staff.Day, "--token", researcher)).ExitCode);
        var id = (await line.RunAsync("participant", "list", "--token", researcher, "--json")).Json().GetProperty("participants")[0].GetProperty("publicId").GetString()!;
        var arm = (await line.RunAsync("randomise", id, "--token", researcher, "--json")).Json().GetProperty("arm").GetString()!;

        var marked = await line.RunAsync("allocation", "error", number, "--kind", "wrong-stratum", "--corrected", "site=S2", "--reason", "Lives elsewhere");
        var errors = await line.RunAsync("allocation", "errors", "--token", admin, "--json");
        var error = errors.Json().GetProperty("errors")[0].GetProperty("publicId").GetString()!;
        var decided = await line.RunAsync("allocation", "decide", error, "--reason", "Seen", "--token", admin);
        var blinded = await line.RunAsync("allocation", "errors", "--token", admin);
        var listed = await line.RunAsync("allocation", "list", "--token", researcher);

        Assert.Equal(
            $"{number}: wrong stratum. The participant keeps the arm.\n  site: randomised as S1, should have been S2\n" +
            $"A second person decides: trialdata allocation decide {error} --reason TEXT",
            marked.Out.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal($"{number}, wrong stratum: approved.", decided.Out.Trim());
        Assert.Contains("  because: (kept from who is blinded)", blinded.Out, StringComparison.Ordinal);
        Assert.Contains($"{number}  S1    {arm}  {staff.Day}  drawn  S1 -> S2  wrong stratum", listed.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error", "S1-0001", "--kind", "bad-luck", "--reason", "x")]
    [InlineData("error", "S1-0001", "--kind", "technical", "--corrected", "site", "--reason", "x")]
    [InlineData("decide", "first", "--reason", "x")]
    [InlineData("list", "--csv", "--json")]
    public async Task Wrong_usage_asks_nothing_of_a_store(string command, params string[] args)
    {
        var ran = await line.RunAsync(["allocation", command, .. args]);

        Assert.Equal(64, ran.ExitCode);
        Assert.False(File.Exists(line.StoreFile));
    }
}
