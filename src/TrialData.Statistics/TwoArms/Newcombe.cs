namespace TrialData.Statistics;

/// <summary>Hybrid score interval of a risk difference, made from the Wilson limits of either arm.</summary>
/// <remarks>Methods 10 and 11 of Newcombe (1998), Stat Med 17:873.</remarks>
public static class Newcombe
{
    /// <summary>The interval without continuity correction (method 10); null where an arm is empty.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? Difference(TwoByTwo table, double confidence = 0.95) =>
        FromSingleIntervals(table, confidence, Wilson.Interval);

    /// <summary>The interval from continuity-corrected Wilson limits (method 11); null where an arm is empty.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? DifferenceWithContinuityCorrection(TwoByTwo table, double confidence = 0.95) =>
        FromSingleIntervals(table, confidence, Wilson.WithContinuityCorrection);

    private static Estimate? FromSingleIntervals(TwoByTwo table, double confidence, Func<long, long, double, Estimate> single)
    {
        Arguments.Confidence(confidence);
        if (table.RiskDifference is not { } difference)
        {
            return null;
        }

        var arm1 = single(table.Events1, table.N1, confidence);
        var arm0 = single(table.Events0, table.N0, confidence);

        // Each limit takes from either arm the side that moves the difference that way.
        return new Estimate(
            difference,
            difference - Length(arm1.Value - arm1.Lower, arm0.Upper - arm0.Value),
            difference + Length(arm1.Upper - arm1.Value, arm0.Value - arm0.Lower));
    }

    private static double Length(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
