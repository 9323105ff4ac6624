using TrialData.Application.Administration;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class RegisteringAnEdc : IDisposable
{
    private readonly CommandLine line = new();
    private readonly Staff staff;

    public RegisteringAnEdc() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Shows_the_secret_once_lists_without_it_and_revokes()
    {
        await staff.OpenTrialAsync(EdcTrial.Protocol);
        var admin = await staff.RegisterAsync("admin", Role.RandomisationAdministrator);
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        string[] register = ["randomisation", "edc", "register", "libreclinica", "--study-oid", "S_TEST", "--token"];

        var refused = await line.RunAsync([.. register, researcher]);
        var none = await line.RunAsync("randomisation", "edc", "list", "--token", admin);
        var registered = await line.RunAsync([.. register, admin]);
        var listed = await line.RunAsync("randomisation", "edc", "list", "--token", admin);
        var again = await line.RunAsync([.. register, admin]);
        var revoked = await line.RunAsync("randomisation", "edc", "revoke", "libreclinica", "--token", admin);
        var ended = await line.RunAsync("randomisation", "edc", "list", "--token", admin, "--json");

        Assert.Equal((2, 0, 0, 0, 2, 0), (refused.ExitCode, none.ExitCode, registered.ExitCode, listed.ExitCode, again.ExitCode, revoked.ExitCode));
        Assert.Equal("No EDC may randomise in this trial.", none.Out.Trim());
        Assert.Matches("secret      tde_[0-9a-f]{64}\n", registered.Out.ReplaceLineEndings("\n"));
        Assert.Matches("module URL  https://THIS-PROGRAM/edc/tde_[0-9a-f]{64}\n", registered.Out.ReplaceLineEndings("\n"));
        Assert.Matches("libreclinica +S_TEST +usable", listed.Out);
        Assert.DoesNotContain("tde_", listed.Out, StringComparison.Ordinal);
        Assert.Contains("has a credential libreclinica already", again.Error, StringComparison.Ordinal);
        Assert.Equal("revoked", ended.Json().GetProperty("credentials")[0].GetProperty("state").GetString(), ignoreCase: true);
    }

    [Fact]
    public async Task Is_refused_in_a_trial_of_sites()
    {
        await staff.OpenTrialAsync();
        var admin = await staff.RegisterAsync("admin", Role.RandomisationAdministrator);

        var refused = await line.RunAsync("randomisation", "edc", "register", "libreclinica", "--study-oid", "S_TEST", "--token", admin);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("does not say externalEdc", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screening_at_a_site_of_such_a_trial_is_refused_and_says_where_to_go()
    {
        await staff.OpenTrialAsync(EdcTrial.Protocol);
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");

        var refused = await line.RunAsync("participant", "screen", "adult=yes", "dementia=no", "--site", "S1", "--on", staff.Day, "--token", researcher);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("come from its EDC system alone", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("register", "libreclinica")]
    [InlineData("register", "--study-oid", "S_TEST")]
    [InlineData("register", "libreclinica", "--study-oid", "S_TEST", "--days", "many")]
    [InlineData("revoke")]
    public async Task Wrong_usage_asks_nothing_of_a_store(params string[] args)
    {
        var ran = await line.RunAsync(["randomisation", "edc", .. args]);

        Assert.Equal(64, ran.ExitCode);
        Assert.False(File.Exists(line.StoreFile));
    }
}
