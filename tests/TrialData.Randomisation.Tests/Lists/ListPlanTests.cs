namespace TrialData.Randomisation.Tests;

public sealed class An_uploaded_list
{
    private static readonly Factor[] Strata = [new("site", ["S1", "S2", "S3"]), new("severity", ["low", "high"])];
    private static readonly ListPlan Plan = new(Designs.Equal, Strata, [4, 6], 40);
    private static readonly IReadOnlyList<ListRow> Sound = ListMaker.Make(Plan, new SimulationDraws(1));

    public static TheoryData<string, string[]> Mutations => new()
    {
        { "permute rows", ["order"] },
        { "exchange two rows", ["order"] },
        { "sort by arm", ["order"] },
        { "swap labels of a row", ["block-unbalanced"] },
        { "rename an arm", ["unknown-arm"] },
        { "rename a stratum", ["unknown-stratum"] },
        { "drop a stratum", ["stratum-missing"] },
        { "cut a stratum", ["stratum-short"] },
        { "duplicate a row", ["duplicate", "block-size"] },
        { "drop a row", ["order", "block-size"] },
        { "renumber a block", ["block-order"] },
        { "merge two blocks", ["block-size", "block-order"] },
    };

    [Fact]
    public void As_planned_has_no_faults()
    {
        Assert.Empty(Plan.Check(Sound));
        Assert.Empty(Plan.Check([.. Sound.Select(row => row with { Number = null, Block = null })]));
        Assert.True(Sound.Count >= 240);
    }

    [Theory, MemberData(nameof(Mutations))]
    public void Is_refused_by_a_named_reason_for_each_way_to_spoil_it(string mutation, string[] codes)
    {
        var rows = Sound.ToList();
        switch (mutation)
        {
            case "permute rows": rows = [.. rows.Index().OrderBy(row => row.Index * 7919 % 251).Select(row => row.Item)]; break;
            case "exchange two rows": (rows[2], rows[3]) = (rows[3], rows[2]); break;
            case "sort by arm": rows = [.. rows.OrderBy(row => row.Arm, StringComparer.Ordinal)]; break;
            case "swap labels of a row": rows[5] = rows[5] with { Arm = rows[5].Arm == "POD" ? "TAU" : "POD" }; break;
            case "rename an arm": rows[9] = rows[9] with { Arm = "pod" }; break;
            case "rename a stratum": rows[9] = rows[9] with { Levels = new Dictionary<string, string> { ["site"] = "S9", ["severity"] = "low" } }; break;
            case "drop a stratum": rows.RemoveAll(row => row.Levels["site"] == "S2" && row.Levels["severity"] == "low"); break;
            case "cut a stratum": rows.RemoveAll(row => row.Levels["site"] == "S3" && row.Levels["severity"] == "high" && row.Number > 30); break;
            case "duplicate a row": rows.Insert(20, rows[20]); break;
            case "drop a row": rows.RemoveAt(20); break;
            case "renumber a block": rows = [.. rows.Select(row => row.Block == 3 ? row with { Block = 9 } : row)]; break;
            default: rows = [.. rows.Select(row => row.Block == 3 ? row with { Block = 2 } : row)]; break;
        }

        var found = Plan.Check(rows).Select(fault => fault.Code).ToHashSet();

        Assert.Subset(found, codes.ToHashSet());
        Assert.DoesNotContain("labels-swapped", found);
    }

    [Fact]
    public void With_labels_exchanged_is_named_as_such_by_the_ratio_or_by_the_fingerprint()
    {
        var plan = new ListPlan(Designs.TwoToOne, [], [3], 30);
        var rows = ListMaker.Make(plan, new SimulationDraws(1));
        static ListRow Exchanged(ListRow row) => row with { Arm = row.Arm == "POD" ? "TAU" : "POD" };
        var equal = Plan with { Fingerprint = ListRow.Fingerprint(Sound, Strata) };

        Assert.Equal("labels-swapped", plan.Check([.. rows.Select(Exchanged)]).Single().Code);
        Assert.Equal("labels-swapped", equal.Check([.. Sound.Select(Exchanged)]).Single().Code);
        Assert.Empty(Plan.Check([.. Sound.Select(Exchanged)]));
        Assert.Empty(equal.Check(Sound));
    }

    [Fact]
    public void That_is_balanced_but_another_is_told_by_its_fingerprint()
    {
        var plan = Plan with { Fingerprint = ListRow.Fingerprint(Sound, Strata) };

        Assert.Equal("another-list", plan.Check(ListMaker.Make(Plan, new SimulationDraws(2))).Single().Code);
    }

    [Fact]
    public void Without_block_numbers_is_refused_where_no_division_into_blocks_is_left()
    {
        ListRow Row(char arm) => new(new Dictionary<string, string>(), arm == 'A' ? "POD" : "TAU");
        var plan = new ListPlan(Designs.Equal, [], [2, 4], 1);
        IReadOnlyList<ListFault> Faults(string arms) => plan.Check([.. arms.Select(Row)]);

        Assert.Empty(Faults("ABBAAABBBA"));
        Assert.Empty(Faults("ABBAAAB"));
        Assert.Equal(("block-unbalanced", 3), (Faults("AAABBB").Single().Code, Faults("AAABBB").Single().Row));

        // After AB BA the third A could only be in a block of four that began with it.
        Assert.Equal(7, Faults("ABBAAAAB").Single().Row);
    }

    [Fact]
    public void Without_blocks_must_keep_the_ratio_within_what_chance_allows()
    {
        ListRow Row(int i, int every) => new(new Dictionary<string, string>(), i % every == 0 ? "TAU" : "POD");
        var plan = new ListPlan(Designs.TwoToOne, [], [], 1);

        Assert.Empty(plan.Check([.. Enumerable.Range(0, 300).Select(i => Row(i, 3))]));
        Assert.Equal(["ratio", "ratio"], plan.Check([.. Enumerable.Range(0, 300).Select(i => Row(i, 5))]).Select(fault => fault.Code));
    }

    [Fact]
    public void Is_made_by_the_same_draws_as_the_scheme_itself()
    {
        var draws = new SimulationDraws(1);
        var trial = new ByHand(new PermutedBlockScheme(Designs.Equal, Strata, [4, 6]), draws);

        Assert.All(Sound, row => Assert.Equal(row.Arm, trial.Allocate(row.Levels)!.Arm));
    }

    [Fact]
    public void Cannot_be_checked_against_a_faulty_plan()
    {
        var plan = new ListPlan(Designs.TwoToOne, [new("site", [])], [4], 0);

        Assert.Equal(["blockSizes[0]", "factors", "rowsPerStratum"], plan.Check().Select(fault => fault.Place));
        Assert.Throws<ArgumentException>(() => plan.Check([]));
        Assert.Throws<ArgumentException>(() => ListMaker.Make(plan, new SimulationDraws(1)));
    }

    [Fact]
    public void In_a_ledger_must_be_the_list_that_was_committed_to()
    {
        var digest = UploadedList.DigestOf(Strata, Sound, PlayedLedger.Secret);
        using var ledger = new PlayedLedger(new UploadedList(Designs.Equal, Strata, Sound, digest, isInPieces: false));
        for (var i = 0; i < 20; i++)
        {
            ledger.Allocate(FormattableString.Invariant($"P{i}"), new() { ["site"] = i % 3 == 0 ? "S1" : "S2", ["severity"] = "low" });
        }

        IReadOnlyList<ListRow> other = [.. Sound.SkipLast(1), Sound[^1] with { Arm = Sound[^1].Arm == "POD" ? "TAU" : "POD" }];

        Assert.Null(LedgerReplay.Verify(ledger.Lines, PlayedLedger.Secret, ledger.Head, Sound).Fault);
        Assert.Equal("document", LedgerReplay.Verify(ledger.Lines, PlayedLedger.Secret, ledger.Head, other).Fault!.Field);
        Assert.Equal("document", LedgerReplay.Verify(ledger.Lines, PlayedLedger.Secret, ledger.Head).Fault!.Field);
    }
}
