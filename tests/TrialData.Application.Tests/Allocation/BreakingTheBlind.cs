using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Application.Reporting;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

public sealed class BreakingTheBlind
{
    private const string Password = "seven green bicycles";
    private const string Reason = "Admitted with a seizure; the ward asks what was given.";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Shows_one_arm_after_the_own_password_and_registers_it(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var (one, other) = (await RandomisedAsync(trial), await RandomisedAsync(trial));

        var broken = (await BreakAsync(trial, "doctor", one.Id)).Value;

        Assert.Equal((one.Number, one.Arm), (broken.Number, broken.Arm));
        var entry = Assert.Single((await ListAsync(trial, "doctor")).Entries);
        Assert.Equal(
            (broken.CodeBreakId, CodeBreakKind.Emergency, false, one.Number, "S1", "doctor", TrialHost.FirstDay, Reason, trial.Clock.GetUtcNow(), "doctor"),
            (entry.PublicId, entry.Kind, entry.IsByHand, entry.Number, entry.Site, entry.Learned, entry.BrokenOn, entry.Reason, entry.RecordedAt, entry.RecordedBy));
        Assert.DoesNotContain((await ListAsync(trial, "doctor")).Entries, each => each.Number == other.Number);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Needs_the_right_password_and_locks_the_account_as_at_the_door(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var one = await RandomisedAsync(trial);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(new BlindNotBroken(), (await BreakAsync(trial, "doctor", one.Id, "wrong")).Refusal);
        }

        Assert.Equal(new BlindNotBroken(), (await BreakAsync(trial, "doctor", one.Id)).Refusal);
        Assert.Equal(0, await trial.CountAsync("CodeBreak"));
        Assert.NotEqual(0, await trial.CountAsync("AuditEvent WHERE UseCase = 'BreakBlind' AND Field = 'lockedUntil'"));
    }

    // An account that never chose a password has none to give.
    [Fact]
    public async Task Is_refused_to_an_account_without_a_password()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var one = await RandomisedAsync(trial);

        Assert.Equal(new BlindNotBroken(), (await BreakAsync(trial, "investigator S1", one.Id)).Refusal);
    }

    [Theory]
    [InlineData("researcher S1", "access.not-permitted")]
    [InlineData("assessor S1", "access.not-permitted")]
    [InlineData("founder", "access.not-permitted")]
    [InlineData("investigator S2", "participant.not-found")]
    public async Task Is_nobody_else_s(string who, string code)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var one = await RandomisedAsync(trial);

        Assert.Equal(code, (await BreakAsync(trial, who, one.Id)).Refusal?.Code);
        Assert.Equal(0, await trial.CountAsync("CodeBreak"));
    }

    [Theory]
    [InlineData("[\"site-researcher\"]", "code-break.not-named")]
    [InlineData("[\"principal-investigator\"]", null)]
    [InlineData("[]", null)]
    public async Task Is_left_to_the_roles_that_the_protocol_names(string named, string? code)
    {
        await using var trial = await OpenAsync(Engine.Sqlite, JsonEdit.With(TestProtocol.Json, "unblinding", $"{{ \"emergency\": {named} }}"));
        var one = await RandomisedAsync(trial);

        Assert.Equal(code, (await BreakAsync(trial, "doctor", one.Id)).Refusal?.Code);
    }

    // Design, section 5: a researcher only where the investigator's delegation names it, and at that site alone.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_a_researcher_s_as_long_as_it_is_delegated_by_name(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var one = await RandomisedAsync(trial);
        var elsewhere = await trial.EnrolWithBaselineAsync("S2");
        _ = (await trial.RandomiseAsync("S2", elsewhere)).Value;
        _ = await Person.InviteAsync(trial, "nurse", Password);
        _ = (await trial.GrantAsync("nurse", Role.SiteResearcher, "S1")).Value;
        _ = (await trial.GrantAsync("nurse", Role.SiteResearcher, "S2")).Value;
        Assert.Equal("access.not-permitted", (await BreakAsync(trial, "nurse", one.Id)).Refusal?.Code);

        _ = (await DelegateAsync(trial)).Value;

        Assert.Equal(one.Arm, (await BreakAsync(trial, "nurse", one.Id)).Value.Arm);
        Assert.Equal("participant.not-found", (await BreakAsync(trial, "nurse", elsewhere)).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await BreakAsync(trial, "researcher S1", one.Id)).Refusal?.Code);
        Assert.Equal("site-researcher", await trial.ValueAsync("SELECT ActorRole FROM AuditEvent WHERE UseCase = 'BreakBlind' AND Field = 'codeBreak'"));

        var ended = new RevokeRole(trial.TrialCode, "nurse", Role.SiteResearcher, "S1", "Night shifts ended", Permission.BreakBlind);
        _ = (await trial.AskAsync<RevokeRole, RevokedRole>("founder", ended)).Value;

        Assert.Equal("access.not-permitted", (await BreakAsync(trial, "nurse", one.Id)).Refusal?.Code);
        Assert.False((await trial.AskAsync<RecordCodeBreak, RecordedCodeBreak>("nurse", new RecordCodeBreak(
            trial.TrialCode, one.Id, CodeBreakKind.Accidental, "the nurse", TrialHost.FirstDay, "Overheard"))).IsRefused);
        var owner = Actor.OperatingSystemUser("test");
        Assert.False((await trial.Door.AskAsync<VerifyAudit, VerifiedAudit>(owner, new VerifyAudit(), CancellationToken.None)).IsRefused);
    }

    [Theory]
    [InlineData("[\"principal-investigator\"]", "code-break.not-named")]
    [InlineData("[\"site-researcher\"]", null)]
    [InlineData("[]", null)]
    public async Task Delegated_is_still_left_to_the_roles_that_the_protocol_names(string named, string? code)
    {
        await using var trial = await OpenAsync(Engine.Sqlite, JsonEdit.With(TestProtocol.Json, "unblinding", $"{{ \"emergency\": {named} }}"));
        var one = await RandomisedAsync(trial);
        _ = await Person.InviteAsync(trial, "nurse", Password);
        _ = (await DelegateAsync(trial)).Value;

        Assert.Equal(code, (await BreakAsync(trial, "nurse", one.Id)).Refusal?.Code);
    }

    [Fact]
    public async Task Needs_an_allocation_and_a_reason()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var waiting = await trial.EnrolWithBaselineAsync("S1");

        Assert.Equal("code-break.not-allocated", (await BreakAsync(trial, "doctor", waiting)).Refusal?.Code);
        Assert.Equal("request.invalid", (await BreakAsync(trial, "doctor", (await RandomisedAsync(trial)).Id, reason: " ")).Refusal?.Code);
        Assert.Equal("request.invalid", (await BreakAsync(trial, "doctor", (await RandomisedAsync(trial)).Id, reason: new string('x', 1001))).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task By_a_slip_is_noted_by_hand_with_what_it_did_later(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var one = await RandomisedAsync(trial);

        var recorded = (await RecordAsync(trial, "assessor S1", one.Id)).Value;
        foreach (var (who, impact) in new[] { ("assessor S1", "Rated by another from now on"), ("doctor", "One rating in doubt") })
        {
            _ = (await trial.AskAsync<AssessCodeBreak, AssessedCodeBreak>(who, new AssessCodeBreak(trial.TrialCode, recorded.CodeBreakId, impact))).Value;
        }

        var entry = Assert.Single((await ListAsync(trial, "doctor")).Entries);
        Assert.Equal((CodeBreakKind.Accidental, true, "the assessor", "He spoke of his peer worker"), (entry.Kind, entry.IsByHand, entry.Learned, entry.Reason));
        Assert.Equal(
            [("Rated by another from now on", "assessor S1"), ("One rating in doubt", "doctor")],
            entry.Impacts.Select(impact => (impact.Impact, impact.RecordedBy)));
        Assert.Equal(
            "code-break.not-found",
            (await trial.AskAsync<AssessCodeBreak, AssessedCodeBreak>("researcher S2", new AssessCodeBreak(trial.TrialCode, recorded.CodeBreakId, "Mine"))).Refusal?.Code);
    }

    [Theory]
    [InlineData("the assessor, who heard NEW", 0, "code-break.names-an-arm")]
    [InlineData("A nurse of the new arm", 0, "code-break.names-an-arm")]
    [InlineData("A renewed nurse", 0, null)]
    [InlineData("the assessor", 1, "code-break.in-the-future")]
    [InlineData("the assessor", -1, "code-break.before-allocation")]
    [InlineData("", 0, "request.invalid")]
    public async Task By_a_slip_is_refused_where_it_cannot_be_so(string learned, int days, string? code)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var one = await RandomisedAsync(trial);

        Assert.Equal(code, (await RecordAsync(trial, "researcher S1", one.Id, learned, days)).Refusal?.Code);
    }

    [Fact]
    public async Task Is_read_without_free_text_by_the_blinded_and_not_at_all_by_other_sites()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        _ = (await trial.RegisterAsync("blinded statistician", Role.Statistician)).Value;
        var one = await RandomisedAsync(trial);
        var recorded = (await RecordAsync(trial, "researcher S1", one.Id)).Value;
        _ = (await trial.AskAsync<AssessCodeBreak, AssessedCodeBreak>("researcher S1", new AssessCodeBreak(trial.TrialCode, recorded.CodeBreakId, "None"))).Value;

        var blinded = Assert.Single((await ListAsync(trial, "blinded statistician")).Entries);

        Assert.Equal((one.Number, "the assessor", null), (blinded.Number, blinded.Learned, blinded.Reason));
        Assert.Null(Assert.Single(blinded.Impacts).Impact);
        Assert.NotNull(Assert.Single((await ListAsync(trial, "founder")).Entries).Reason);
        Assert.Empty((await ListAsync(trial, "investigator S2")).Entries);
    }

    // R10: the register has an entry for every event that broke the code, and the audit trail knows each of them.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_registered_as_often_as_the_audit_trail_tells_of_it(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var (one, other) = (await RandomisedAsync(trial), await RandomisedAsync(trial));
        _ = (await BreakAsync(trial, "doctor", one.Id)).Value;
        _ = await BreakAsync(trial, "doctor", one.Id, "wrong");
        _ = (await BreakAsync(trial, "doctor", one.Id)).Value;
        _ = (await RecordAsync(trial, "researcher S1", other.Id)).Value;
        _ = await RecordAsync(trial, "researcher S1", other.Id, "the assessor", days: 1);
        await RevealAsync(trial);

        var register = (await ListAsync(trial, "founder")).Entries;

        Assert.Equal([CodeBreakKind.Emergency, CodeBreakKind.Emergency, CodeBreakKind.Accidental, CodeBreakKind.Planned], register.Select(entry => entry.Kind));
        Assert.Equal(register.Count, await trial.CountAsync("AuditEvent WHERE Field = 'codeBreak' AND Result = 'done'"));
        Assert.Equal((null, "everybody"), (register[3].Number, register[3].Learned));
    }

    [Fact]
    public async Task Is_exported_as_csv()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var one = await RandomisedAsync(trial);
        _ = (await BreakAsync(trial, "doctor", one.Id, reason: "=HYPERLINK(\"x\")")).Value;

        var csv = CodeBreakCsv.Of(await ListAsync(trial, "doctor")).Split("\r\n");

        Assert.Equal("id,kind,by_hand,number,site,learned_by,broken_on,reason,impact,impacts,recorded_at,recorded_by", csv[0]);
        Assert.EndsWith(
            ",Emergency,0,S1-0001,S1,doctor,2027-01-04,\"'=HYPERLINK(\"\"x\"\")\",,0,2027-01-04T09:00:00.000000Z,doctor", csv[1], StringComparison.Ordinal);
        Assert.DoesNotContain(csv, line => line.Contains("NEW", StringComparison.Ordinal) || line.Contains("OLD", StringComparison.Ordinal));
    }

    private static async Task<TrialHost> OpenAsync(Engine engine, string? protocol = null)
    {
        var trial = await TrialHost.OpenAsync(engine, protocol);
        _ = await Person.InviteAsync(trial, "doctor", Password);
        _ = (await trial.GrantAsync("doctor", Role.PrincipalInvestigator, "S1")).Value;
        return trial;
    }

    private static Task<Outcome<GrantedRole>> DelegateAsync(TrialHost trial) => trial.AskAsync<GrantRole, GrantedRole>(
        "investigator S1",
        new GrantRole(trial.TrialCode, "nurse", Role.SiteResearcher, "S1", TrialHost.FirstDay, ExpiresOn: null, [Permission.BreakBlind]));

    private static async Task<(Guid Id, string Number, string Arm)> RandomisedAsync(TrialHost trial)
    {
        var participant = await trial.EnrolWithBaselineAsync("S1");
        var allocated = (await trial.RandomiseAsync("S1", participant)).Value;
        return (participant, allocated.Number, allocated.Arm);
    }

    private static async Task RevealAsync(TrialHost trial)
    {
        foreach (var site in new[] { "S1", "S2" })
        {
            _ = (await trial.AskAsync<CloseSite, Site>("founder", new CloseSite(trial.TrialCode, site, TrialHost.FirstDay, "Recruitment is over."))).Value;
        }

        foreach (var who in new[] { "admin", "founder", "admin" })
        {
            _ = (await trial.AskAsync<RevealScheme, SchemeReveal>(who, new RevealScheme(trial.TrialCode))).Value;
        }
    }

    private static Task<Outcome<BrokenBlind>> BreakAsync(TrialHost trial, string who, Guid participant, string password = Password, string reason = Reason) =>
        trial.AskAsync<BreakBlind, BrokenBlind>(who, new BreakBlind(trial.TrialCode, participant, reason, password));

    private static Task<Outcome<RecordedCodeBreak>> RecordAsync(TrialHost trial, string who, Guid participant, string learned = "the assessor", int days = 0) =>
        trial.AskAsync<RecordCodeBreak, RecordedCodeBreak>(
            who, new RecordCodeBreak(trial.TrialCode, participant, CodeBreakKind.Accidental, learned, TrialHost.FirstDay.AddDays(days), "He spoke of his peer worker"));

    private static async Task<RegisterOfCodeBreaks> ListAsync(TrialHost trial, string who) =>
        (await trial.AskAsync<ListCodeBreaks, RegisterOfCodeBreaks>(who, new ListCodeBreaks(trial.TrialCode))).Value;
}
