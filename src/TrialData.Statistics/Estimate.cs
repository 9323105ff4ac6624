namespace TrialData.Statistics;

/// <summary>A point estimate with its confidence limits.</summary>
/// <param name="Value">The point estimate, on the scale of the method.</param>
/// <param name="Lower">Lower limit; may be negative infinity where the data set no bound.</param>
/// <param name="Upper">Upper limit; may be positive infinity where the data set no bound.</param>
public readonly record struct Estimate(double Value, double Lower, double Upper);

/// <summary>A test statistic with its degrees of freedom and p-value.</summary>
/// <param name="Statistic">The value of the statistic; not negative for chi-squared statistics.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom; 0 where the reference distribution has none.</param>
/// <param name="P">Two-sided p-value, in [0, 1].</param>
public readonly record struct TestResult(double Statistic, double DegreesOfFreedom, double P);
