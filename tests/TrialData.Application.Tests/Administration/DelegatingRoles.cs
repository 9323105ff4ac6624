using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Administration;

public sealed class DelegatingRoles
{
    private static readonly DateOnly Today = TrialHost.FirstDay;

    [Theory, OnSqlite, OnSqlServer]
    public async Task Needs_a_day_of_training_that_has_come(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        Assert.Equal("account.training-missing", await GrantAsync(trial, "investigator S1", Role.Assessor, "S1", trainedOn: null));
        Assert.Equal("account.training-in-the-future", await GrantAsync(trial, "investigator S1", Role.Assessor, "S1", Today.AddDays(1)));
        Assert.Null(await GrantAsync(trial, "investigator S1", Role.Assessor, "S1", Today));
        Assert.Equal("2027-01-04", await trial.ValueAsync("SELECT TrainedOn FROM RoleGrant WHERE RoleGrantId = (SELECT MAX(RoleGrantId) FROM RoleGrant)"));
        Assert.Equal(
            "investigator S1",
            await trial.ValueAsync("SELECT a.Name FROM RoleGrant AS g INNER JOIN Account AS a ON a.AccountId = g.GrantedBy WHERE g.RoleGrantId = (SELECT MAX(RoleGrantId) FROM RoleGrant)"));
    }

    [Theory]
    [InlineData("founder", Role.SiteResearcher, "S1", "account.role-not-yours")]
    [InlineData("founder", Role.Assessor, "S1", "account.role-not-yours")]
    [InlineData("investigator S1", Role.PrincipalInvestigator, "S1", "account.role-not-yours")]
    [InlineData("investigator S1", Role.Monitor, "S1", "account.role-not-yours")]
    [InlineData("investigator S1", Role.Manager, null, "account.role-not-yours")]
    [InlineData("investigator S1", Role.Assessor, "S2", "site.not-found")]
    [InlineData("investigator S1", Role.Assessor, "S9", "site.not-found")]
    [InlineData("investigator S1", Role.Assessor, null, "account.role-needs-site")]
    [InlineData("founder", Role.Monitor, null, "account.role-needs-site")]
    [InlineData("founder", Role.Statistician, "S1", "account.role-has-no-site")]
    [InlineData("researcher S1", Role.Assessor, "S1", "access.not-permitted")]
    [InlineData("admin", Role.Statistician, null, "access.not-permitted")]
    [InlineData("investigator S1", Role.SiteResearcher, "S1", null)]
    [InlineData("founder", Role.PrincipalInvestigator, "S2", null)]
    [InlineData("founder", Role.Administrator, null, null)]
    public async Task Is_for_the_one_the_design_names(string granter, Role role, string? site, string? refused)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);

        Assert.Equal(refused, await GrantAsync(trial, granter, role, site, Today));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Never_makes_an_assessor_who_sees_allocations(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        Assert.Null(await GrantAsync(trial, "investigator S1", Role.Assessor, "S1", Today));
        Assert.Equal("account.roles-break-blinding", await GrantAsync(trial, "investigator S2", Role.SiteResearcher, "S2", Today));
        Assert.Equal("account.roles-break-blinding", await GrantAsync(trial, "founder", Role.PrincipalInvestigator, "S2", Today));
        Assert.Equal("account.roles-break-blinding", await GrantAsync(trial, "founder", Role.UnblindedStatistician, site: null, Today));
        Assert.Null(await RevokeAsync(trial, "investigator S1", Role.Assessor, "S1"));
        Assert.Null(await GrantAsync(trial, "investigator S2", Role.SiteResearcher, "S2", Today));
        Assert.Equal("account.roles-break-blinding", await GrantAsync(trial, "investigator S1", Role.Assessor, "S1", Today));
    }

    // Block sizes and the arms so far tell the next arm: who knows them enrols nobody in that trial.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Never_makes_an_enroller_who_knows_the_scheme(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        Assert.Null(await GrantAsync(trial, "investigator S1", Role.SiteResearcher, "S1", Today));
        Assert.Equal("account.roles-break-concealment", await GrantAsync(trial, "founder", Role.RandomisationAdministrator, site: null, Today));
        Assert.Equal("account.roles-break-concealment", await GrantAsync(trial, "founder", Role.UnblindedStatistician, site: null, Today));
        Assert.Null(await RevokeAsync(trial, "investigator S1", Role.SiteResearcher, "S1"));
        Assert.Null(await GrantAsync(trial, "founder", Role.RandomisationAdministrator, site: null, Today));
        Assert.Equal("account.roles-break-concealment", await GrantAsync(trial, "founder", Role.PrincipalInvestigator, "S2", Today));
        Assert.Equal("account.roles-break-concealment", await GrantAsync(trial, "investigator S1", Role.SiteResearcher, "S1", Today));
    }

    // Whoever founded the store holds the role of an unblinded statistician in all of it.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Never_makes_an_enroller_of_whoever_knows_every_scheme_of_the_store(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        Assert.Null(await GrantAsync(trial, "founder", Role.Manager, site: null, Today));
        Task<Outcome<GrantedRole>> GrantFounder(Role role, string? site) =>
            trial.AskAsync<GrantRole, GrantedRole>("eva", new GrantRole(trial.TrialCode, "founder", role, site, Today));
        Task<Outcome<RevokedRole>> RevokeFounder(Role role) =>
            trial.AskAsync<RevokeRole, RevokedRole>("eva", new RevokeRole(trial.TrialCode, "founder", role, SiteCode: null, "Another does this"));

        Assert.Equal("account.roles-break-concealment", (await GrantFounder(Role.PrincipalInvestigator, "S1")).Refusal?.Code);
        Assert.Equal("account.role-not-held", (await RevokeFounder(Role.Administrator)).Refusal?.Code);
        Assert.False((await RevokeFounder(Role.UnblindedStatistician)).IsRefused);
        Assert.Equal("account.role-not-held", (await RevokeFounder(Role.UnblindedStatistician)).Refusal?.Code);
        Assert.Equal("unblinded-statistician in all of the store", await trial.ValueAsync("SELECT OldValue FROM AuditEvent WHERE UseCase = 'RevokeRole' AND Field = 'role'"));

        // What it showed while the scheme was sealed is not forgotten.
        Assert.Equal("account.roles-break-concealment", (await GrantFounder(Role.PrincipalInvestigator, "S1")).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Never_makes_an_enroller_or_an_assessor_of_whoever_knew_enough_once(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        Assert.Null(await GrantAsync(trial, "founder", Role.RandomisationAdministrator, site: null, Today));
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddMinutes(1));
        Assert.Null(await RevokeAsync(trial, "founder", Role.RandomisationAdministrator, site: null));

        Assert.Equal("account.roles-break-concealment", await GrantAsync(trial, "investigator S1", Role.SiteResearcher, "S1", Today));
        Assert.Equal("account.roles-break-concealment", await GrantAsync(trial, "founder", Role.PrincipalInvestigator, "S2", Today));
        Assert.Null(await GrantAsync(trial, "founder", Role.Monitor, "S1", Today));
    }

    // Before there is a scheme no role knows one.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Forgets_what_ended_before_the_scheme_was_sealed(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, seal: false);
        _ = await trial.InviteAsync("eva");
        Assert.Null(await GrantAsync(trial, "founder", Role.RandomisationAdministrator, site: null, Today));
        Assert.Null(await RevokeAsync(trial, "founder", Role.RandomisationAdministrator, site: null));
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddMinutes(1));
        await trial.SealAsync(TestProtocol.Design);

        Assert.Null(await GrantAsync(trial, "investigator S1", Role.SiteResearcher, "S1", Today));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Ends_with_its_last_day(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        Assert.Equal("account.role-expired-already", await GrantAsync(trial, "founder", Role.RandomisationAdministrator, site: null, Today, Today.AddDays(-1)));
        Assert.Null(await GrantAsync(trial, "founder", Role.RandomisationAdministrator, site: null, Today, Today));
        Assert.Equal("account.role-held-already", await GrantAsync(trial, "founder", Role.RandomisationAdministrator, site: null, Today));
        Assert.Equal("allocation.scheme-already-sealed", await SealAsync(trial));

        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(1));

        Assert.Equal("access.not-permitted", await SealAsync(trial));
        Assert.Null(await GrantAsync(trial, "founder", Role.RandomisationAdministrator, site: null, Today));
        Assert.Equal("allocation.scheme-already-sealed", await SealAsync(trial));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_undone_at_once_and_audited_with_reason(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        Assert.Null(await GrantAsync(trial, "investigator S1", Role.Assessor, "S1", Today));

        Assert.Null(await RevokeAsync(trial, "founder", Role.Assessor, "S1"));

        Assert.Equal("account.role-not-held", await RevokeAsync(trial, "investigator S1", Role.Assessor, "S1"));
        Assert.Equal("assessor at S1", await trial.ValueAsync("SELECT NewValue FROM AuditEvent WHERE UseCase = 'GrantRole' AND Field = 'role' AND Subject = 'eva'"));
        Assert.Equal("assessor at S1", await trial.ValueAsync("SELECT OldValue FROM AuditEvent WHERE UseCase = 'RevokeRole' AND Field = 'role' AND Subject = 'eva'"));
        Assert.Equal("Left", await trial.ValueAsync("SELECT Reason FROM AuditEvent WHERE UseCase = 'RevokeRole' AND Field = 'role' AND Subject = 'eva'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Names_duties_beyond_the_role_which_end_alone_or_with_it(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var role = new GrantRole(trial.TrialCode, "eva", Role.SiteResearcher, "S1", Today);
        var duty = role with { Duties = [Permission.BreakBlind] };
        var end = new RevokeRole(trial.TrialCode, "eva", Role.SiteResearcher, "S1", "Left", Permission.BreakBlind);

        Assert.Null(await GrantAsync(trial, role));
        Assert.Equal("account.duty-not-held", (await trial.AskAsync<RevokeRole, RevokedRole>("investigator S1", end)).Refusal?.Code);
        Assert.Equal("account.role-not-yours", await GrantAsync(trial, duty, "founder"));
        Assert.Null(await GrantAsync(trial, duty));
        Assert.Equal("BreakBlind", await DutiesAsync(trial));
        Assert.Equal("account.role-held-already", await GrantAsync(trial, duty));
        Assert.Equal("account.role-held-already", await GrantAsync(trial, role));
        Assert.False((await trial.AskAsync<RevokeRole, RevokedRole>("investigator S1", end)).IsRefused);
        Assert.Equal("", await DutiesAsync(trial));
        Assert.Null(await GrantAsync(trial, duty));
        Assert.Null(await RevokeAsync(trial, "investigator S1", Role.SiteResearcher, "S1"));
        Assert.Null(await GrantAsync(trial, role));
        Assert.Equal("", await DutiesAsync(trial));
        Assert.Equal(2, await trial.CountAsync("AuditEvent WHERE UseCase = 'GrantRole' AND Field = 'duties' AND NewValue = 'BreakBlind' AND OldValue IS NULL"));
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE UseCase = 'RevokeRole' AND Field = 'duties' AND OldValue = 'BreakBlind' AND Reason = 'Left'"));
    }

    [Theory]
    [InlineData(Role.SiteResearcher, Permission.SignEligibility)]
    [InlineData(Role.Assessor, Permission.BreakBlind)]
    public async Task Names_no_duty_that_the_role_may_not_be_given(Role role, Permission duty)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);

        Assert.Equal("account.duty-not-for-role", await GrantAsync(trial, new GrantRole(trial.TrialCode, "eva", role, "S1", Today, ExpiresOn: null, [duty])));
        Assert.Equal("account.training-missing", await GrantAsync(trial, new GrantRole(trial.TrialCode, "eva", Role.SiteResearcher, "S1", TrainedOn: null, ExpiresOn: null, [Permission.BreakBlind])));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Nobody_delegates_to_itself_or_to_nobody(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        var toItself = await trial.AskAsync<GrantRole, GrantedRole>(
            "investigator S1", new GrantRole(trial.TrialCode, "investigator S1", Role.SiteResearcher, "S1", Today));
        var toNobody = await trial.AskAsync<GrantRole, GrantedRole>(
            "investigator S1", new GrantRole(trial.TrialCode, "nobody at all", Role.SiteResearcher, "S1", Today));

        Assert.Equal(("account.not-your-own", "account.not-found"), (toItself.Refusal?.Code, toNobody.Refusal?.Code));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_suspended_account_does_nothing_until_it_is_resumed(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var suspend = new SuspendAccount("admin", "On leave");

        Assert.Equal("account.not-your-own", (await trial.AskAsync<SuspendAccount, SuspendedAccount>("founder", new SuspendAccount("founder", "x"))).Refusal?.Code);
        Assert.False((await trial.AskAsync<SuspendAccount, SuspendedAccount>("founder", suspend)).IsRefused);
        Assert.Equal("account.suspended-already", (await trial.AskAsync<SuspendAccount, SuspendedAccount>("founder", suspend)).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await trial.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(trial.TrialCode, TestProtocol.Design))).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await trial.AskAsync<ListApiTokens, IReadOnlyList<ApiTokenEntry>>("admin", new ListApiTokens())).Refusal?.Code);
        Assert.False((await trial.AskAsync<ResumeAccount, ResumedAccount>("founder", new ResumeAccount("admin", "Is back"))).IsRefused);
        Assert.Equal("allocation.scheme-already-sealed", (await trial.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(trial.TrialCode, TestProtocol.Design))).Refusal?.Code);
    }

    private static async Task<TrialHost> OpenAsync(Engine engine)
    {
        var trial = await TrialHost.OpenAsync(engine);
        await trial.InviteAsync("eva");
        return trial;
    }

    private static async Task<string?> GrantAsync(TrialHost trial, GrantRole request, string granter = "investigator S1") =>
        (await trial.AskAsync<GrantRole, GrantedRole>(granter, request)).Refusal?.Code;

    private static Task<string?> DutiesAsync(TrialHost trial) => trial.ValueAsync(
        "SELECT g.Duties FROM RoleGrant AS g INNER JOIN Account AS a ON a.AccountId = g.AccountId WHERE a.Name = 'eva' AND g.RevokedAt IS NULL");

    private static async Task<string?> GrantAsync(
        TrialHost trial, string granter, Role role, string? site, DateOnly? trainedOn, DateOnly? expiresOn = null) =>
        (await trial.AskAsync<GrantRole, GrantedRole>(granter, new GrantRole(trial.TrialCode, "eva", role, site, trainedOn, expiresOn))).Refusal?.Code;

    private static async Task<string?> RevokeAsync(TrialHost trial, string granter, Role role, string? site) =>
        (await trial.AskAsync<RevokeRole, RevokedRole>(granter, new RevokeRole(trial.TrialCode, "eva", role, site, "Left"))).Refusal?.Code;

    private static async Task<string?> SealAsync(TrialHost trial) =>
        (await trial.AskAsync<SealScheme, SchemeSealed>("eva", new SealScheme(trial.TrialCode, TestProtocol.Design))).Refusal?.Code;
}
