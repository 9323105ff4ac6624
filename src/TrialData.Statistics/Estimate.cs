namespace TrialData.Statistics;

/// <summary>A point estimate with its confidence limits.</summary>
/// <param name="Value">
/// The point estimate, on the scale of the method. Infinite where a ratio has a zero below; NaN where the data give
/// limits but no point, as the odds ratio of two arms without events.
/// </param>
/// <param name="Lower">Lower limit; may be negative infinity where the data set no bound.</param>
/// <param name="Upper">Upper limit; may be positive infinity where the data set no bound.</param>
public readonly record struct Estimate(double Value, double Lower, double Upper);

/// <summary>An estimate whose limits are its value ± z standard errors, on its own scale or on the log scale.</summary>
/// <remarks>Converts to <see cref="Statistics.Estimate"/> where the standard error is of no interest.</remarks>
/// <param name="Value">The point estimate.</param>
/// <param name="StandardError">Standard error on the scale of the interval: of the logarithm for a ratio.</param>
/// <param name="Lower">Lower limit, on the scale of <paramref name="Value"/>.</param>
/// <param name="Upper">Upper limit, on the scale of <paramref name="Value"/>.</param>
public readonly record struct WaldEstimate(double Value, double StandardError, double Lower, double Upper)
{
    /// <summary>The value and its limits alone.</summary>
    public static implicit operator Estimate(WaldEstimate wald) => new(wald.Value, wald.Lower, wald.Upper);

    internal static WaldEstimate Symmetric(double value, double standardError, double z) =>
        new(value, standardError, value - (z * standardError), value + (z * standardError));

    internal static WaldEstimate OnLogScale(double ratio, double logStandardError, double z) =>
        new(
            ratio,
            logStandardError,
            Math.Exp(Math.Log(ratio) - (z * logStandardError)),
            Math.Exp(Math.Log(ratio) + (z * logStandardError)));
}

/// <summary>A test statistic with its degrees of freedom and p-value.</summary>
/// <param name="Statistic">The value of the statistic; not negative for chi-squared statistics.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom; 0 where the reference distribution has none.</param>
/// <param name="P">Two-sided p-value, in [0, 1].</param>
public readonly record struct TestResult(double Statistic, double DegreesOfFreedom, double P)
{
    internal static TestResult ChiSquared(double statistic, int degreesOfFreedom) =>
        new(statistic, degreesOfFreedom, ChiSquaredDistribution.UpperTail(statistic, degreesOfFreedom));
}

/// <summary>A one-sided test against a margin.</summary>
/// <param name="Z">Standardised distance from the margin; large values speak for the alternative.</param>
/// <param name="P">Upper tail of the standard normal distribution beyond <paramref name="Z"/>.</param>
public readonly record struct OneSidedTest(double Z, double P);

/// <summary>The p-values of an exact test on a count, each in [0, 1].</summary>
/// <param name="TwoSided">Sum of the probabilities not larger than that of the observed count (Freeman–Halton rule).</param>
/// <param name="Less">Probability of the observed count or fewer.</param>
/// <param name="Greater">Probability of the observed count or more.</param>
/// <param name="MidPTwoSided"><paramref name="TwoSided"/> less half the probability of the observed count.</param>
/// <param name="MidPGreater"><paramref name="Greater"/> less half the probability of the observed count.</param>
/// <param name="Central">Twice the smaller tail, at most 1.</param>
/// <param name="MidPCentral">Twice the smaller mid-P tail, at most 1.</param>
public readonly record struct ExactPValues(
    double TwoSided,
    double Less,
    double Greater,
    double MidPTwoSided,
    double MidPGreater,
    double Central,
    double MidPCentral);
