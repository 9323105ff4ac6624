namespace TrialData.Statistics;

/// <summary>Intervals of a ratio made from the Wilson limits of either arm (method of variance estimates recovery).</summary>
/// <remarks>Donner and Zou (2012), Stat Methods Med Res 21:347; Fagerland, Lydersen and Laake (2015), Stat Methods Med Res 24:224. Null where an arm is empty.</remarks>
public static class Mover
{
    /// <summary>Interval of the risk ratio p₁ / p₀: from 0 without events in arm 1, to infinity without events in arm 0.</summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? Ratio(TwoByTwo table, double confidence = 0.95)
    {
        Arguments.Confidence(confidence);
        return table.ComparesArms
            ? Of(table.RiskRatio, Wilson.Interval(table.Events1, table.N1, confidence), Wilson.Interval(table.Events0, table.N0, confidence))
            : null;
    }

    /// <summary>
    /// Interval of the odds ratio; where an arm has only events or none it opens to 0 or to infinity, and the other limit is what the formula tends to.
    /// Null where one arm has only events and the other none: the formula sets no bound then.
    /// </summary>
    /// <param name="table">The two arms.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static Estimate? OddsRatio(TwoByTwo table, double confidence = 0.95)
    {
        Arguments.Confidence(confidence);
        return table.ComparesArms && (table.A > 0 || table.D > 0) && (table.B > 0 || table.C > 0)
            ? Of(table.OddsRatio, Odds(Wilson.Interval(table.Events1, table.N1, confidence)), Odds(Wilson.Interval(table.Events0, table.N0, confidence)))
            : null;
    }

    private static Estimate Of(double? value, Estimate arm1, Estimate arm0) => new(
        value ?? double.NaN,
        Lower(arm1, arm0),

        // The upper limit is one over the lower limit of the ratio turned round.
        1 / Lower(arm0, arm1));

    private static double Lower(Estimate arm1, Estimate arm0)
    {
        if (arm1.Value == 0 || double.IsPositiveInfinity(arm0.Value))
        {
            return 0;
        }

        if (double.IsPositiveInfinity(arm1.Value))
        {
            // What the formula tends to as the odds of the first arm grow.
            return arm1.Lower / arm0.Value;
        }

        var product = arm1.Value * arm0.Value;
        var root = Math.Sqrt(Math.Max(0, (product * product) - (arm1.Lower * arm0.Upper * ((2 * arm1.Value) - arm1.Lower) * ((2 * arm0.Value) - arm0.Upper))));

        // (product − root) / (U₀ (2 v₀ − U₀)), in the form that neither cancels nor divides by a zero or negative 2 v₀ − U₀.
        return arm1.Lower * ((2 * arm1.Value) - arm1.Lower) / (product + root);
    }

    private static Estimate Odds(Estimate risk) => new(Odds(risk.Value), Odds(risk.Lower), Odds(risk.Upper));

    private static double Odds(double risk) => risk / (1 - risk);
}
