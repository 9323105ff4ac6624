namespace TrialData.Statistics;

/// <summary>Score intervals of two proportions with the variance factor N/(N − 1).</summary>
/// <remarks>Miettinen and Nurminen (1985), Stat Med 4:213. Null where an arm is empty.</remarks>
public static class MiettinenNurminen
{
    /// <summary>Interval of the risk difference p₁ − p₀, within [−1, 1].</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? Difference(TwoByTwo table, double confidence = 0.95) =>
        ScoreStatistic.MiettinenNurminen(table).Difference(confidence);

    /// <summary>Interval of the risk ratio p₁ / p₀: from 0 without events in arm 1, to infinity without events in arm 0.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? Ratio(TwoByTwo table, double confidence = 0.95) =>
        ScoreStatistic.MiettinenNurminen(table).Ratio(confidence);

    /// <summary>Interval of the odds ratio; a zero cell opens it to 0 or to infinity.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? OddsRatio(TwoByTwo table, double confidence = 0.95) =>
        ScoreStatistic.MiettinenNurminen(table).OddsRatio(confidence);

    /// <summary>Test of p₁ − p₀ ≤ margin against p₁ − p₀ &gt; margin; null where an arm is empty.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="margin">The margin, strictly between −1 and 1; negative for non-inferiority of arm 1 in a good outcome.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is outside its range.</exception>
    public static OneSidedTest? AboveMargin(TwoByTwo table, double margin) =>
        MarginTest.Of(ScoreStatistic.MiettinenNurminen(table), margin);
}

/// <summary>Score test of a risk difference against a margin, without the factor N/(N − 1).</summary>
/// <remarks>Farrington and Manning (1990), Stat Med 9:1447.</remarks>
public static class FarringtonManning
{
    /// <summary>Test of p₁ − p₀ ≤ margin against p₁ − p₀ &gt; margin; null where an arm is empty.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="margin">The margin, strictly between −1 and 1; negative for non-inferiority of arm 1 in a good outcome.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is outside its range.</exception>
    public static OneSidedTest? AboveMargin(TwoByTwo table, double margin) =>
        MarginTest.Of(ScoreStatistic.WithoutFactor(table), margin);
}

/// <summary>Score interval of a risk difference without the factor N/(N − 1).</summary>
/// <remarks>Mee (1984), Biometrics 40:1175.</remarks>
public static class Mee
{
    /// <summary>Interval of p₁ − p₀, within [−1, 1]; null where an arm is empty.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? Difference(TwoByTwo table, double confidence = 0.95) =>
        ScoreStatistic.WithoutFactor(table).Difference(confidence);
}

/// <summary>Score interval of an odds ratio without the factor N/(N − 1) and without continuity correction.</summary>
/// <remarks>Cornfield (1956), Proc 3rd Berkeley Symp 4:135.</remarks>
public static class Cornfield
{
    /// <summary>Interval of the odds ratio; a zero cell opens it to 0 or to infinity. Null where an arm is empty.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? OddsRatio(TwoByTwo table, double confidence = 0.95) => ScoreStatistic.WithoutFactor(table).OddsRatio(confidence);
}

/// <summary>Score interval of a risk ratio without the factor N/(N − 1).</summary>
/// <remarks>Koopman (1984), Biometrics 40:513.</remarks>
public static class Koopman
{
    /// <summary>
    /// Interval of p₁ / p₀: from 0 without events in arm 1, to infinity without events in arm 0; null where an arm is empty.
    /// </summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? Ratio(TwoByTwo table, double confidence = 0.95) =>
        ScoreStatistic.WithoutFactor(table).Ratio(confidence);
}

internal static class MarginTest
{
    internal static OneSidedTest? Of(ScoreStatistic score, double margin)
    {
        Arguments.StrictlyBetween(margin, -1, 1, nameof(margin));
        if (!score.Table.ComparesArms)
        {
            return null;
        }

        var z = score.AtDifference(margin);
        return new OneSidedTest(z, NormalDistribution.UpperTail(z));
    }
}
