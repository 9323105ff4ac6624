using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

public sealed class AllocatingClusters
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Gives_every_cluster_its_arm_at_once_and_tells_the_administrator_none(Engine engine)
    {
        await using var trial = await TestClusters.OpenAsync(engine);

        var allocated = (await AllocateAsync(trial)).Value;

        Assert.Equal((8, "36", 36, 18), (allocated.Clusters, allocated.Allocations, allocated.Considered, allocated.Acceptable));
        Assert.Equal(8, await trial.CountAsync("ClusterAllocation"));
        Assert.Equal("access.not-permitted", (await ListAsync(trial, "admin")).Refusal?.Code);
        Assert.Equal("allocation.clusters-allocated-already", (await AllocateAsync(trial)).Refusal?.Code);
        Assert.Equal(8, await trial.CountAsync("ClusterAllocation"));
        Assert.False((await trial.Door.AskAsync<VerifyAudit, VerifiedAudit>(Actor.OperatingSystemUser("test"), new VerifyAudit(), CancellationToken.None)).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Shows_arms_of_the_own_site_alone_and_only_to_who_sees_allocations(Engine engine)
    {
        await using var trial = await TestClusters.OpenAsync(engine);
        _ = (await trial.RegisterAsync("analyst", Role.UnblindedStatistician)).Value;
        foreach (var who in new[] { "researcher S1", "analyst" })
        {
            Assert.Equal("allocation.clusters-not-allocated", (await ListAsync(trial, who)).Refusal?.Code);
        }

        _ = (await AllocateAsync(trial)).Value;

        var all = (await ListAsync(trial, "analyst")).Value.Clusters;
        Assert.Equal(["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"], all.Select(each => each.Cluster));
        Assert.Equal(4, all.Count(each => each.Arm == "NEW"));
        Assert.Equal(all.Take(4), (await ListAsync(trial, "researcher S1")).Value.Clusters);
        Assert.Equal(all.Skip(4), (await ListAsync(trial, "investigator S2")).Value.Clusters);
        Assert.Equal("access.not-permitted", (await ListAsync(trial, "assessor S1")).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Gives_participants_the_arm_of_their_cluster_and_replays_from_the_file(Engine engine)
    {
        await using var trial = await TestClusters.OpenAsync(engine);
        _ = (await trial.RegisterAsync("analyst", Role.UnblindedStatistician)).Value;
        _ = (await AllocateAsync(trial)).Value;
        var arms = (await ListAsync(trial, "analyst")).Value.Clusters.ToDictionary(each => each.Cluster, each => each.Arm);
        foreach (var cluster in new[] { "C1", "C2", "C2", "C5", "C8" })
        {
            var site = TestClusters.SiteOf(cluster);
            var participant = await trial.EnrolWithBaselineAsync(site, cluster);
            var given = (await trial.RandomiseAsync(site, participant)).Value;

            Assert.Equal(arms[cluster], given.Arm);
            Assert.Equal(given, (await trial.RandomiseAsync(site, participant)).Value);
        }

        var listed = (await trial.AskAsync<ListAllocations, ListedAllocations>("analyst", new ListAllocations(trial.TrialCode))).Value;
        Assert.Equal(["cluster"], listed.Factors);
        Assert.Equal(["C1", "C2", "C2", "C5", "C8"], listed.Allocations.Select(each => each.AsRandomised["cluster"]));
        Assert.Equal(13, await trial.CountAsync("ClusterAllocation") + await trial.CountAsync("LedgerLine"));
        var (lines, secret) = await RevealAsync(trial);
        var verified = await VerifyAsync(lines, secret);
        Assert.Equal((13L, null), (verified.Entries, verified.Fault));

        lines[10] = Exchanged(lines[10]);
        Assert.StartsWith("Line 11 (entry 10): arm is", (await VerifyAsync(lines, secret)).Fault, StringComparison.Ordinal);
        lines[3] = Exchanged(lines[3]);
        Assert.StartsWith("Line 4 (entry 3): arm is", (await VerifyAsync(lines, secret)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_for_seal_nonce_and_the_clusters()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, TestClusters.Protocol);
        Assert.Equal("allocation.scheme-not-sealed", (await AllocateAsync(trial)).Refusal?.Code);
        _ = (await SealAsync(trial, TestClusters.Design)).Value;
        Assert.Equal("allocation.nonce-missing", (await AllocateAsync(trial)).Refusal?.Code);
        _ = (await trial.AskAsync<GiveNonce, NonceGiven>("founder", new GiveNonce(trial.TrialCode, "a nonce of the founder"))).Value;

        var participant = await trial.EnrolWithBaselineAsync("S1", "C1");

        Assert.Equal("allocation.clusters-not-allocated", (await trial.RandomiseAsync("S1", participant)).Refusal?.Code);
        _ = (await AllocateAsync(trial)).Value;
        Assert.False((await trial.RandomiseAsync("S1", participant)).IsRefused);
    }

    [Fact]
    public async Task Passes_the_same_gate_as_any_randomisation()
    {
        await using var trial = await TestClusters.OpenAsync(Engine.Sqlite);
        _ = (await AllocateAsync(trial)).Value;

        Assert.Equal("participant.wrong-status", (await trial.RandomiseAsync("S1", (await trial.ScreenInAsync("C1", "S1")).Value.PublicId)).Refusal?.Code);
        Assert.Equal("allocation.baseline-incomplete", (await trial.RandomiseAsync("S1", await trial.EnrolAsync("S1", "C1"))).Refusal?.Code);
        Assert.Equal(0, await trial.CountAsync("Allocation"));
    }

    [Fact]
    public async Task Asks_for_the_own_password_or_a_token_made_for_it()
    {
        await using var trial = await TestClusters.OpenAsync(Engine.Sqlite);

        var refusal = (await trial.Door.AskAsync<AllocateClusters, AllocatedClusters>(trial.Actor("admin"), new AllocateClusters(trial.TrialCode), CancellationToken.None)).Refusal;

        Assert.Equal("allocation.not-confirmed", refusal?.Code);
        Assert.Equal(0, await trial.CountAsync("ClusterAllocation"));
        _ = (await trial.RegisterAsync("manager", Role.Manager)).Value;
        Assert.Equal("access.not-permitted", (await trial.AskAsync<AllocateClusters, AllocatedClusters>("manager", new AllocateClusters(trial.TrialCode))).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await trial.AskAsync<AllocateClusters, AllocatedClusters>("researcher S1", new AllocateClusters(trial.TrialCode))).Refusal?.Code);
    }

    [Fact]
    public async Task Takes_a_wrong_cluster_as_an_error_and_keeps_the_arm()
    {
        await using var trial = await TestClusters.OpenAsync(Engine.Sqlite);
        _ = (await AllocateAsync(trial)).Value;
        var participant = await trial.EnrolWithBaselineAsync("S1", "C1");
        var arm = (await trial.RandomiseAsync("S1", participant)).Value.Arm;

        var unknown = (await MarkAsync(trial, participant, "C9")).Refusal;
        var error = (await MarkAsync(trial, participant, "C2")).Value;
        _ = (await trial.AskAsync<DecideAllocationInError, DecidedAllocationError>("admin", new DecideAllocationInError(trial.TrialCode, error.ErrorId, IsApproved: true, "Seen the register"))).Value;

        Assert.Equal("allocation-error.wrong-levels", unknown?.Code);
        var listed = Assert.Single((await trial.AskAsync<ListAllocations, ListedAllocations>("researcher S1", new ListAllocations(trial.TrialCode))).Value.Allocations);
        Assert.Equal((arm, "C1", "C2"), (listed.Arm, listed.AsRandomised["cluster"], listed.AsCorrected["cluster"]));
        var (lines, secret) = await RevealAsync(trial);
        var verified = await VerifyAsync(lines, secret);
        Assert.Equal((10L, null), (verified.Entries, verified.Fault));
    }

    [Fact]
    public async Task Stores_no_arm_before_it_is_done()
    {
        await using var trial = await TestClusters.OpenAsync(Engine.Sqlite);
        var participant = await trial.EnrolWithBaselineAsync("S1", "C1");
        _ = await trial.RandomiseAsync("S1", participant);

        foreach (var table in new[] { "ClusterAllocation", "LedgerLine", "SchemeCell", "Allocation" })
        {
            Assert.Equal(0, await trial.CountAsync(table));
        }
    }

    [Fact]
    public async Task Keeps_the_arm_where_a_participant_moves_to_another_site()
    {
        await using var trial = await TestClusters.OpenAsync(Engine.Sqlite);
        _ = (await AllocateAsync(trial)).Value;
        var arm = (await ListAsync(trial, "researcher S1")).Value.Clusters.Single(each => each.Cluster == "C3").Arm;
        var participant = await trial.EnrolWithBaselineAsync("S1", "C3");
        _ = (await trial.AskAsync<TransferParticipant, TransferredParticipant>(
            "founder", new TransferParticipant(trial.TrialCode, participant, "S2", TrialHost.FirstDay, "Moved house"))).Value;

        Assert.Equal(arm, (await trial.RandomiseAsync("S2", participant)).Value.Arm);
    }

    [Fact]
    public async Task Has_no_meaning_in_a_trial_that_randomises_each_participant()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);

        Assert.Equal("allocation.not-of-clusters", (await AllocateAsync(trial)).Refusal?.Code);
        Assert.Equal("allocation.not-of-clusters", (await ListAsync(trial, "researcher S1")).Refusal?.Code);
        Assert.Equal("screening.clusters-not-randomised", (await trial.ScreenInAsync("C1", "S1")).Refusal?.Code);
    }

    [Fact]
    public async Task Leaves_no_envelope_and_no_list_and_no_later_cluster()
    {
        await using var trial = await TestClusters.OpenAsync(Engine.Sqlite);
        _ = (await trial.RegisterAsync("analyst", Role.UnblindedStatistician)).Value;
        var participant = await trial.EnrolWithBaselineAsync("S1", "C1");

        var issued = await trial.AskAsync<IssueDowntimeSlots, IssuedEnvelopes>("analyst", new IssueDowntimeSlots(trial.TrialCode, "S1", 2));
        var entered = await trial.AskAsync<EnterDowntimeAllocation, AllocatedParticipant>(
            "researcher S1", new EnterDowntimeAllocation(trial.TrialCode, participant, 1, "ABCDE-FGHJK", TrialHost.FirstDay, "No network"));
        var amended = JsonEdit.With(TestClusters.Protocol, "version", "2").Replace("\"clusters\":[", "\"clusters\":[{\"code\":\"C9\",\"name\":\"Practices of C9\",\"site\":\"S1\"},", StringComparison.Ordinal);
        var later = await trial.AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(amended));

        Assert.Equal(("downtime.not-for-clusters", "downtime.not-for-clusters"), (issued.Refusal?.Code, entered.Refusal?.Code));
        Assert.Equal("protocol.not-amendable", later.Refusal?.Code);
        Assert.Contains(later.Refusal!.Faults, fault => fault is { Place: "$.randomisation.clusters[0]", Value: "C9" } && fault.Reason.Contains("needs a new scheme", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("procedure", "\"complete 1\"", "clusters", "is not known here")]
    [InlineData("clusters[7]", null, "clusters", "is missing: the protocol's clusters are allocated all at once")]
    [InlineData("clusters[7].code", "\"C9\"", "clusters[7].code", "is no cluster of the protocol")]
    [InlineData("arms[0].arm", "\"ODD\"", "arms", "must be those of the protocol")]
    [InlineData("accept", "0.1", "accept", "one of the two")]
    public async Task Names_what_is_wrong_with_a_design(string place, string? json, string at, string reason)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, TestClusters.Protocol);

        var refusal = (await SealAsync(trial, JsonEdit.With(TestClusters.Design, place, json))).Refusal;

        Assert.Equal("allocation.invalid-design", refusal?.Code);
        Assert.Contains(refusal!.Faults, fault => fault.Place == at && fault.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(0, await trial.CountAsync("Scheme"));
    }

    [Fact]
    public async Task Refuses_a_cut_off_that_nothing_meets_with_the_best_score_there_is()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, TestClusters.Protocol);

        var refusal = (await SealAsync(trial, TestClusters.DesignWith("\"acceptScoreUpTo\": 0.00001"))).Refusal;

        Assert.Equal("allocation.none-acceptable", refusal?.Code);
        Assert.Contains("0.00001", refusal!.Message, StringComparison.Ordinal);
        var none = Assert.IsType<NoneAcceptable>(refusal);
        Assert.Equal(BestOfAll(), none.BestScore, 2e-5);
    }

    // 12 clusters of 6 and 6, sizes 100 + k³: of the 924 allocations 112 have a score up to 0.01 and 506 up to 0.2 (counted by
    // Python). A sample of 100 holds from 1 to 29 of the ones, and 30 or more of the others, but for a chance of some 10⁻⁶.
    [Theory]
    [InlineData("0.01", 100, "allocation.few-acceptable")]
    [InlineData("0.2", 100, null)]
    [InlineData("0.01", 924, null)]
    public async Task Refuses_a_sample_with_so_few_that_the_trials_own_could_hold_none(string cutOff, int enumerateUpTo, string? code)
    {
        string[] clusters = [.. Enumerable.Range(0, 12).Select(k => FormattableString.Invariant($"C{k}"))];
        var named = string.Join(", ", clusters.Select(each => $$"""{ "code": "{{each}}", "name": "{{each}}", "site": "S1" }"""));
        var measured = string.Join(", ", clusters.Index().Select(each => FormattableString.Invariant($$"""{ "code": "{{each.Item}}", "area": "all", "covariates": [{{100 + (each.Index * each.Index * each.Index)}}] }""")));
        await using var trial = await TrialHost.OpenAsync(
            Engine.Sqlite, JsonEdit.With(TestClusters.Protocol, "randomisation", $$"""{ "unit": "cluster", "clusters": [{{named}}] }"""));

        var outcome = await SealAsync(
            trial,
            JsonEdit.With(JsonEdit.With(TestClusters.DesignWith($"\"acceptScoreUpTo\": {cutOff}"), "clusters", $"[{measured}]"), "enumerateUpTo", enumerateUpTo.ToString(CultureInfo.InvariantCulture)));

        Assert.Equal(code, outcome.Refusal?.Code);
        Assert.Equal(code is null ? 1 : 0, await trial.CountAsync("Scheme"));
        if (outcome.Refusal is FewAcceptable few)
        {
            Assert.Equal((100, "924"), (few.Considered, few.Allocations));
            Assert.InRange(few.Acceptable, 1, 29);
        }
    }

    [Fact]
    public async Task Takes_no_design_of_the_other_kind()
    {
        await using var ofClusters = await TrialHost.OpenAsync(Engine.Sqlite, TestClusters.Protocol);
        await using var individual = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);
        var coin = """{ "procedure": "complete 1", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }] }""";
        var list = """{ "procedure": "uploaded list 2", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }] }""";

        Assert.Contains("one by one", Assert.Single((await SealAsync(ofClusters, coin)).Refusal!.Faults).Reason, StringComparison.Ordinal);
        Assert.Contains("each participant", Assert.Single((await SealAsync(individual, TestClusters.Design)).Refusal!.Faults).Reason, StringComparison.Ordinal);
        Assert.Equal(
            "allocation.list-not-for-clusters",
            (await ofClusters.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(ofClusters.TrialCode, list, "arm\nNEW\nOLD\n"))).Refusal?.Code);
    }

    private static Task<Outcome<MarkedAllocation>> MarkAsync(TrialHost trial, Guid participant, string cluster) => trial.AskAsync<MarkAllocationInError, MarkedAllocation>(
        "investigator S1",
        new MarkAllocationInError(
            trial.TrialCode, participant, AllocationErrorKind.WrongStratum, new Dictionary<string, string>(StringComparer.Ordinal) { ["cluster"] = cluster }, "Registered at another practice"));

    // Over all 36 by floating point: areas of C1, C3, C5, C7 and of C2, C4, C6, C8 are halved.
    private static double BestOfAll()
    {
        var sizes = Enumerable.Range(0, 8).Select(i => 100.0 + (i * i * i)).ToList();
        var variance = sizes.Sum(x => (x - sizes.Average()) * (x - sizes.Average())) / 7;
        return Enumerable.Range(0, 256)
            .Where(bits => Enumerable.Range(0, 2).All(area => Enumerable.Range(0, 4).Sum(i => (bits >> ((2 * i) + area)) & 1) == 2))
            .Min(bits => Math.Pow(sizes.Index().Sum(each => ((bits >> each.Index) & 1) == 1 ? each.Item : -each.Item) / 4, 2) / variance);
    }

    private static string Exchanged(string line) => line.Contains("\"arm\":\"NEW\"", StringComparison.Ordinal)
        ? line.Replace("\"arm\":\"NEW\"", "\"arm\":\"OLD\"", StringComparison.Ordinal)
        : line.Replace("\"arm\":\"OLD\"", "\"arm\":\"NEW\"", StringComparison.Ordinal);

    private static Task<Outcome<AllocatedClusters>> AllocateAsync(TrialHost trial) =>
        trial.AskAsync<AllocateClusters, AllocatedClusters>("admin", new AllocateClusters(trial.TrialCode));

    private static Task<Outcome<ListedClusters>> ListAsync(TrialHost trial, string who) =>
        trial.AskAsync<ListClusters, ListedClusters>(who, new ListClusters(trial.TrialCode));

    private static Task<Outcome<SchemeSealed>> SealAsync(TrialHost trial, string design) =>
        trial.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(trial.TrialCode, design));

    private static async Task<(List<string> Lines, string Secret)> RevealAsync(TrialHost trial)
    {
        foreach (var site in new[] { "S1", "S2" })
        {
            _ = (await trial.AskAsync<CloseSite, Site>("founder", new CloseSite(trial.TrialCode, site, TrialHost.FirstDay, "Recruitment is over."))).Value;
        }

        _ = (await trial.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(trial.TrialCode))).Value;
        var secret = (await trial.AskAsync<RevealScheme, SchemeReveal>("founder", new RevealScheme(trial.TrialCode))).Value.Secret!;
        return ([.. (await trial.AskAsync<ExportLedger, Application.Allocation.Ledger>("admin", new ExportLedger(trial.TrialCode))).Value.Lines], secret);
    }

    private static async Task<LedgerVerification> VerifyAsync(List<string> lines, string secret) =>
        (await new VerifyLedgerHandler().HandleAsync(new VerifyLedger(lines, secret), CancellationToken.None)).Value;
}
