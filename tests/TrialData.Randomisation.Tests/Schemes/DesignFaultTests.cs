namespace TrialData.Randomisation.Tests;

public sealed class A_faulty_design
{
    private static readonly ArmRatio[] Faulty = [new("A", 1), new("a", 0)];

    [Fact]
    public void Is_refused_with_every_fault_whatever_the_scheme()
    {
        string[] arms = ["arms[1].arm", "arms[1].ratio"];
        Factor[] strata = [new("site", ["S1", " ", "s1"]), new("Site", []), new(" ", [])];
        string[] factors = ["factors[0].levels[1]", "factors[0].levels[2]", "factors[1].name", "factors[2].name"];

        Assert.Equal([.. arms, .. factors, "participants"], Places(RandomAllocationRule.Check(Faulty, strata, 0)));
        Assert.Equal(["participants"], Places(RandomAllocationRule.Check(Designs.TwoToOne, [], 100)));
        Assert.Equal([.. arms, "blockSizes", .. factors], Places(PermutedBlockScheme.Check(Faulty, strata, [])));
        Assert.Equal([.. arms, .. factors, "probability"], Places(BiasedCoin.Check(Faulty, strata, 1.1m)));
        Assert.Equal([.. arms, .. factors, "initial", "added"], Places(UrnDesign.Check(Faulty, strata, -1, 0)));
        Assert.Equal([.. arms, .. factors, "limit"], Places(BigStick.Check(Faulty, strata, 0)));
        Assert.Equal([.. arms, .. factors, "participants", "participants", "limit"], Places(MaximalProcedure.Check(Faulty, strata, -1, 101)));
        Assert.Equal([.. arms, .. factors, "rows"], Places(UploadedList.Check(Faulty, strata, [])));
        Assert.Equal(arms, Places(CompleteRandomisation.Check(Faulty)));
        Assert.Equal([.. arms, "factors", "measure", "probability", "overallWeight"], Places(Minimisation.Check(Faulty, [], new MinimisationRule((ImbalanceMeasure)7, 0.12345m, -1))));
        Assert.Equal(["factors[0].weight"], Places(Minimisation.Check(Designs.Equal, [new("site", [], 0)], new MinimisationRule(ImbalanceMeasure.Range, 0.8m))));
    }

    [Fact]
    public void Is_refused_where_a_scheme_has_one_ratio_only_or_too_many_shares()
    {
        Assert.Equal("arms", BigStick.Check(Designs.TwoToOne, [], 3).Single().Place);
        Assert.Equal("arms", MaximalProcedure.Check(Designs.Three, [], 30, 3).Single().Place);
        Assert.Equal("arms", BiasedCoin.Check([new("A", 32), new("B", 1)], [], 0.9m).Single().Place);
        Assert.Empty(BiasedCoin.Check([new("A", 31), new("B", 1)], [], 0.99m));
        Assert.Empty(BiasedCoin.Check([new("A", 500), new("B", 500)], [], 0.9m));
    }

    [Theory]
    [InlineData("1", false, "can be predicted")]
    [InlineData("0.8", true, "waives nothing")]
    [InlineData("0.5", false, "does not favour")]
    [InlineData("0.33333", false, "at most 4 digits")]
    public void Is_refused_if_it_is_deterministic_without_a_waiver(string probability, bool waiver, string reason)
    {
        var rule = new MinimisationRule(ImbalanceMeasure.Range, decimal.Parse(probability, System.Globalization.CultureInfo.InvariantCulture), 0, waiver);

        Assert.Contains(reason, Minimisation.Check(Designs.Equal, [new("site", [], 1)], rule).Single().Reason, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Minimisation(Designs.Equal, [new("site", [], 1)], rule));
    }

    [Theory]
    [InlineData("""{"procedure":"pocock-simon minimisation 2"}""", "arms procedure")]
    [InlineData("""{"procedure":"complete 1","arms":[{"arm":"A","ratio":1,"note":1},{"arm":"B","ratio":1.5}],"blocks":[4]}""", "arms[0].note arms[1].ratio blocks")]
    [InlineData("""{"procedure":"big stick 1","arms":[{"arm":"A","ratio":1},{"arm":"B","ratio":1}],"limit":"3"}""", "limit")]
    [InlineData("""{"procedure":"big stick 1","arms":[{"arm":"A","ratio":1},{"arm":"B","ratio":1}],"limit":0}""", "limit")]
    [InlineData("""{"procedure":"biased coin 1","arms":[{"arm":"A","ratio":1},{"arm":"B","ratio":1}],"probability":1e99}""", "probability")]
    [InlineData("""{"procedure":"uploaded list 1","arms":[{"arm":"A","ratio":1},{"arm":"B","ratio":1}],"rows":1,"digest":""}""", "procedure")]
    [InlineData("""{"procedure":"uploaded list 2","arms":[{"arm":"A","ratio":1},{"arm":"B","ratio":1}],"rows":1,"root":""}""", "procedure")]
    [InlineData("""{"procedure":"pocock-simon minimisation 1","arms":[{"arm":"A","ratio":1},{"arm":"B","ratio":1}],"factors":[{"name":"f","weight":1}],"measure":"mean","probability":0.8,"overallWeight":0}""", "measure")]
    [InlineData("""{}""", "arms procedure")]
    [InlineData("""{"procedure":"coin","arms":[{"arm":"A","ratio":1},{"arm":"B","ratio":1}],"factors":[],"blockSizes":[4],"probability":0.8}""", "procedure")]
    [InlineData("""{"procedure":5,"arms":[{"arm":"A","ratio":1},{"arm":"B","ratio":1}],"blockSizes":[4]}""", "procedure")]
    [InlineData("""[]""", "")]
    [InlineData("""{"procedure":"complete 1","procedure":"urn 1"}""", "")]
    public void Is_not_read_and_every_fault_has_its_place(string json, string places) =>
        Assert.Equal(places, string.Join(' ', Places(SchemeDocument.ReadDesign(json).Faults)));

    [Fact]
    public void Is_told_which_procedures_and_measures_there_are()
    {
        var procedure = SchemeDocument.ReadDesign("""{"procedure":"coin","arms":[{"arm":"A","ratio":1},{"arm":"B","ratio":1}]}""").Faults.Single();
        var measure = SchemeDocument.ReadDesign(
            """{"procedure":"pocock-simon minimisation 1","arms":[{"arm":"A","ratio":1},{"arm":"B","ratio":1}],"factors":[{"name":"f","weight":1}],"measure":"mean","probability":0.8,"overallWeight":0}""").Faults.Single();

        Assert.Equal(
            "procedure: 'coin' is not a procedure of this program: complete 1, permuted blocks 1, permuted blocks 2, random allocation rule 1, pocock-simon minimisation 1, biased coin 1, urn 1, big stick 1, maximal procedure 1, constrained clusters 1, uploaded list 1, uploaded list 2",
            procedure.ToString());
        Assert.Equal("measure: 'mean' is no measure: range, variance, standard deviation", measure.ToString());
        Assert.Equal("procedure: 'coin' is not the procedure for clusters: constrained clusters 1", ClusterDesign.Read("""{"procedure":"coin","blockSizes":[4]}""").Faults.Single().ToString());
        Assert.Equal("procedure: 'coin' is not the procedure that takes a list: uploaded list 2", ListPlan.Read("""{"procedure":"coin","blockSizes":[4],"measure":"range"}""").Faults.Single().ToString());
    }

    [Fact]
    public void Has_a_document_that_says_whether_a_nonce_is_taken()
    {
        var document = new SchemeDocument("POD", "pod-1", new BigStick(Designs.Equal, [Designs.Site], 3), TakesNonce: true);
        var read = SchemeDocument.Read(document.ToCanonicalJson()).Value!;

        Assert.Equal(document.ToCanonicalJson(), read.ToCanonicalJson());
        Assert.Equal(("POD", "pod-1", true), (read.Trial, read.SchemeId, read.TakesNonce));
        Assert.DoesNotContain("nonce", (document with { TakesNonce = false }).ToCanonicalJson(), StringComparison.Ordinal);
        Assert.Equal(["nonce", "scheme", "trial"], Places(SchemeDocument.Read("""{"nonce":1,"scheme":2}""").Faults).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Places(IEnumerable<DesignFault> faults) => faults.Select(fault => fault.Place);
}

public sealed class A_scheme_asked_wrongly
{
    private static readonly SchemeDesign Design = Designs.Minimised(Designs.Equal, ImbalanceMeasure.Range, 0.8m);

    [Fact]
    public void Names_every_level_that_is_missing_unknown_or_too_much()
    {
        var levels = new Dictionary<string, string> { ["site"] = " ", ["severity"] = "mild", ["ward"] = "3" };

        Assert.Equal(["employment", "site", "severity", "ward"], Design.CheckLevels(levels).Select(fault => fault.Place));
        Assert.Throws<ArgumentException>(() => Design.CellsOf(levels));
    }

    [Fact]
    public void Refuses_cells_that_are_not_those_of_the_levels_or_of_the_scheme()
    {
        var levels = new Dictionary<string, string> { ["site"] = "S1", ["severity"] = "low", ["employment"] = "no" };
        var cells = Design.CellsOf(levels).Select(cell => new CellState(cell, Design.Start)).ToList();
        void Refused(IReadOnlyList<CellState> wrong) => Assert.Throws<ArgumentException>(() => Design.Allocate(new SimulationDraws(1), levels, wrong));

        Refused(cells[..3]);
        Refused([cells[0], cells[2], cells[1], cells[3]]);
        Refused([cells[0] with { Counters = [0] }, .. cells[1..]]);
        Refused([cells[0] with { Counters = [0, -1] }, .. cells[1..]]);
    }

    [Theory]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 4, 0, 0)]
    [InlineData(0, 4, 3, 0)]
    [InlineData(0, 4, 2, 2)]
    [InlineData(0, 8, 1, 0)]
    public void Refuses_a_block_that_it_cannot_have_opened(int complete, int size, int first, int second)
    {
        var design = new PermutedBlockScheme(Designs.Equal, [], [4]);

        Assert.Throws<ArgumentException>(() => design.Allocate(new SimulationDraws(1), new Dictionary<string, string>(), [new("all", [complete, size, first, second])]));
    }

    [Fact]
    public void Refuses_counts_beyond_what_was_planned()
    {
        var nobody = new Dictionary<string, string>();

        Assert.Throws<ArgumentException>(() => new RandomAllocationRule(Designs.Equal, [], 4).Allocate(new SimulationDraws(1), nobody, [new("all", [3, 0])]));
        Assert.Throws<ArgumentException>(() => new MaximalProcedure(Designs.Equal, [], 8, 2).Allocate(new SimulationDraws(1), nobody, [new("all", [3, 0])]));
    }

    // Without escapes, two different pairs of levels would share a cell.
    [Fact]
    public void Never_gives_one_cell_to_different_levels()
    {
        var design = new BigStick(Designs.Equal, [new("a", []), new("b", [])], 3);
        string Cell(string a, string b) => design.CellsOf(new Dictionary<string, string> { ["a"] = a, ["b"] = b }).Single();
        string[] awkward = ["x", "x|b=y", @"x\", @"x\|b", "=", "|", @"\"];

        Assert.Equal(49, awkward.SelectMany(a => awkward.Select(b => Cell(a, b))).Distinct().Count());
        Assert.DoesNotContain("downtime|", Cell("downtime|", "1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_nonce_or_secret_of_another_length()
    {
        Assert.Throws<ArgumentException>(() => DrawKey.Of(new byte[31], new byte[16]));
        Assert.Throws<ArgumentException>(() => DrawKey.Of(new byte[32], new byte[15]));
        Assert.Throws<ArgumentException>(() => DrawKey.Of(new byte[32], new byte[1025]));
        Assert.NotEqual(DrawKey.Of(new byte[32], new byte[16]), DrawKey.Of(new byte[32], new byte[17]));
    }
}

public sealed class A_scheme_sealed_in_the_first_form
{
    private const string Document =
        """{"scheme":{"arms":[{"arm":"POD","ratio":1},{"arm":"TAU","ratio":1}],"blockSizes":[2,4,6],"procedure":"permuted blocks 1","schemeId":"pod-1"},"stratifyBy":["site"],"trial":"POD"}""";

    [Fact]
    public void Is_allocated_as_before_from_the_same_numbers()
    {
        var vector = Vectors.Of<SequenceVector>("sequences").Single(each => each.BlockSizes.SequenceEqual([2, 4, 6]) && each.Stratum == "site=S1");
        using var draws = new SealedDraws(Convert.FromHexString(vector.Secret), "pod-1");
        var trial = new ByHand(SchemeDocument.Read(Document).Value!.Design, draws);
        var levels = new Dictionary<string, string> { ["site"] = "S1" };
        var states = PermutedBlocks.Replay(new PermutedBlockDesign(vector.Arms, vector.BlockSizes), draws, "site=S1", 40).Select(each => each.Next);

        Assert.All(vector.Allocations.Zip(states), expected =>
        {
            var made = trial.Allocate(levels)!;
            Assert.Equal(expected.First, made.Arm);
            Assert.Equal([(int)expected.Second.Allocated, expected.Second.Block, expected.Second.Position, expected.Second.BlockSize], made.After[0].Counters);
            Assert.True(made.Probabilities[made.Share].Numerator > 0);
        });
    }

    [Fact]
    public void Can_be_replayed_without_a_nonce()
    {
        using var ledger = new PlayedLedger(SchemeDocument.Read(Document).Value!.Design, withNonce: false);
        for (var i = 0; i < 40; i++)
        {
            ledger.Allocate(FormattableString.Invariant($"P{i}"), new() { ["site"] = i % 3 == 0 ? "S1" : "S2" });
        }

        // The header that such a ledger gets holds the document as it was committed to, factors outside.
        var header = new LedgerHeader(Document, Commitment.Of(Document, PlayedLedger.Secret), null);
        var entries = new List<LedgerEntry>();
        foreach (var entry in ledger.Entries)
        {
            entries.Add((entry with { Previous = entries.Count == 0 ? header.Hash : entries[^1].Hash }).Sealed());
        }

        Assert.Null(LedgerReplay.Verify([LedgerFile.LineOf(header), .. entries.Select(LedgerFile.LineOf)], PlayedLedger.Secret).Fault);
        Assert.Null(LedgerReplay.Verify(ledger.Lines, PlayedLedger.Secret).Fault);
    }
}
