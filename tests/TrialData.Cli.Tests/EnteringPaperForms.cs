using TrialData.Application.Administration;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary>Two entries of a paper form, and links by which a participant answers.</summary>
public sealed class EnteringPaperForms : IDisposable
{
    private static readonly string[] Paper = ["S1-0001", "paper", "--visit", "baseline"];

    private static readonly string Protocol = JsonEdit.With(
        TestProtocol.Json, "visits[0].forms", """[{ "form": "mood" }, { "form": "paper", "required": false }, { "form": "qpr-15", "required": false }]""");

    private readonly CommandLine line = new();
    private readonly Staff staff;

    public EnteringPaperForms() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task What_two_enter_differently_a_third_settles()
    {
        await staff.OpenTrialAsync(Protocol);
        var first = await staff.RegisterAsync("first", Role.SiteResearcher, "S1");
        var second = await staff.RegisterAsync("second", Role.SiteResearcher, "S1");
        var third = await staff.RegisterAsync("third", Role.PrincipalInvestigator, "S1");
        _ = await staff.EnrolAsync(first);

        var one = await AskAsync(first, ["enter", .. Paper, "steps=812", "words=well", "--on", staff.Day]);
        var twice = await AskAsync(first, ["enter", .. Paper, "steps=812", "--on", staff.Day]);
        var two = await AskAsync(second, ["enter", .. Paper, "steps=821", "words=ill", "--on", staff.Day]);
        var compared = await AskAsync(third, ["compare", .. Paper]);
        var half = await AskAsync(third, ["settle", .. Paper, "--choose", "steps=2"]);
        var settled = await AskAsync(third, ["settle", .. Paper, "--choose", "steps=2", "--neither", "words=still", "--reason", "Neither could read it"]);

        Assert.Equal("Entered paper. Somebody else enters it a second time.", one.Out.Trim());
        Assert.Contains("Refused: entry.same-account", twice.Error, StringComparison.Ordinal);
        Assert.Equal("Entered paper a second time, differently in steps, words. A third person settles it.", two.Out.Trim());
        Assert.Equal("The entries differ:\n  steps  812   821\n  words  well  ill", compared.Out.ReplaceLineEndings("\n").Trim());
        Assert.Equal(2, half.ExitCode);
        Assert.Contains("Refused: entry.not-settled", half.Error, StringComparison.Ordinal);
        Assert.Equal("Saved paper, version 1.", settled.Out.Trim());
    }

    [Fact]
    public async Task What_became_void_is_entered_anew_and_what_was_entered_wrongly_is_taken_back()
    {
        await staff.OpenTrialAsync(Protocol);
        var first = await staff.RegisterAsync("first", Role.SiteResearcher, "S1");
        var second = await staff.RegisterAsync("second", Role.SiteResearcher, "S1");
        var third = await staff.RegisterAsync("third", Role.PrincipalInvestigator, "S1");
        _ = await staff.EnrolAsync(first);

        _ = await AskAsync(first, ["enter", .. Paper, "steps=1", "--on", staff.Day]);
        var removed = await AskAsync(first, ["remove-entries", .. Paper, "--reason", "Another one's paper"]);
        var none = await AskAsync(first, ["remove-entries", .. Paper, "--reason", "Another one's paper"]);
        _ = await AskAsync(first, ["enter", .. Paper, "steps=812", "--on", staff.Day]);
        _ = await AskAsync(second, ["enter", .. Paper, "steps=812", "--on", staff.Day]);
        var isVoid = await AskAsync(first, ["void", .. Paper, "--seen", "1", "--reason", "Of another day"]);
        _ = await AskAsync(first, ["enter", .. Paper, "steps=5", "words=well", "--on", staff.Day]);
        _ = await AskAsync(second, ["enter", .. Paper, "steps=5", "--on", staff.Day]);
        var settled = await AskAsync(third, ["settle", .. Paper, "--missing", "words=refused", "--reason", "Crossed out"]);
        var shown = await AskAsync(first, ["show", .. Paper]);

        Assert.Equal("1 of 2 entries of paper are void. Their history stays; the form can be entered anew.", removed.Out.Trim());
        Assert.EndsWith("Refused: entry.none\n", none.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("paper, version 1, is void. Its history stays.", isVoid.Out.Trim());
        Assert.Equal("Saved paper, version 2.", settled.Out.Trim());
        Assert.Contains("  steps  5\n  words  (refused)", shown.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_issued_listed_and_taken_back()
    {
        await staff.OpenTrialAsync(Protocol);
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        _ = await staff.EnrolAsync(researcher);
        var until = TimeProvider.System.GetUtcNow().AddDays(2).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

        var issued = await AskAsync(researcher, ["link", "issue", "S1-0001", "qpr-15", "--visit", "baseline", "--until", until, "--json"]);
        var number = issued.Json().GetProperty("formLinkId").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var token = issued.Json().GetProperty("token").GetProperty("text").GetString()!;
        var open = await AskAsync(researcher, ["link", "list", "S1-0001"]);
        var revoked = await AskAsync(researcher, ["link", "revoke", "S1-0001", number]);
        var again = await AskAsync(researcher, ["link", "revoke", "S1-0001", number]);
        var refused = await AskAsync(researcher, ["link", "issue", "S1-0001", "mood", "--visit", "baseline", "--until", until]);

        Assert.StartsWith("tdf_", token, StringComparison.Ordinal);
        Assert.Contains("baseline  qpr-15  by researcher  until ", open.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(token, open.Out, StringComparison.Ordinal);
        Assert.Equal(0, revoked.ExitCode);
        Assert.Contains("Refused: link.not-open", again.Error, StringComparison.Ordinal);
        Assert.Contains("Refused: link.not-self", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enter", "S1-0001", "paper", "steps=1", "--on", "2027-01-04")]
    [InlineData("settle", "S1-0001", "paper", "--visit", "m6", "--choose", "steps=3")]
    [InlineData("settle", "S1-0001", "paper", "--visit", "m6", "--neither", "steps")]
    public async Task Wrong_usage_asks_nothing_of_a_store(string command, params string[] args)
    {
        var ran = await line.RunAsync(["form", command, .. args]);

        Assert.Equal(64, ran.ExitCode);
        Assert.EndsWith($"See 'trialdata form {command} --help'.\n", ran.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private Task<Ran> AskAsync(string token, string[] args) => line.RunAsync(["form", .. args, "--token", token]);
}
