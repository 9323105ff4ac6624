using Xunit;

namespace TrialData.Statistics.Tests.Properties;

public class Adjustments
{
    private static readonly double[] Some = [0.02, 0.0001, 0.9, 0.03, 0.03, 0.2, 1, 0];

    [Fact]
    public void Are_ordered_as_their_theory_says()
    {
        var (bonferroni, holm, hochberg, hommel) = (PValueAdjustment.Bonferroni(Some), PValueAdjustment.Holm(Some), PValueAdjustment.Hochberg(Some), PValueAdjustment.Hommel(Some));
        for (var i = 0; i < Some.Length; i++)
        {
            Assert.True(bonferroni[i] >= holm[i] && holm[i] >= hochberg[i] && hochberg[i] >= hommel[i] && hommel[i] >= Some[i]);
        }
    }

    // Closed testing by its definition: the largest Simes p-value of all intersections that hold the hypothesis.
    [Fact]
    public void Of_hommel_are_those_of_closed_testing()
    {
        var adjusted = PValueAdjustment.Hommel(Some);
        for (var i = 0; i < Some.Length; i++)
        {
            var largest = 0.0;
            for (var set = 1; set < 1 << Some.Length; set++)
            {
                if ((set >> i & 1) == 1)
                {
                    double[] members = [.. Some.Where((_, place) => (set >> place & 1) == 1).Order()];
                    largest = Math.Max(largest, members.Select((p, rank) => p * members.Length / (rank + 1)).Min());
                }
            }

            Assert.Equal(largest, adjusted[i], 1e-14);
        }
    }

    [Fact]
    public void Leave_out_what_was_not_tested()
    {
        Assert.Equal([0.02, double.NaN, 0.08], PValueAdjustment.Holm([0.01, double.NaN, 0.08]));
        Assert.Empty(PValueAdjustment.BenjaminiHochberg([]));
        Assert.Equal("p[1]", Assert.Throws<ArgumentOutOfRangeException>(() => PValueAdjustment.Hommel([0.1, 1.1])).ParamName);
    }
}
