using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Administration;

public sealed class ActingByApiToken
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task A_token_may_do_what_it_was_made_for_and_no_more(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, activate: false);
        var token = (await CreateAsync(trial, "founder", "activation", [Permission.ActivateSite])).Value.Token;
        var actor = (await trial.Door.FindActorAsync(token, CancellationToken.None))!;

        var activated = await trial.Door.AskAsync<ActivateSite, Site>(actor, new ActivateSite(trial.TrialCode, "S1", TrialHost.FirstDay), CancellationToken.None);
        var invited = await trial.Door.AskAsync<InviteAccount, InvitedAccount>(actor, new InviteAccount("eva"), CancellationToken.None);
        var widened = await trial.Door.AskAsync<CreateApiToken, CreatedApiToken>(
            actor, new CreateApiToken("more", Permissions: null, trial.Clock.GetUtcNow().AddDays(1)), CancellationToken.None);

        Assert.Equal((null, "access.not-permitted", "access.not-permitted"), (activated.Refusal?.Code, invited.Refusal?.Code, widened.Refusal?.Code));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_token_ends_with_its_time_its_revocation_and_its_account(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var revoked = (await CreateAsync(trial, "admin", "one", permissions: null)).Value.Token;
        var expiring = (await CreateAsync(trial, "admin", "two", permissions: null)).Value.Token;
        var other = (await CreateAsync(trial, "researcher S1", "one", permissions: null)).Value.Token;

        _ = (await trial.AskAsync<RevokeApiToken, RevokedApiToken>("admin", new RevokeApiToken("ONE"))).Value;
        Assert.Null(await trial.Door.FindActorAsync(revoked, CancellationToken.None));
        Assert.Equal(trial.Actor("admin"), await trial.Door.FindActorAsync(expiring, CancellationToken.None));

        _ = (await trial.AskAsync<SuspendAccount, SuspendedAccount>("founder", new SuspendAccount("researcher S1", "Left"))).Value;
        Assert.Null(await trial.Door.FindActorAsync(other, CancellationToken.None));

        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(30));
        Assert.Null(await trial.Door.FindActorAsync(expiring, CancellationToken.None));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Tokens_are_listed_for_their_owner_without_their_text(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var token = (await CreateAsync(trial, "admin", "one", [Permission.SealScheme])).Value.Token;

        var own = (await trial.AskAsync<ListApiTokens, IReadOnlyList<ApiTokenEntry>>("admin", new ListApiTokens())).Value;
        var others = (await trial.AskAsync<ListApiTokens, IReadOnlyList<ApiTokenEntry>>("researcher S1", new ListApiTokens())).Value;

        var entry = Assert.Single(own);
        Assert.Equal("one", entry.Name);
        Assert.Equal([Permission.SealScheme], entry.Permissions);
        Assert.DoesNotContain(token.Text, entry.ToString(), StringComparison.Ordinal);
        Assert.Empty(others);
        Assert.Equal("0", await trial.ValueAsync($"SELECT COUNT(*) FROM ApiToken WHERE TokenHash = '{token.Text}'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_name_names_one_token_and_a_token_ends_within_a_year(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        _ = (await CreateAsync(trial, "admin", "one", permissions: null)).Value;

        Assert.Equal("account.token-name-taken", (await CreateAsync(trial, "admin", "One", permissions: null)).Refusal?.Code);
        Assert.Equal("account.token-lifetime", (await CreateAsync(trial, "admin", "two", permissions: null, days: 0)).Refusal?.Code);
        Assert.Equal("account.token-lifetime", (await CreateAsync(trial, "admin", "two", permissions: null, days: 367)).Refusal?.Code);
        Assert.Equal("request.invalid", (await CreateAsync(trial, "admin", "two", permissions: [])).Refusal?.Code);
        Assert.Equal("account.token-not-found", (await trial.AskAsync<RevokeApiToken, RevokedApiToken>("admin", new RevokeApiToken("two"))).Refusal?.Code);
    }

    // A token that confirms acts must not be had for less than the acts: whoever has another token of the account has no password.
    [Theory, OnSqlite, OnSqlServer]
    public async Task A_token_that_confirms_acts_is_confirmed_itself(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var confirmed = Enum.GetValues<Permission>().Where(RoleTable.IsConfirmed).ToList();
        Assert.NotEmpty(confirmed);
        _ = await trial.ConfirmedTokenAsync("researcher S1", "first", [Permission.Randomise], trial.Clock.GetUtcNow().AddDays(1));
        Task<Outcome<CreatedApiToken>> Make(Permission permission, string? password) => trial.AskAsync<CreateApiToken, CreatedApiToken>(
            "researcher S1", new CreateApiToken($"for {permission}", [Permission.ReadParticipants, permission], trial.Clock.GetUtcNow().AddDays(1), password));

        foreach (var permission in confirmed)
        {
            Assert.Equal("account.token-not-confirmed", (await Make(permission, password: null)).Refusal?.Code);
        }

        Assert.Equal("account.token-not-confirmed", (await Make(Permission.Randomise, "nine yellow bicycle")).Refusal?.Code);
        Assert.False((await Make(Permission.Randomise, "nine yellow bicycles")).IsRefused);
        Assert.False((await Make(Permission.SaveForm, password: null)).IsRefused);
    }

    private static Task<Outcome<CreatedApiToken>> CreateAsync(
        TrialHost trial, string actor, string name, IReadOnlyList<Permission>? permissions, int days = 30) =>
        trial.AskAsync<CreateApiToken, CreatedApiToken>(actor, new CreateApiToken(name, permissions, trial.Clock.GetUtcNow().AddDays(days)));
}
