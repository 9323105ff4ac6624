using TrialData.Testing;

namespace TrialData.Randomisation.Tests;

public sealed class Every_scheme
{
    private static readonly byte[] Secret = [.. Enumerable.Range(7, 32).Select(i => (byte)i)];
    private static readonly string[] Sites = ["S1", "S2", "S3"];

    public static TheoryData<string> Names => Designs.Names;

    /// <summary>
    /// Of 100,000 allocations by sealed draws, the sum of (given − probability) divided by its standard deviation is standard normal
    /// for each arm, and so is that of the products of neighbours: each term has mean 0 given what went before, whatever the scheme
    /// makes of history. Both are squared: chi-squared with 1 degree of freedom, limit qchisq(1 - 5e-5, 1) of R for some 80 of them.
    /// </summary>
    [Theory, MemberData(nameof(Names))]
    public void Gives_each_arm_as_often_as_its_probabilities_say_and_no_arm_for_the_one_before(string name)
    {
        const double Limit = 16.448;
        using var draws = new SealedDraws(Secret, "pod-1");
        var design = Designs.Weighted(name);
        var (sums, variances, products, productVariances) = (new double[3], new double[3], new double[3], new double[3]);
        var before = new double[3];

        foreach (var (arm, probabilities) in Allocations(design, draws, 100_000))
        {
            for (var k = 0; k < probabilities.Length; k++)
            {
                var (residual, variance) = ((arm == k ? 1 : 0) - probabilities[k], probabilities[k] * (1 - probabilities[k]));
                sums[k] += residual;
                variances[k] += variance;
                products[k] += residual * before[k];
                productVariances[k] += variance * before[k] * before[k];
                before[k] = residual;
            }
        }

        Assert.All(Enumerable.Range(0, design.Arms.Count), k =>
        {
            Assert.True(variances[k] > 1000);
            Assert.InRange(sums[k] * sums[k] / variances[k], 0, Limit);
            Assert.InRange(products[k] * products[k] / productVariances[k], 0, Limit);
        });
    }

    /// <summary>At every step the share of trials that give an arm is its ratio: some 900 comparisons, each within 4.5 standard errors (probability 7e-6).</summary>
    [Theory, MemberData(nameof(Names))]
    public void Keeps_the_ratio_at_every_step(string name)
    {
        var design = Designs.Weighted(name);
        var simulations = Depth.Times(100_000);
        AssessedFactor[] factors = [new("site", [new("S1", 3), new("S2", 1)]), AssessedFactor.Even("severity", "low", "high"), AssessedFactor.Even("employment", "yes", "no")];

        var shares = DesignAssessment.Run(new AssessmentPlan(design, 18, simulations, factors)).ArmShares;

        Assert.All(shares, step => Assert.All(design.Arms.Index(), arm =>
        {
            var ratio = (double)arm.Item.Ratio / design.Arms.Sum(each => each.Ratio);
            Assert.InRange(Math.Abs(step[arm.Index] - ratio) / Math.Sqrt(ratio * (1 - ratio) / simulations), 0, 4.5);
        }));
    }

    [Theory, MemberData(nameof(Names))]
    public void Is_replayed_as_it_was_allocated(string name)
    {
        using var ledger = new PlayedLedger(Designs.Weighted(name));
        for (var i = 0; i < 60; i++)
        {
            ledger.Allocate(FormattableString.Invariant($"P{i}"), LevelsOf(Designs.Weighted(name), i));
        }

        Assert.Null(LedgerReplay.Verify(ledger.Lines, PlayedLedger.Secret, ledger.Head).Fault);
        Assert.Equal(60, ledger.Head.Entries);
    }

    [Theory, MemberData(nameof(Names))]
    public void Never_uses_an_address_for_two_decisions(string name)
    {
        var recorded = new RecordedDraws(new SimulationDraws(3));
        var design = Designs.Weighted(name);
        var trial = new ByHand(design, recorded);
        for (var i = 0; i < 300; i++)
        {
            trial.Allocate(LevelsOf(design, i));
        }

        // A slot draws those before it in its block anew, for the same decisions: the last address of each is its own.
        var decisions = recorded.Addresses.ToList();
        foreach (var site in Sites)
        {
            for (var number = 0; number < 40; number++)
            {
                recorded.Addresses.Clear();
                var slot = DowntimeSlots.Of(design, recorded, site, number);
                Assert.Equal((slot.Draw.Cell, slot.Draw.Counter), recorded.Addresses[^1]);
                Assert.All(recorded.Addresses.SkipLast(1), earlier => Assert.Contains(earlier, decisions));
                decisions.Add(recorded.Addresses[^1]);
            }
        }

        Assert.Equal(decisions.Count, decisions.Distinct().Count());
    }

    [Theory, MemberData(nameof(Names))]
    public void Makes_one_draw_or_two_however_many_were_allocated_before(string name)
    {
        var recorded = new RecordedDraws(new SimulationDraws(3));
        var design = Designs.Weighted(name);
        var trial = new ByHand(design, recorded);

        for (var i = 0; i < 500; i++)
        {
            recorded.Addresses.Clear();
            trial.Allocate(LevelsOf(design, i));
            Assert.InRange(recorded.Addresses.Count, 1, 2);
        }
    }

    private static Dictionary<string, string> LevelsOf(SchemeDesign design, int i) => design.Factors.ToDictionary(
        factor => factor.Name,
        factor => factor.Name == "site" ? Sites[i * i % 3] : factor.Levels[(i * 7 % 5) % factor.Levels.Count]);

    private static IEnumerable<(int Arm, double[] Probabilities)> Allocations(WeightedScheme design, IDraws draws, int count)
    {
        var arms = design.Arms.Select(arm => arm.Arm).ToList();
        for (var trial = 0; count > 0; trial++)
        {
            // Schemes with a planned number begin again, in the cells of another site's name where they have one, or with other draws.
            var byHand = new ByHand(design, new ShiftedDraws(draws, trial));
            for (var i = 0; i < 500 && count > 0; i++, count--)
            {
                if (byHand.Allocate(LevelsOf(design, i)) is not { } made)
                {
                    break;
                }

                yield return (arms.IndexOf(made.Arm), [.. made.Probabilities.Select(each => (double)each.Numerator / each.Denominator)]);
            }
        }
    }

    /// <summary>The same draws at other addresses for each trial.</summary>
    private sealed class ShiftedDraws(IDraws draws, int trial) : IDraws
    {
        public int Below(int bound, string stratum, long counter) => draws.Below(bound, stratum, (trial * 1_000_000L) + counter);
    }
}
