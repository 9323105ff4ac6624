using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Lists;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

public sealed class SealingAList
{
    private const string Plan = """
        { "procedure": "uploaded list 2", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "levels": ["S1", "S2"] }], "blockSizes": [2, 4], "rowsPerStratum": 2 }
        """;

    private const string Rows = "site,number,block,arm\nS1,1,1,NEW\nS2,1,1,OLD\nS1,2,1,OLD\nS1,3,2,OLD\nS2,2,1,NEW\nS1,4,2,NEW\n";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_the_rows_of_each_stratum_in_order_until_none_is_left(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        Assert.Equal(["NEW", "OLD", "OLD", "NEW"], await AllocateAsync(trial, "S1", 4));
        Assert.Equal(["OLD", "NEW"], await AllocateAsync(trial, "S2", 2));
        Assert.Equal("allocation.no-place-left", (await trial.RandomiseAsync("S2", await trial.EnrolWithBaselineAsync("S2"))).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_replayed_with_the_list_that_the_reveal_gives_back_to_the_letter(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        _ = await AllocateAsync(trial, "S1", 3);
        _ = await AllocateAsync(trial, "S2", 1);
        var asked = await RevealAsync(trial);

        var revealed = (await trial.AskAsync<RevealScheme, SchemeReveal>("founder", new RevealScheme(trial.TrialCode))).Value;

        Assert.Null(asked.List);
        Assert.Equal(Rows, revealed.List);
        var lines = (await trial.AskAsync<ExportLedger, Ledger>("admin", new ExportLedger(trial.TrialCode))).Value.Lines;
        Assert.Equal((4L, null), await VerifyAsync(lines, revealed.Secret!, revealed.List));
        Assert.Contains("needs the list", (await VerifyAsync(lines, revealed.Secret!, list: null)).Fault, StringComparison.Ordinal);
        Assert.Contains(
            "is not the one that was committed to",
            (await VerifyAsync(lines, revealed.Secret!, Rows.Replace("S1,4,2,NEW", "S1,4,2,OLD", StringComparison.Ordinal))).Fault,
            StringComparison.Ordinal);
        var unreadable = await new VerifyLedgerHandler().HandleAsync(new VerifyLedger(lines, revealed.Secret!, List: "site\nS1\n"), CancellationToken.None);
        Assert.Equal("allocation.list-faulty", unreadable.Refusal?.Code);
    }

    [Fact]
    public async Task Refuses_whatever_is_not_as_planned_by_row_column_and_value_and_stores_nothing()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);

        var refusal = (await SealAsync(trial, Plan, Rows.Replace("S1,2,1,OLD", "S1,2,1,Old", StringComparison.Ordinal))).Refusal;

        Assert.Equal("allocation.list-faulty", refusal?.Code);
        Assert.Equal(new Fault("row 4, column arm", "Old", "unknown-arm: 'Old' is not the code of an arm"), Assert.Single(refusal!.Faults));
        Assert.Equal("allocation.list-missing", (await SealAsync(trial, Plan, list: null)).Refusal?.Code);
        Assert.Equal("procedure", Assert.Single((await SealAsync(trial, TestProtocol.Design, Rows)).Refusal!.Faults, fault => fault.Place == "procedure").Place);
        Assert.Equal(0, await trial.CountAsync("Scheme"));
    }

    [Fact]
    public async Task Names_the_procedure_that_follows_to_a_plan_with_the_one_of_before()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);
        var plan = JsonEdit.With(Plan, "procedure", "\"uploaded list 1\"");

        var sealing = (await SealAsync(trial, plan, Rows)).Refusal;
        var check = (await new CheckUploadedListHandler().HandleAsync(new CheckUploadedList(plan, Rows), CancellationToken.None)).Refusal;

        Assert.All([sealing, check], refusal => Assert.Contains("their successor is 'uploaded list 2'", Assert.Single(refusal!.Faults).Reason, StringComparison.Ordinal));
        Assert.Equal(0, await trial.CountAsync("Scheme"));
    }

    // More rows than one piece holds, in every stratum, to the last of each.
    [Theory, OnSqlite]
    public async Task Takes_every_row_of_a_list_in_several_pieces(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, seal: false);
        var arms = Enumerable.Range(0, 76).Select(i => i * 37 % 76 < 38 ? "NEW" : "OLD").ToList();
        var rows = "site,arm\n" + string.Concat(arms.Select(arm => $"S1,{arm}\nS2,{(arm == "NEW" ? "OLD" : "NEW")}\n"));
        _ = await trial.SealAsync(JsonEdit.With(Plan, "blockSizes", "[]"), rows);

        Assert.Equal(3, await trial.CountAsync("ListPiece"));
        Assert.Equal(arms, await AllocateAsync(trial, "S1", arms.Count));
        Assert.Equal("allocation.no-place-left", (await trial.RandomiseAsync("S1", await trial.EnrolWithBaselineAsync("S1"))).Refusal?.Code);
        Assert.Equal(arms[0] == "NEW" ? "OLD" : "NEW", Assert.Single(await AllocateAsync(trial, "S2", 1)));
    }

    // Of a block of four, two NEW: half of all lists that are cut off there are no better balanced.
    [Fact]
    public async Task Warns_of_a_block_that_is_cut_off_with_arms_apart_and_seals_it()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);
        var plan = JsonEdit.With(Plan, "blockSizes", "[4]");
        const string rows = "site,number,block,arm\nS1,1,1,NEW\nS1,2,1,NEW\nS2,1,1,NEW\nS2,2,1,OLD\n";

        var check = (await new CheckUploadedListHandler().HandleAsync(new CheckUploadedList(plan, rows), CancellationToken.None)).Value;
        var isSealed = await trial.SealAsync(plan, rows);

        Assert.Empty(check.Faults);
        var warning = Assert.Single(check.Warnings);
        Assert.Equal(("block-cut-off", 2L, "block", "1", "site=S1"), (warning.Code, warning.Row, warning.Column, warning.Value, warning.Stratum));
        Assert.Equal("row 2, column block, stratum site=S1: The last block is cut off after 2 rows, where the arms are apart: NEW 2, OLD 0.", Assert.Single(isSealed.Warnings));
    }

    [Fact]
    public async Task Refuses_a_list_that_favours_an_arm_over_all_strata()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);
        var plan = JsonEdit.With(Plan, "blockSizes", "[]");
        var rows = "site,arm\n" + string.Concat(Enumerable.Repeat("S1,NEW\nS2,NEW\n", 9));

        var refusal = (await SealAsync(trial, plan, rows)).Refusal;

        Assert.Equal("allocation.list-faulty", refusal?.Code);
        Assert.Equal(["NEW", "OLD"], refusal!.Faults.Where(fault => fault.Place == "column arm").Select(fault => fault.Value));
        Assert.Equal(0, await trial.CountAsync("Scheme"));
    }

    // A file of a million rows can have a million faults.
    [Fact]
    public async Task Lists_the_first_hundred_faults_of_a_file_and_counts_the_rest()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);
        var rows = string.Concat(Enumerable.Repeat("S1,1,first,NEW\n", 250));

        var refusal = (await SealAsync(trial, Plan, "site,number,block,arm\n" + rows)).Refusal!;

        Assert.Equal("The list cannot be used. It has 250 faults, of which the first 100 are listed.", refusal.Message);
        Assert.Equal((100, 150), (refusal.Faults.Count, refusal.FurtherFaults));
        Assert.Equal("row 101, column block", refusal.Faults[^1].Place);
    }

    [Theory]
    [InlineData("factors[0].levels", "[\"S1\"]", "factors[0].levels", "S1")]
    [InlineData("arms[0].ratio", "2", "arms", "NEW 2, OLD 1")]
    [InlineData("factors[0].name", "\"clinic\"", "factors[0].name", "clinic")]
    public async Task Refuses_a_plan_that_is_not_of_the_trial(string place, string json, string at, string value)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);
        var plan = JsonEdit.With(JsonEdit.With(Plan, "blockSizes", "[6]"), place, json);

        var refusal = (await SealAsync(trial, plan, Rows)).Refusal;

        Assert.Equal("allocation.invalid-design", refusal?.Code);
        Assert.Equal(value, Assert.Single(refusal!.Faults, fault => fault.Place == at).Value);
    }

    [Fact]
    public async Task Takes_no_further_rows()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);

        var refusal = (await SealAsync(trial, Plan, Rows + "S2,3,2,NEW\nS2,4,2,OLD\n")).Refusal;

        Assert.Equal("allocation.list-not-appended", refusal?.Code);
        Assert.Contains("commitment of its own", refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(1, await trial.CountAsync("Scheme"));
    }

    // A site that the list does not know has no rows; it is refused, and does not stop the program.
    [Fact]
    public async Task Has_no_place_at_a_site_that_joined_later()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var later = JsonEdit.With(JsonEdit.With(TestProtocol.Json, "version", "2"), "sites", """[{ "code": "S1", "name": "First" }, { "code": "S2", "name": "Second" }, { "code": "S3", "name": "Third" }]""");
        _ = (await trial.AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(later))).Value;
        _ = (await trial.AskAsync<ActivateSite, Site>("founder", new ActivateSite(trial.TrialCode, "S3", TrialHost.FirstDay))).Value;
        _ = (await trial.RegisterAsync("investigator S3", Role.PrincipalInvestigator, "S3")).Value;
        _ = (await trial.RegisterAsync("researcher S3", Role.SiteResearcher, "S3")).Value;

        Assert.Equal("allocation.no-place-left", (await trial.RandomiseAsync("S3", await trial.EnrolWithBaselineAsync("S3"))).Refusal?.Code);
    }

    [Theory]
    [InlineData("site,number,block,arm\nS1,1,x,NEW\n", "not-a-number", 2L, "block", "x")]
    [InlineData("site,nr,arm\nS1,1,NEW\n", "unknown-column", null, "nr", null)]
    [InlineData("site,site,arm\nS1,S1,NEW\n", "duplicate-column", null, "site", null)]
    [InlineData("site\nS1\n", "missing-column", null, "arm", null)]
    [InlineData("site,arm\nS1,NEW\nS1\n", "not-csv", 3L, null, null)]
    [InlineData("site,arm\n\"S1,NEW\n", "not-csv", 2L, null, null)]
    [InlineData("site,arm\nS1,NEW\nS3,OLD\nS1,OLD\n", "unknown-stratum", 3L, "site", "S3")]
    [InlineData("site,arm\nS1,NEW\nS1,OLD\n", "stratum-missing", null, null, null)]
    [InlineData("site,number,arm\nS1,1,NEW\nS2,1,NEW\nS2,2,OLD\nS1,3,OLD\n", "order", 5L, "number", "3")]
    [InlineData("site,number,arm\nS1,1,NEW\nS1,1,OLD\nS2,1,NEW\nS2,2,OLD\n", "duplicate", 3L, "number", "1")]
    [InlineData("site,block,arm\nS1,1,NEW\nS1,1,NEW\nS1,2,OLD\nS1,2,OLD\nS2,1,NEW\nS2,1,OLD\n", "block-unbalanced", 2L, "block", "1")]
    public async Task Check_names_each_fault_by_row_column_and_value(string list, string code, long? row, string? column, string? value)
    {
        var outcome = await new CheckUploadedListHandler().HandleAsync(new CheckUploadedList(Plan, list), CancellationToken.None);

        var fault = Assert.Single(outcome.Value.Faults, fault => fault.Code == code && fault.Row == row);
        Assert.Equal((column, value), (fault.Column, fault.Value));
        Assert.NotEmpty(fault.Reason);
    }

    // SHA-256 of "site=S1\t1\t1\tNEW\n" and so on, by sha256sum.
    [Fact]
    public async Task Check_gives_the_fingerprint_that_a_plan_can_hold_the_list_to()
    {
        const string fingerprint = "592a3ba8102f947d2ae25c1e57ae4a78a43aad0e196fd9cb9e1cdc278376e673";

        var outcome = await new CheckUploadedListHandler().HandleAsync(
            new CheckUploadedList(JsonEdit.With(Plan, "fingerprint", $"\"{fingerprint}\""), Rows), CancellationToken.None);

        Assert.Equal((6, 2, fingerprint), (outcome.Value.Rows, outcome.Value.Strata, outcome.Value.Fingerprint));
        Assert.Empty(outcome.Value.Faults);
        var other = await new CheckUploadedListHandler().HandleAsync(
            new CheckUploadedList(JsonEdit.With(Plan, "fingerprint", $"\"{new string('0', 64)}\""), Rows), CancellationToken.None);
        Assert.Equal("another-list", Assert.Single(other.Value.Faults).Code);
    }

    private static async Task<TrialHost> OpenAsync(Engine engine)
    {
        var trial = await TrialHost.OpenAsync(engine, seal: false);
        Assert.Equal("uploaded list 2", (await trial.SealAsync(Plan, Rows)).Procedure);
        return trial;
    }

    private static async Task<List<string>> AllocateAsync(TrialHost trial, string site, int count)
    {
        var arms = new List<string>();
        for (var i = 0; i < count; i++)
        {
            arms.Add((await trial.RandomiseAsync(site, await trial.EnrolWithBaselineAsync(site))).Value.Arm);
        }

        return arms;
    }

    private static async Task<SchemeReveal> RevealAsync(TrialHost trial)
    {
        foreach (var site in new[] { "S1", "S2" })
        {
            _ = (await trial.AskAsync<CloseSite, Site>("founder", new CloseSite(trial.TrialCode, site, TrialHost.FirstDay, "Recruitment is over."))).Value;
        }

        return (await trial.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(trial.TrialCode))).Value;
    }

    private static async Task<(long Entries, string? Fault)> VerifyAsync(IReadOnlyList<string> lines, string secret, string? list)
    {
        var verified = (await new VerifyLedgerHandler().HandleAsync(new VerifyLedger(lines, secret, List: list), CancellationToken.None)).Value;
        return (verified.Entries, verified.Fault);
    }

    private static Task<Outcome<SchemeSealed>> SealAsync(TrialHost trial, string plan, string? list) =>
        trial.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(trial.TrialCode, plan, list));
}
