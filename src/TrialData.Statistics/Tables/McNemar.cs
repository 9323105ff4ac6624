namespace TrialData.Statistics;

/// <summary>Tests that an event is as frequent before as after, or in one of a pair as in the other, by the pairs that differ.</summary>
/// <remarks>McNemar (1947), Psychometrika 12:153. Null where no pair differs.</remarks>
public static class McNemar
{
    /// <summary>(b − c)²/(b + c) on one degree of freedom, as R <c>mcnemar.test(correct = FALSE)</c>.</summary>
    /// <param name="firstOnly">Pairs with the event in the first alone, b.</param>
    /// <param name="secondOnly">Pairs with the event in the second alone, c.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or beyond 2⁵³.</exception>
    public static TestResult? Test(long firstOnly, long secondOnly) => Corrected(firstOnly, secondOnly, correction: 0);

    /// <summary>(|b − c| − 1)²/(b + c), and 0 where b = c, as R <c>mcnemar.test</c>. Edwards (1948), Psychometrika 13:185.</summary>
    /// <param name="firstOnly">Pairs with the event in the first alone, b.</param>
    /// <param name="secondOnly">Pairs with the event in the second alone, c.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or beyond 2⁵³.</exception>
    public static TestResult? WithContinuityCorrection(long firstOnly, long secondOnly) => Corrected(firstOnly, secondOnly, correction: 1);

    /// <summary>The exact test: b of b + c against one half.</summary>
    /// <param name="firstOnly">Pairs with the event in the first alone, b.</param>
    /// <param name="secondOnly">Pairs with the event in the second alone, c.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or their sum twenty million or more.</exception>
    public static ExactPValues? Exact(long firstOnly, long secondOnly)
    {
        Check(firstOnly, secondOnly);
        return firstOnly + secondOnly == 0 ? null : BinomialTest.Test(firstOnly, firstOnly + secondOnly);
    }

    private static TestResult? Corrected(long firstOnly, long secondOnly, double correction)
    {
        Check(firstOnly, secondOnly);
        var (difference, sum) = (Math.Abs((double)firstOnly - secondOnly), (double)firstOnly + secondOnly);
        var distance = Math.Max(0, difference - correction);
        return sum == 0 ? null : TestResult.ChiSquared(distance * distance / sum, 1);
    }

    private static void Check(long firstOnly, long secondOnly)
    {
        Arguments.Participants(firstOnly, nameof(firstOnly));
        Arguments.Participants(secondOnly, nameof(secondOnly));
    }
}
