using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Reporting;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Administration;

public sealed class ReviewingAccess
{
    private const string Password = "seven green bicycles";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Tells_roles_training_tokens_and_last_use(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password, "eva@example.org");
        _ = await eva.SetUpAsync();
        _ = (await trial.GrantAsync("eva", Role.Monitor, "S2")).Value;
        var made = (await trial.AskAsync<CreateApiToken, CreatedApiToken>(
            "eva", new CreateApiToken("nightly", Permissions: null, trial.Clock.GetUtcNow().AddDays(30)))).Value;
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(2));
        _ = await trial.Door.FindActorAsync(made.Token, CancellationToken.None);

        var found = Assert.Single((await ReviewAsync(trial, "founder")).Accounts, account => account.Name == "eva");

        Assert.Equal(("eva@example.org", AccountState.Active, true, false), (found.Email, found.State, found.HasSecondFactor, found.IsStale));
        Assert.Equal((TrialHost.FirstDay, TrialHost.FirstDay.AddDays(2)), (DayOf(found.LastSignedInAt), DayOf(found.LastUsedAt)));
        var role = Assert.Single(found.Roles);
        Assert.Equal((Role.Monitor, trial.TrialCode, "S2", TrialHost.FirstDay, "founder", false), (role.Role, role.Trial, role.Site, role.TrainedOn!.Value, role.GrantedBy, role.HasExpired));
        var token = Assert.Single(found.Tokens);
        Assert.Equal(("nightly", TrialHost.FirstDay.AddDays(2)), (token.Name, DayOf(token.LastUsedAt)));
        Assert.Equal("done", await trial.AuditedAsync("ReviewAccess"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Calls_stale_what_could_act_and_has_not_for_ninety_days(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        _ = await eva.SetUpAsync();
        await trial.InviteAsync("never came");
        await trial.InviteAsync("left");
        _ = (await trial.AskAsync<SuspendAccount, SuspendedAccount>("founder", new SuspendAccount("left", "Left"))).Value;

        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(90));
        Assert.DoesNotContain((await ReviewAsync(trial, "founder")).Accounts, account => account.IsStale);
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddMinutes(1));

        var stale = (await ReviewAsync(trial, "founder")).Accounts.Where(account => account.IsStale).Select(account => account.Name).ToList();
        Assert.Superset(new HashSet<string>(["eva", "never came"]), stale.ToHashSet());
        Assert.DoesNotContain("left", stale);
        Assert.DoesNotContain((await ReviewAsync(trial, "founder", days: 91)).Accounts, account => account.IsStale);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Shows_an_investigator_the_site_alone_and_an_administrator_everybody(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        await trial.InviteAsync("without role");
        await trial.InviteAsync("keeper");
        _ = (await trial.GrantAsync("keeper", Role.Administrator)).Value;

        Assert.Equal(["assessor S1", "investigator S1", "researcher S1"], (await ReviewAsync(trial, "investigator S1")).Accounts.Select(a => a.Name));
        var all = (await ReviewAsync(trial, "keeper")).Accounts.Select(a => a.Name).ToList();
        Assert.Equal(await trial.CountAsync("Account"), all.Count);
        Assert.Contains("without role", all);
        Assert.Equal("access.not-permitted", (await trial.AskAsync<ReviewAccess, AccessReview>("researcher S1", new ReviewAccess())).Refusal?.Code);
        Assert.Equal("request.invalid", (await trial.AskAsync<ReviewAccess, AccessReview>("founder", new ReviewAccess(0))).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Tells_what_was_delegated_by_name(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        await trial.InviteAsync("nurse");
        _ = (await trial.AskAsync<GrantRole, GrantedRole>("investigator S1", new GrantRole(
            trial.TrialCode, "nurse", Role.SiteResearcher, "S1", TrialHost.FirstDay, ExpiresOn: null, [Permission.BreakBlind]))).Value;

        var review = await ReviewAsync(trial, "founder");

        Assert.Equal([Permission.BreakBlind], Assert.Single(review.Accounts, account => account.Name == "nurse").Roles.Single().Duties);
        var lines = AccessCsv.Of(review).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("duties", lines[0].Split(',')[16]);
        Assert.Equal(["BreakBlind"], lines.Where(line => line.StartsWith("nurse,", StringComparison.Ordinal)).Select(line => line.Split(',')[16]));
        Assert.Equal(["", ""], lines.Where(line => line.StartsWith("researcher S", StringComparison.Ordinal)).Select(line => line.Split(',')[16]));
    }

    [Theory, OnSqlite]
    public async Task As_csv_has_a_row_for_each_role_and_token_and_no_formula(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        await trial.InviteAsync("=cmd()");
        await trial.InviteAsync("no, nothing");

        var lines = AccessCsv.Of(await ReviewAsync(trial, "founder")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines.Where(line => !line.Contains('"', StringComparison.Ordinal)), line => Assert.Equal(20, line.Split(',').Length));
        Assert.Contains(lines, line => line.StartsWith("'=cmd()", StringComparison.Ordinal) || line.StartsWith("\"'=cmd()\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("\"no, nothing\",,Invited,0,", StringComparison.Ordinal));
        Assert.Equal(4, lines.Count(line => line.StartsWith("founder,", StringComparison.Ordinal)));
    }

    private static DateOnly? DayOf(DateTimeOffset? instant) => instant is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    private static async Task<AccessReview> ReviewAsync(TrialHost trial, string actor, int days = 90) =>
        (await trial.AskAsync<ReviewAccess, AccessReview>(actor, new ReviewAccess(days))).Value;
}
