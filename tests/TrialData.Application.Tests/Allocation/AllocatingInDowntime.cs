using System.Text.Json;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

/// <summary>R12: slots printed beforehand, used while the program cannot be reached, entered afterwards.</summary>
public sealed class AllocatingInDowntime
{
    private const string Minimisation = """
        { "procedure": "pocock-simon minimisation 1", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "weight": 1 }], "measure": "range", "probability": 0.9, "overallWeight": 0 }
        """;

    // Two of four are used, the others come back; the ledger replays, whether the scheme counts what was drawn elsewhere or not.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_entered_in_order_and_verifies_under_minimisation(Engine engine) => await DrillAsync(engine, Minimisation, countedInAll: 3);

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_entered_in_order_and_verifies_under_blocks(Engine engine) => await DrillAsync(engine, TestProtocol.Design, countedInAll: null);

    private static async Task DrillAsync(Engine engine, string design, int? countedInAll)
    {
        await using var trial = await OpenAsync(engine, design);
        _ = (await trial.RandomiseAsync("S1", await trial.EnrolWithBaselineAsync("S1"))).Value;
        var slots = (await IssueAsync(trial, 4)).Value.Envelopes;
        var (one, two) = (await trial.EnrolWithBaselineAsync("S1"), await trial.EnrolWithBaselineAsync("S1"));

        Assert.Equal(slots[0].Arm, (await EnterAsync(trial, one, slots[0])).Value.Arm);
        Assert.Equal(slots[1].Arm, (await EnterAsync(trial, two, slots[1])).Value.Arm);
        _ = (await WithdrawAsync(trial, SlotFate.Returned, 3, 4)).Value;

        Assert.Equal(
            [(SlotFate.Used, "S1-0002"), (SlotFate.Used, "S1-0003"), (SlotFate.Returned, null), (SlotFate.Returned, null)],
            (await ListAsync(trial)).Select(slot => (slot.Fate!.Value, slot.ParticipantNumber)));
        Assert.Equal(
            [false, true, true],
            (await trial.AskAsync<ListAllocations, ListedAllocations>("founder", new ListAllocations(trial.TrialCode))).Value.Allocations.Select(each => each.IsManual));
        if (countedInAll is { } counted)
        {
            Assert.Equal(counted, JsonSerializer.Deserialize<int[]>((await trial.ValueAsync("SELECT Counters FROM SchemeCell WHERE Cell = 'all'"))!)!.Sum());
        }

        _ = (await trial.RandomiseAsync("S1", await trial.EnrolWithBaselineAsync("S1"))).Value;
        var secret = await RevealAsync(trial);
        var lines = (await trial.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger(trial.TrialCode))).Value.Lines;
        var verified = (await new VerifyLedgerHandler().HandleAsync(new VerifyLedger(lines, secret), CancellationToken.None)).Value;
        Assert.Equal((4L, null), (verified.Entries, verified.Fault));
        Assert.Equal(2, lines.Count(line => line.Contains("\"kind\":\"manual\"", StringComparison.Ordinal)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Uses_no_slot_twice(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var slots = (await IssueAsync(trial, 3)).Value.Envelopes;
        var (one, two) = (await trial.EnrolWithBaselineAsync("S1"), await trial.EnrolWithBaselineAsync("S1"));
        var first = (await EnterAsync(trial, one, slots[0])).Value;

        Assert.Equal(first, (await EnterAsync(trial, one, slots[0])).Value);
        Assert.Equal("downtime.settled-already", (await EnterAsync(trial, two, slots[0])).Refusal?.Code);
        Assert.Equal("downtime.allocated-already", (await EnterAsync(trial, one, slots[1])).Refusal?.Code);
        Assert.Equal("downtime.out-of-order", (await EnterAsync(trial, two, slots[2])).Refusal?.Code);
        Assert.Equal("downtime.settled-already", (await WithdrawAsync(trial, SlotFate.Lost, 1)).Refusal?.Code);
        _ = (await WithdrawAsync(trial, SlotFate.Lost, 2)).Value;
        Assert.Equal("downtime.settled-already", (await EnterAsync(trial, two, slots[1])).Refusal?.Code);
        Assert.False((await EnterAsync(trial, two, slots[2])).IsRefused);
        Assert.Equal(2, await trial.CountAsync("Allocation"));
    }

    // Who has not opened an envelope learns nothing by asking: the answer is the same for any wrong code and for no slot at all.
    [Fact]
    public async Task Needs_the_code_inside_and_tells_nothing_without_it()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var slots = (await IssueAsync(trial, 2)).Value.Envelopes;
        var one = await trial.EnrolWithBaselineAsync("S1");

        Assert.Equal(new NoSuchEnvelope(1), (await EnterAsync(trial, one, slots[0] with { Code = slots[1].Code })).Refusal);
        Assert.Equal(new NoSuchEnvelope(9), (await EnterAsync(trial, one, slots[0] with { Number = 9 })).Refusal);
        Assert.Equal(new NoSuchEnvelope(1), (await EnterAsync(trial, await trial.EnrolWithBaselineAsync("S2"), slots[0], "researcher S2")).Refusal);
        Assert.Equal(slots[0].Arm, (await EnterAsync(trial, one, slots[0] with { Code = slots[0].Code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal) })).Value.Arm);
    }

    // As whoever randomises confirms it: an envelope gives an arm to a person.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_confirmed_by_the_own_password(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var slot = (await IssueAsync(trial, 1)).Value.Envelopes[0];
        var one = await trial.EnrolWithBaselineAsync("S1");
        _ = await Person.InviteAsync(trial, "second researcher", "nine yellow bicycles");
        _ = (await trial.GrantAsync("second researcher", Role.SiteResearcher, "S1")).Value;
        Task<Outcome<AllocatedParticipant>> Enter(string? password) => trial.Door.AskAsync<EnterDowntimeAllocation, AllocatedParticipant>(
            trial.Actor("second researcher"),
            new EnterDowntimeAllocation(trial.TrialCode, one, slot.Number, slot.Code, TrialHost.FirstDay, "No network in the ward", password),
            CancellationToken.None);

        Assert.IsType<RandomisationNotConfirmed>((await Enter(password: null)).Refusal);
        Assert.IsType<RandomisationNotConfirmed>((await Enter("nine yellow bicycle")).Refusal);
        Assert.Equal(0, await trial.CountAsync("Allocation"));
        Assert.Equal(slot.Arm, (await Enter("nine yellow bicycles")).Value.Arm);
        Assert.Equal(slot.Arm, (await Enter(password: null)).Value.Arm);
    }

    // Whoever enrols and withdraws could pass over an arm alone.
    [Fact]
    public async Task Tells_managers_of_envelopes_that_were_withdrawn()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        _ = await trial.InviteAsync("head", "head@example.org");
        _ = (await trial.GrantAsync("head", Role.Manager)).Value;
        var slots = (await IssueAsync(trial, 3)).Value.Envelopes;

        _ = (await WithdrawAsync(trial, SlotFate.Lost, 1, 2)).Value;

        Assert.Equal("head@example.org", await trial.ValueAsync("SELECT Recipient FROM OutboxMessage WHERE Kind = 'envelopes-withdrawn'"));
        var letter = trial.Get<ILetterSealer>().Unseal((await trial.ValueAsync("SELECT SealedBody FROM OutboxMessage WHERE Kind = 'envelopes-withdrawn'"))!)!;
        Assert.Contains("withdrew envelopes of site S1 in the trial TEST as lost: 1, 2.", letter, StringComparison.Ordinal);
        Assert.All(slots.Select(slot => slot.Code).Concat(["NEW", "OLD"]), secret => Assert.DoesNotContain(secret, letter, StringComparison.Ordinal));
    }

    // An issue begins with a block of its own (four slots for 1:1), and in each block the arms are even.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Issues_a_number_once_and_begins_a_block_each_time(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        var (first, second) = ((await IssueAsync(trial, 5)).Value.Envelopes, (await IssueAsync(trial, 4)).Value.Envelopes);

        Assert.Equal([1, 2, 3, 4, 5], first.Select(slot => slot.Number));
        Assert.Equal([9, 10, 11, 12], second.Select(slot => slot.Number));
        Assert.Equal((2, 2), (first.Take(4).Count(slot => slot.Arm == "NEW"), second.Count(slot => slot.Arm == "NEW")));
        Assert.Equal(9, first.Concat(second).Select(slot => slot.Code).Distinct().Count());
    }

    [Fact]
    public async Task Keeps_no_arm_where_anybody_could_read_it()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var slots = (await IssueAsync(trial, 8)).Value.Envelopes;

        foreach (var who in new[] { "researcher S1", "investigator S1", "admin", "assessor S1" })
        {
            Assert.Equal("access.not-permitted", (await IssueAsync(trial, 1, who)).Refusal?.Code);
        }

        foreach (var column in new[] { "Subject", "Field", "NewValue", "Reason" })
        {
            Assert.Equal(0, await trial.CountAsync($"AuditEvent WHERE UseCase = 'IssueDowntimeSlots' AND ({column} LIKE '%NEW%' OR {column} LIKE '%OLD%')"));
        }

        Assert.Equal(0, await trial.CountAsync("LedgerLine"));
        Assert.DoesNotContain(slots, slot => $"{slot}".Contains(slot.Arm, StringComparison.Ordinal));
        Assert.All(await ListAsync(trial), slot => Assert.Null(slot.Fate));
    }

    [Theory]
    [InlineData(1, "downtime.opened-on-wrong-day")]
    [InlineData(-1, "downtime.opened-on-wrong-day")]
    [InlineData(0, null)]
    public async Task Was_opened_between_its_issue_and_today(int days, string? code)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var slot = (await IssueAsync(trial, 1)).Value.Envelopes[0];
        var one = await trial.EnrolWithBaselineAsync("S1");

        Assert.Equal(code, (await EnterAsync(trial, one, slot, days: days)).Refusal?.Code);
    }

    [Fact]
    public async Task Asks_of_the_participant_what_randomising_asks()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var slot = (await IssueAsync(trial, 1)).Value.Envelopes[0];

        Assert.Equal("allocation.baseline-incomplete", (await EnterAsync(trial, await trial.EnrolAsync("S1"), slot)).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await EnterAsync(trial, await trial.EnrolAsync("S1"), slot, "founder")).Refusal?.Code);
        Assert.Equal("request.invalid", (await WithdrawAsync(trial, SlotFate.Used, 1)).Refusal?.Code);
        Assert.Equal("downtime.no-such-slot", (await WithdrawAsync(trial, SlotFate.Lost, 2)).Refusal?.Code);
    }

    [Fact]
    public async Task Has_every_slot_settled_before_the_secret_is_revealed()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        _ = (await IssueAsync(trial, 1)).Value;
        await CloseAsync(trial);

        Assert.Equal("allocation.slots-outstanding", (await trial.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(trial.TrialCode))).Refusal?.Code);
        _ = (await WithdrawAsync(trial, SlotFate.Returned, 1)).Value;
        Assert.False((await trial.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(trial.TrialCode))).IsRefused);
    }

    // The ledger that was handed over with the secret does not grow by an envelope; what was entered before is told again.
    [Theory, OnSqlite]
    public async Task Takes_no_more_entries_once_the_secret_is_revealed(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var slot = (await IssueAsync(trial, 1)).Value.Envelopes[0];
        var (one, two) = (await trial.EnrolWithBaselineAsync("S1"), await trial.EnrolWithBaselineAsync("S1"));
        var entered = (await EnterAsync(trial, one, slot)).Value;
        _ = await RevealAsync(trial);

        Assert.Equal("allocation.scheme-revealed", (await EnterAsync(trial, two, slot)).Refusal?.Code);
        Assert.Equal(entered, (await EnterAsync(trial, one, slot)).Value);
        Assert.Equal(1, await trial.CountAsync("LedgerLine"));
    }

    [Theory, OnSqlite]
    public async Task Waits_for_seal_and_nonce_as_randomising_does(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, seal: false);
        var (one, none) = (await trial.EnrolWithBaselineAsync("S1"), new DowntimeEnvelope(1, "NEW", "New", "CODE"));

        Assert.Equal("allocation.scheme-not-sealed", (await EnterAsync(trial, one, none)).Refusal?.Code);
        _ = (await trial.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(trial.TrialCode, TestProtocol.Design))).Value;
        Assert.Equal("allocation.nonce-missing", (await EnterAsync(trial, one, none)).Refusal?.Code);
    }

    private static async Task<TrialHost> OpenAsync(Engine engine, string? design = null)
    {
        var trial = await TrialHost.OpenAsync(engine, seal: false);
        await trial.SealAsync(design ?? TestProtocol.Design);
        return trial;
    }

    private static async Task CloseAsync(TrialHost trial)
    {
        foreach (var site in new[] { "S1", "S2" })
        {
            _ = (await trial.AskAsync<CloseSite, Site>("founder", new CloseSite(trial.TrialCode, site, TrialHost.FirstDay, "Recruitment is over."))).Value;
        }
    }

    private static async Task<string> RevealAsync(TrialHost trial)
    {
        await CloseAsync(trial);
        _ = (await trial.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(trial.TrialCode))).Value;
        return (await trial.AskAsync<RevealScheme, SchemeReveal>("founder", new RevealScheme(trial.TrialCode))).Value.Secret!;
    }

    private static Task<Outcome<IssuedEnvelopes>> IssueAsync(TrialHost trial, int count, string who = "founder") =>
        trial.AskAsync<IssueDowntimeSlots, IssuedEnvelopes>(who, new IssueDowntimeSlots(trial.TrialCode, "S1", count));

    private static Task<Outcome<AllocatedParticipant>> EnterAsync(TrialHost trial, Guid participant, DowntimeEnvelope slot, string who = "researcher S1", int days = 0) =>
        trial.AskAsync<EnterDowntimeAllocation, AllocatedParticipant>(
            who, new EnterDowntimeAllocation(trial.TrialCode, participant, slot.Number, slot.Code, TrialHost.FirstDay.AddDays(days), "No network in the ward"));

    private static Task<Outcome<WithdrawnSlots>> WithdrawAsync(TrialHost trial, SlotFate fate, params int[] slots) =>
        trial.AskAsync<WithdrawDowntimeSlots, WithdrawnSlots>("researcher S1", new WithdrawDowntimeSlots(trial.TrialCode, "S1", slots, fate, "Back on line"));

    private static async Task<IReadOnlyList<ListedSlot>> ListAsync(TrialHost trial) =>
        (await trial.AskAsync<ListDowntimeSlots, ListedSlots>("researcher S1", new ListDowntimeSlots(trial.TrialCode))).Value.Slots;
}
