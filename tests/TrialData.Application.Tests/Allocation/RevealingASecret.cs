using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

public sealed class RevealingASecret
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_two_people_and_lets_anybody_replay_the_ledger(Engine engine)
    {
        await using var trial = await OpenAsync(engine, participants: 9);
        Assert.Equal("allocation.recruitment-open", (await RevealAsync(trial, "admin")).Refusal?.Code);
        await CloseAsync(trial);
        Assert.Null((await RevealAsync(trial, "admin")).Value.Secret);
        Assert.Equal("allocation.second-person-needed", (await RevealAsync(trial, "admin")).Refusal?.Code);
        Assert.Equal("allocation.not-revealed", (await ExportAsync(trial)).Refusal?.Code);

        var secret = (await RevealAsync(trial, "founder")).Value.Secret!;

        var lines = (await ExportAsync(trial)).Value.Lines;
        Assert.Equal(lines, (await trial.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger(trial.TrialCode))).Value.Lines);
        Assert.Equal((9L, null), Said(await VerifyAsync(lines, secret)));
        Assert.Equal(secret, (await RevealAsync(trial, "admin")).Value.Secret);
    }

    [Fact]
    public async Task Is_asked_of_a_manager_and_an_administrator_not_of_two_administrators()
    {
        await using var trial = await OpenAsync(Engine.Sqlite, participants: 1);
        await CloseAsync(trial);
        _ = (await trial.RegisterAsync("second admin", Role.RandomisationAdministrator)).Value;
        _ = (await RevealAsync(trial, "admin")).Value;

        Assert.Equal("allocation.second-person-needed", (await RevealAsync(trial, "second admin")).Refusal?.Code);
        Assert.NotNull((await RevealAsync(trial, "founder")).Value.Secret);
    }

    [Fact]
    public async Task Goes_on_with_others_where_whoever_asked_first_has_left()
    {
        await using var trial = await OpenAsync(Engine.Sqlite, participants: 1);
        await CloseAsync(trial);
        _ = (await trial.RegisterAsync("second admin", Role.RandomisationAdministrator)).Value;
        Assert.Null((await RevealAsync(trial, "admin")).Value.Secret);
        _ = (await trial.AskAsync<RevokeRole, RevokedRole>(
            "founder", new RevokeRole(trial.TrialCode, "admin", Role.RandomisationAdministrator, SiteCode: null, "Has left the trial"))).Value;

        Assert.Null((await RevealAsync(trial, "second admin")).Value.Secret);
        Assert.Equal("allocation.second-person-needed", (await RevealAsync(trial, "second admin")).Refusal?.Code);
        Assert.NotNull((await RevealAsync(trial, "founder")).Value.Secret);
        Assert.Null((await trial.Door.AskAsync<VerifyAudit, VerifiedAudit>(Actor.OperatingSystemUser("test"), new VerifyAudit(), CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task Ends_allocation()
    {
        await using var trial = await OpenAsync(Engine.Sqlite, participants: 1);
        var waiting = await trial.EnrolWithBaselineAsync("S1");
        await CloseAsync(trial);
        _ = (await RevealAsync(trial, "admin")).Value;
        _ = (await RevealAsync(trial, "founder")).Value;

        Assert.True((await trial.RandomiseAsync("S1", waiting)).Refusal?.Code is "site.closed" or "allocation.scheme-revealed");
        Assert.Equal(1, await trial.CountAsync("Allocation"));
    }

    [Fact]
    public async Task Names_the_first_allocation_that_does_not_follow()
    {
        await using var trial = await OpenAsync(Engine.Sqlite, participants: 5);
        await CloseAsync(trial);
        _ = (await RevealAsync(trial, "admin")).Value;
        var secret = (await RevealAsync(trial, "founder")).Value.Secret!;
        var lines = (await ExportAsync(trial)).Value.Lines.ToList();
        lines[3] = lines[3].Contains("\"arm\":\"NEW\"", StringComparison.Ordinal)
            ? lines[3].Replace("\"arm\":\"NEW\"", "\"arm\":\"OLD\"", StringComparison.Ordinal)
            : lines[3].Replace("\"arm\":\"OLD\"", "\"arm\":\"NEW\"", StringComparison.Ordinal);

        var verified = (await VerifyAsync(lines, secret)).Value;

        Assert.Equal(2, verified.Entries);
        Assert.StartsWith("Line 4 (entry 3): arm is", verified.Fault, StringComparison.Ordinal);
        Assert.Equal("allocation.not-a-secret", (await VerifyAsync(lines, "abc")).Refusal?.Code);
        Assert.StartsWith("Line 1: commitment", (await VerifyAsync(lines, new string('0', 64))).Value.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_ledger_to_nobody_who_enrols()
    {
        await using var trial = await OpenAsync(Engine.Sqlite, participants: 1);

        foreach (var actor in new[] { "researcher S1", "investigator S1", "assessor S1", "admin" })
        {
            Assert.Equal("access.not-permitted", (await trial.AskAsync<ReadLedger, Ledger>(actor, new ReadLedger(trial.TrialCode))).Refusal?.Code);
        }
    }

    private static async Task<TrialHost> OpenAsync(Engine engine, int participants)
    {
        var trial = await TrialHost.OpenAsync(engine);
        for (var i = 0; i < participants; i++)
        {
            var site = i % 3 == 0 ? "S2" : "S1";
            _ = (await trial.RandomiseAsync(site, await trial.EnrolWithBaselineAsync(site))).Value;
        }

        return trial;
    }

    private static async Task CloseAsync(TrialHost trial)
    {
        foreach (var site in new[] { "S1", "S2" })
        {
            _ = (await trial.AskAsync<CloseSite, Site>("founder", new CloseSite(trial.TrialCode, site, TrialHost.FirstDay, "Recruitment is over."))).Value;
        }
    }

    private static Task<Outcome<SchemeReveal>> RevealAsync(TrialHost trial, string who) =>
        trial.AskAsync<RevealScheme, SchemeReveal>(who, new RevealScheme(trial.TrialCode));

    private static Task<Outcome<Ledger>> ExportAsync(TrialHost trial) =>
        trial.AskAsync<ExportLedger, Ledger>("admin", new ExportLedger(trial.TrialCode));

    private static Task<Outcome<LedgerVerification>> VerifyAsync(IReadOnlyList<string> lines, string secret) =>
        new VerifyLedgerHandler().HandleAsync(new VerifyLedger(lines, secret), CancellationToken.None);

    private static (long Entries, string? Fault) Said(Outcome<LedgerVerification> verified) => (verified.Value.Entries, verified.Value.Fault);
}
