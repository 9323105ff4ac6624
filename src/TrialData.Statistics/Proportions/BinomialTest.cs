namespace TrialData.Statistics;

/// <summary>Exact test of one proportion against a value fixed in advance.</summary>
/// <remarks>Agrees with R <c>binom.test</c>, which also counts probabilities within 10⁻⁷ of the observed one as equal to it.</remarks>
public static class BinomialTest
{
    /// <summary>The p-values of the observed count under <paramref name="p0"/>.</summary>
    /// <param name="events">Events, from 0 to <paramref name="n"/>.</param>
    /// <param name="n">Participants, at least 1, below twenty million.</param>
    /// <param name="p0">Proportion under the hypothesis, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ExactPValues Test(long events, long n, double p0 = 0.5)
    {
        Arguments.Proportion(events, n);
        Arguments.StrictlyBetween(p0, 0, 1, nameof(p0));
        return ConditionalDistribution.Binomial(events, n).PValues(Math.Log(p0 / (1 - p0)));
    }
}
