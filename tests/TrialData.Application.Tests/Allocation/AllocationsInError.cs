using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Application.Reporting;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

/// <summary>R6: an allocation is never edited or removed; what was wrong with it stands beside it.</summary>
public sealed class AllocationsInError
{
    private const string Factor = """
        [{ "name": "mood", "visit": "baseline", "form": "mood", "item": "low",
           "levels": [{ "level": "fair", "values": ["0", "1", "2", "3"] }, { "level": "poor", "values": ["4", "5", "6"] }] }]
        """;

    private const string Minimisation = """
        { "procedure": "pocock-simon minimisation 1", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "weight": 1 }, { "name": "mood", "levels": ["fair", "poor"], "weight": 1 }],
          "measure": "range", "probability": 0.9, "overallWeight": 0 }
        """;

    private static readonly string Protocol = JsonEdit.With(
        JsonEdit.With(TestProtocol.Json, "randomisation.stratifyBy", "[\"site\", \"mood\"]"), "randomisation.factors", Factor);

    private static readonly Dictionary<string, string> Poor = new(StringComparer.Ordinal) { ["mood"] = "poor" };
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    [Theory, OnSqlite, OnSqlServer]
    public async Task Keep_the_arm_and_show_strata_as_randomised_and_as_corrected(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var (one, other) = (await RandomisedAsync(trial), await RandomisedAsync(trial));
        var before = await ListAsync(trial, "founder");
        var cells = await CellsAsync(trial);

        var marked = (await MarkAsync(trial, "investigator S1", one, AllocationErrorKind.WrongStratum, Poor)).Value;
        Assert.Equal(before.Allocations, (await ListAsync(trial, "founder")).Allocations, SameListed);
        _ = (await DecideAsync(trial, "founder", marked.ErrorId)).Value;

        Assert.Equal("site=S1 mood=fair", Spelled(marked.AsRandomised));
        Assert.Equal("site=S1 mood=poor", Spelled(marked.AsCorrected));
        var listed = (await ListAsync(trial, "founder")).Allocations;
        Assert.Equal(before.Allocations.Select(each => (each.Number, each.Arm)), listed.Select(each => (each.Number, each.Arm)));
        var corrected = listed.Single(each => each.ParticipantId == one);
        Assert.Equal(("mood=fair site=S1", "mood=poor site=S1"), (Sorted(corrected.AsRandomised), Sorted(corrected.AsCorrected)));
        Assert.Equal([AllocationErrorKind.WrongStratum], corrected.Errors);
        var untouched = listed.Single(each => each.ParticipantId == other);
        Assert.Equal(("mood=fair site=S1", 0), (Sorted(untouched.AsCorrected), untouched.Errors.Count));
        Assert.Equal(cells, await CellsAsync(trial));
    }

    // Later allocations follow from the counts as randomised; the error is an entry of its own, and all of it replays.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Stand_in_a_ledger_that_verifies(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var one = await RandomisedAsync(trial);
        _ = await RandomisedAsync(trial);
        var stratum = (await MarkAsync(trial, "founder", one, AllocationErrorKind.WrongStratum, Poor)).Value;
        _ = (await DecideAsync(trial, "admin", stratum.ErrorId)).Value;
        _ = await RandomisedAsync(trial);
        var technical = (await MarkAsync(trial, "investigator S1", one, AllocationErrorKind.Technical, Nothing)).Value;
        _ = (await DecideAsync(trial, "founder", technical.ErrorId)).Value;
        var secret = await RevealAsync(trial);

        var lines = (await trial.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger(trial.TrialCode))).Value.Lines;

        var verified = (await new VerifyLedgerHandler().HandleAsync(new VerifyLedger(lines, secret), CancellationToken.None)).Value;
        Assert.Equal((5L, null), (verified.Entries, verified.Fault));
        Assert.Contains("\"concerns\":1", lines[3], StringComparison.Ordinal);
        Assert.Contains("\"levels\":{\"mood\":\"poor\",\"site\":\"S1\"}", lines[3], StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"WrongStratum: Misread\"", lines[3], StringComparison.Ordinal);
        Assert.Contains("\"levels\":{}", lines[5], StringComparison.Ordinal);
        Assert.Equal("poor", (await ListAsync(trial, "founder")).Allocations[0].AsCorrected["mood"]);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Need_a_second_person_once(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var one = await RandomisedAsync(trial);
        var marked = (await MarkAsync(trial, "founder", one, AllocationErrorKind.Ineligible, Nothing)).Value;

        Assert.Equal("allocation-error.awaits-decision", (await MarkAsync(trial, "investigator S1", one, AllocationErrorKind.Technical, Nothing)).Refusal?.Code);
        Assert.Equal("allocation-error.second-person-needed", (await DecideAsync(trial, "founder", marked.ErrorId)).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await DecideAsync(trial, "investigator S1", marked.ErrorId)).Refusal?.Code);
        Assert.Equal(AllocationErrorState.Declined, (await DecideAsync(trial, "admin", marked.ErrorId, isApproved: false)).Value.State);
        Assert.Equal("allocation-error.decided-already", (await DecideAsync(trial, "admin", marked.ErrorId)).Refusal?.Code);
        Assert.Equal("allocation-error.not-found", (await DecideAsync(trial, "admin", one)).Refusal?.Code);
        Assert.Empty((await ListAsync(trial, "founder")).Allocations[0].Errors);
        Assert.Equal(1, await trial.CountAsync("LedgerLine"));
    }

    [Fact]
    public async Task Are_asked_by_a_researcher_and_marked_by_others()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var one = await RandomisedAsync(trial);
        var asked = new AskAllocationInError(trial.TrialCode, one, AllocationErrorKind.DuplicatePerson, Nothing, "Known as S1-0007");

        Assert.Equal("access.not-permitted", (await MarkAsync(trial, "researcher S1", one, AllocationErrorKind.Technical, Nothing)).Refusal?.Code);
        Assert.Equal("participant.not-found", (await trial.AskAsync<AskAllocationInError, MarkedAllocation>("researcher S2", asked)).Refusal?.Code);
        Assert.Equal("S1-0001", (await trial.AskAsync<AskAllocationInError, MarkedAllocation>("researcher S1", asked)).Value.Number);
        var blinded = Assert.Single((await trial.AskAsync<ListAllocationErrors, ListedAllocationErrors>("admin", new ListAllocationErrors(trial.TrialCode))).Value.Errors);
        Assert.Equal((AllocationErrorState.Awaiting, null), (blinded.State, blinded.Reason));
        Assert.NotNull(Assert.Single((await trial.AskAsync<ListAllocationErrors, ListedAllocationErrors>("founder", new ListAllocationErrors(trial.TrialCode))).Value.Errors).Reason);
    }

    [Theory]
    [InlineData("mood", "dreadful", "allocation-error.wrong-levels")]
    [InlineData("mood", "fair", "allocation-error.wrong-levels")]
    [InlineData("sight", "good", "allocation-error.wrong-levels")]
    [InlineData("site", "S9", "allocation-error.wrong-levels")]
    [InlineData("site", "S2", null)]
    public async Task Are_corrected_to_levels_of_the_design(string factor, string level, string? code)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var one = await RandomisedAsync(trial);

        var marked = await MarkAsync(trial, "investigator S1", one, AllocationErrorKind.WrongStratum, new Dictionary<string, string>(StringComparer.Ordinal) { [factor] = level });

        Assert.Equal(code, marked.Refusal?.Code);
    }

    [Fact]
    public async Task Need_a_right_stratum_a_reason_and_an_allocation()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var one = await RandomisedAsync(trial);
        var waiting = await trial.EnrolWithBaselineAsync("S1");

        Assert.Equal("request.invalid", (await MarkAsync(trial, "founder", one, AllocationErrorKind.WrongStratum, Nothing)).Refusal?.Code);
        Assert.Equal("request.invalid", (await MarkAsync(trial, "founder", one, AllocationErrorKind.Technical, Nothing, reason: " ")).Refusal?.Code);
        Assert.Equal("allocation-error.not-allocated", (await MarkAsync(trial, "founder", waiting, AllocationErrorKind.Technical, Nothing)).Refusal?.Code);
    }

    [Fact]
    public async Task Are_exported_in_a_column_beside_the_original()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var one = await RandomisedAsync(trial);
        var marked = (await MarkAsync(trial, "founder", one, AllocationErrorKind.WrongStratum, Poor)).Value;
        _ = (await DecideAsync(trial, "admin", marked.ErrorId)).Value;
        var listed = await ListAsync(trial, "founder");

        var csv = AllocationCsv.Of(listed).Split("\r\n");

        Assert.Equal(
            "number,site,arm,allocated_on,origin,manual,mood_as_randomised,mood_as_corrected,site_as_randomised,site_as_corrected,errors", csv[0]);
        Assert.Equal($"S1-0001,S1,{listed.Allocations[0].Arm},2027-01-04,Drawn,0,fair,poor,S1,S1,WrongStratum", csv[1]);
        Assert.Empty((await ListAsync(trial, "investigator S2")).Allocations);
        Assert.Equal("access.not-permitted", (await trial.AskAsync<ListAllocations, ListedAllocations>("assessor S1", new ListAllocations(trial.TrialCode))).Refusal?.Code);
    }

    private static bool SameListed(ListedAllocation one, ListedAllocation other) =>
        (one.Number, one.Arm, Sorted(one.AsCorrected), one.Errors.Count) == (other.Number, other.Arm, Sorted(other.AsCorrected), other.Errors.Count);

    private static string Spelled(IReadOnlyDictionary<string, string> levels) => string.Join(' ', new[] { "site", "mood" }.Select(factor => $"{factor}={levels[factor]}"));

    private static string Sorted(IReadOnlyDictionary<string, string> levels) =>
        string.Join(' ', levels.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key}={each.Value}"));

    private static async Task<string> CellsAsync(TrialHost trial)
    {
        var cells = new List<string?>();
        foreach (var cell in new[] { "all", "site=S1", "mood=fair", "mood=poor" })
        {
            cells.Add(await trial.ValueAsync($"SELECT Counters FROM SchemeCell WHERE Cell = '{cell}'"));
        }

        return string.Join(' ', cells);
    }

    private static async Task<TrialHost> OpenAsync(Engine engine)
    {
        var trial = await TrialHost.OpenAsync(engine, Protocol, seal: false);
        await trial.SealAsync(Minimisation);
        return trial;
    }

    private static async Task<Guid> RandomisedAsync(TrialHost trial)
    {
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        return participant;
    }

    private static async Task<string> RevealAsync(TrialHost trial)
    {
        foreach (var site in new[] { "S1", "S2" })
        {
            _ = (await trial.AskAsync<CloseSite, Site>("founder", new CloseSite(trial.TrialCode, site, TrialHost.FirstDay, "Recruitment is over."))).Value;
        }

        _ = (await trial.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(trial.TrialCode))).Value;
        return (await trial.AskAsync<RevealScheme, SchemeReveal>("founder", new RevealScheme(trial.TrialCode))).Value.Secret!;
    }

    private static Task<Outcome<MarkedAllocation>> MarkAsync(
        TrialHost trial, string who, Guid participant, AllocationErrorKind kind, IReadOnlyDictionary<string, string> corrected, string reason = "Misread") =>
        trial.AskAsync<MarkAllocationInError, MarkedAllocation>(who, new MarkAllocationInError(trial.TrialCode, participant, kind, corrected, reason));

    private static Task<Outcome<DecidedAllocationError>> DecideAsync(TrialHost trial, string who, Guid error, bool isApproved = true) =>
        trial.AskAsync<DecideAllocationInError, DecidedAllocationError>(who, new DecideAllocationInError(trial.TrialCode, error, isApproved, "Seen the chart"));

    private static async Task<ListedAllocations> ListAsync(TrialHost trial, string who) =>
        (await trial.AskAsync<ListAllocations, ListedAllocations>(who, new ListAllocations(trial.TrialCode))).Value;
}
