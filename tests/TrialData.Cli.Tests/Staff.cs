using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary>The test trial with people at its sites. What has no command yet goes through the library, on the same store and key ring.</summary>
internal sealed class Staff(CommandLine line)
{
    public const string Password = "seven green bicycles";

    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public string Day => Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Creates the trial and gives both sites their green light.</summary>
    public async Task OpenTrialAsync(string? protocolJson = null)
    {
        Assert.Equal(0, (await line.RunAsync("trial", "create", "--protocol", line.Write("test.json", protocolJson ?? TestProtocol.Json))).ExitCode);
        await using var store = Open();
        foreach (var site in new[] { "S1", "S2" })
        {
            _ = (await store.Door.AskAsync<ActivateSite, Site>(await FounderAsync(store), new ActivateSite("TEST", site, Today), CancellationToken.None)).Value;
        }
    }

    /// <summary>A token of a new account with a role: invited by the founder, the role delegated by whoever may.</summary>
    public async Task<string> RegisterAsync(string name, Role role, string? site = null)
    {
        await using var store = Open();
        var founder = await FounderAsync(store);
        var account = await InviteAsync(store, founder, name);
        var granter = founder;
        if (RoleTable.GranterOf(role) == Role.PrincipalInvestigator)
        {
            granter = await InviteAsync(store, founder, $"investigator of {name}");
            await GrantAsync(store, founder, granter.Name, Role.PrincipalInvestigator, site);
        }

        await GrantAsync(store, granter, name, role, site);
        return (await store.Door.AskAsync<CreateApiToken, CreatedApiToken>(
            account, new CreateApiToken("command line", Enum.GetValues<Permission>(), TimeProvider.System.GetUtcNow().AddDays(1), Password), CancellationToken.None)).Value.Token.Text;
    }

    /// <summary>Screens, consents and enrols by commands of a researcher; gives the number.</summary>
    public async Task<string> EnrolAsync(string token, string site = "S1")
    {
        var screened = await line.RunAsync("participant", "screen", "adult=yes", "dementia=no", "--site", site, "--on", Day, "--token", token, "--json");
        var number = screened.Json().GetProperty("number").GetString()!;
        var at = TimeProvider.System.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(0, (await line.RunAsync("participant", "consent", number, "--form", "consent-1", "--at", at, "--token", token)).ExitCode);
        Assert.Equal(0, (await line.RunAsync("participant", "enrol", number, "--on", Day, "--token", token)).ExitCode);
        return number;
    }

    private OpenedStore Open() => new(line.StoreFile, line.KeyRing);

    private async Task<Actor> FounderAsync(OpenedStore store)
    {
        var kept = File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(line.Home, "trialdata", "tokens"))));
        return (await store.Door.FindActorAsync(new ApiToken(kept), CancellationToken.None))!;
    }

    private static async Task<Actor> InviteAsync(OpenedStore store, Actor founder, string name)
    {
        var invited = (await store.Door.AskAsync<InviteAccount, InvitedAccount>(founder, new InviteAccount(name), CancellationToken.None)).Value;
        _ = (await store.Door.AskAsync<AcceptInvitation, AcceptedInvitation>(
            Actor.Nobody, new AcceptInvitation(invited.Invitation, Password), CancellationToken.None)).Value;
        return new Actor(invited.AccountId, invited.Name);
    }

    private static async Task GrantAsync(OpenedStore store, Actor granter, string name, Role role, string? site)
    {
        var trial = (await store.ValueAsync("SELECT Code FROM Trial"))!;
        _ = (await store.Door.AskAsync<GrantRole, GrantedRole>(granter, new GrantRole(trial, name, role, site, Today), CancellationToken.None)).Value;
    }
}
