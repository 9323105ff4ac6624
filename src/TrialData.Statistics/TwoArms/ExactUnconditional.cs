namespace TrialData.Statistics;

/// <summary>Exact tests of two arms that condition on their sizes alone: the largest probability over every common risk that the arms could have.</summary>
/// <remarks>
/// Never above the level, and with more power than Fisher's test, which conditions on the events too. The largest probability is sought on a grid and then to
/// the last digits between its neighbours. Null where an arm is empty.
/// </remarks>
public static class ExactUnconditional
{
    // As the Fisher test: a statistic within this share of the observed one is a tie.
    private const double Tie = 1e-7;

    /// <summary>By the score statistic z with pooled variance. Barnard (1945), Nature 156:177; Suissa and Shuster (1985), J R Stat Soc A 148:317.</summary>
    /// <param name="table">The two arms. Time grows with the product of their sizes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An arm has more than ten thousand participants.</exception>
    public static UnconditionalTest? Barnard(TwoByTwo table)
    {
        if (!table.ComparesArms)
        {
            return null;
        }

        var observed = Pooled(table);
        var slack = Math.Abs(observed) * Tie;
        var outcomes = new OutcomesOfTwoArms(table);
        return new UnconditionalTest(
            observed,
            outcomes.LargestProbability(other => Math.Abs(Pooled(other)) >= Math.Abs(observed) - slack),
            outcomes.LargestProbability(other => Pooled(other) >= observed - slack),
            outcomes.LargestProbability(other => Pooled(other) <= observed + slack));
    }

    /// <summary>By the one-sided p-value of Fisher's test; two-sided is twice the smaller. Boschloo (1970), Stat Neerl 24:1.</summary>
    /// <param name="table">The two arms. Time grows with the product of their sizes.</param>
    /// <returns>With the smaller one-sided p-value of Fisher's test as statistic.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An arm has more than ten thousand participants.</exception>
    public static UnconditionalTest? Boschloo(TwoByTwo table)
    {
        if (!table.ComparesArms)
        {
            return null;
        }

        var fisher = Fisher.Test(table);
        var outcomes = new OutcomesOfTwoArms(table);
        var greater = outcomes.LargestProbability(other => Fisher.Test(other).Greater <= fisher.Greater * (1 + Tie));
        var less = outcomes.LargestProbability(other => Fisher.Test(other).Less <= fisher.Less * (1 + Tie));
        return new UnconditionalTest(Math.Min(fisher.Greater, fisher.Less), Math.Min(1, 2 * Math.Min(greater, less)), greater, less);
    }

    // 0 where nobody or everybody has the event.
    private static double Pooled(TwoByTwo table)
    {
        var risk = table.M1 / table.N;
        var variance = risk * (1 - risk) * ((1.0 / table.N1) + (1.0 / table.N0));
        return variance > 0 ? (table.P1 - table.P0) / Math.Sqrt(variance) : 0;
    }
}

/// <summary>An exact unconditional test.</summary>
/// <param name="Statistic">What outcomes are ordered by, of the observed one.</param>
/// <param name="TwoSided">In [0, 1].</param>
/// <param name="Greater">Against the alternative that the risk of arm 1 is larger, in [0, 1].</param>
/// <param name="Less">Against the alternative that the risk of arm 1 is smaller, in [0, 1].</param>
public readonly record struct UnconditionalTest(double Statistic, double TwoSided, double Greater, double Less);
