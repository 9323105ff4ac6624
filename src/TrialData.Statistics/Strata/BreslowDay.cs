namespace TrialData.Statistics;

/// <summary>Test that the odds ratio is the same in all strata, around the Mantel–Haenszel estimate.</summary>
/// <remarks>
/// Breslow and Day (1980), IARC Scientific Publications 32, p. 142; correction of Tarone (1985), Biometrika 72:91. Strata in
/// which an arm is empty, nobody or everybody has the event say nothing and are not counted.
/// </remarks>
public static class BreslowDay
{
    /// <summary>The test; null with fewer than two informative strata and where the common odds ratio is 0, infinite or undefined.</summary>
    /// <param name="strata">One table for each stratum.</param>
    /// <param name="tarone">Whether to take off what the estimation of the odds ratio adds.</param>
    public static TestResult? Test(ReadOnlySpan<TwoByTwo> strata, bool tarone = false)
    {
        var degreesOfFreedom = DegreesOfFreedom(strata);
        return degreesOfFreedom >= 1 && Statistic(strata, tarone) is { } statistic
            ? TestResult.ChiSquared(statistic, degreesOfFreedom)
            : null;
    }

    /// <summary>Informative strata less one; −1 where there is none.</summary>
    /// <param name="strata">One table for each stratum.</param>
    public static int DegreesOfFreedom(ReadOnlySpan<TwoByTwo> strata)
    {
        var informative = 0;
        foreach (var t in strata)
        {
            informative += t is { ComparesArms: true, OutcomeVaries: true } ? 1 : 0;
        }

        return informative - 1;
    }

    /// <summary>The statistic alone: 0 with one informative stratum; null where the common odds ratio is 0, infinite or undefined.</summary>
    /// <param name="strata">One table for each stratum.</param>
    /// <param name="tarone">Whether to take off what the estimation of the odds ratio adds.</param>
    public static double? Statistic(ReadOnlySpan<TwoByTwo> strata, bool tarone = false)
    {
        if (MantelHaenszel.CommonOddsRatio(strata) is not { } common || common == 0 || double.IsInfinity(common))
        {
            return null;
        }

        double statistic = 0, distances = 0, variances = 0;
        foreach (var t in strata)
        {
            if (t is { ComparesArms: true, OutcomeVaries: true })
            {
                var fitted = FittedEvents(t, common);
                var distance = t.A - fitted;
                var variance = 1 / ((1 / fitted) + (1 / (t.N1 - fitted)) + (1 / (t.M1 - fitted)) + (1 / (t.N0 - t.M1 + fitted)));
                statistic += distance * distance / variance;
                distances += distance;
                variances += variance;
            }
        }

        return tarone ? statistic - (distances * distances / variances) : statistic;
    }

    // Events of arm 1 that keep the margins and give the odds ratio ψ: ψ(n₁ − t)(m₁ − t) = t(n₀ − m₁ + t).
    private static double FittedEvents(TwoByTwo t, double psi) =>
        Root.Of(
            x => (psi * (t.N1 - x) * (t.M1 - x)) - (x * (t.N0 - t.M1 + x)),
            Math.Max(0, t.M1 - t.N0),
            Math.Min(t.N1, t.M1));
}
