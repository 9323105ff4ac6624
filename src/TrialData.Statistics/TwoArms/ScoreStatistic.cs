namespace TrialData.Statistics;

/// <summary>
/// Score statistics of two proportions: the distance of the data from a hypothesised difference or ratio, divided by
/// its standard error under the maximum-likelihood estimates that satisfy the hypothesis.
/// </summary>
/// <param name="Table">The two arms, neither empty.</param>
/// <param name="VarianceFactor">N/(N − 1) after Miettinen and Nurminen, 1 after Mee and Koopman.</param>
internal readonly record struct ScoreStatistic(TwoByTwo Table, double VarianceFactor)
{
    // Limits of a ratio are sought on the log scale between these ends.
    private const double LogBound = 40;

    private const double NumeratorIsZero = 1e-12;

    internal static ScoreStatistic MiettinenNurminen(TwoByTwo table) => new(table, table.N / (table.N - 1));

    internal static ScoreStatistic WithoutFactor(TwoByTwo table) => new(table, 1);

    internal Estimate? Difference(double confidence)
    {
        var z = NormalDistribution.TwoSided(confidence);
        if (Table.RiskDifference is not { } difference)
        {
            return null;
        }

        var score = this;
        return new Estimate(
            difference,
            difference <= -1 ? -1 : Root.Of(delta => score.AtDifference(delta) - z, -1, difference),
            difference >= 1 ? 1 : Root.Of(delta => score.AtDifference(delta) + z, difference, 1));
    }

    internal Estimate? Ratio(double confidence)
    {
        var z = NormalDistribution.TwoSided(confidence);
        if (!Table.ComparesArms)
        {
            return null;
        }

        var score = this;
        return new Estimate(
            Table.RiskRatio ?? double.NaN,
            Table.Events1 == 0 ? 0 : Math.Exp(Root.Of(t => score.AtRatio(Math.Exp(t)) - z, -LogBound, LogBound)),
            Table.Events0 == 0 ? double.PositiveInfinity : Math.Exp(Root.Of(t => score.AtRatio(Math.Exp(t)) + z, -LogBound, LogBound)));
    }

    internal Estimate? OddsRatio(double confidence)
    {
        var z = NormalDistribution.TwoSided(confidence);
        if (!Table.ComparesArms)
        {
            return null;
        }

        var score = this;
        return new Estimate(
            Table.OddsRatio ?? double.NaN,
            Table.A == 0 || Table.D == 0 ? 0 : Math.Exp(Root.Of(t => score.AtOddsRatio(Math.Exp(t)) - z, -LogBound, LogBound)),
            Table.B == 0 || Table.C == 0 ? double.PositiveInfinity : Math.Exp(Root.Of(t => score.AtOddsRatio(Math.Exp(t)) + z, -LogBound, LogBound)));
    }

    /// <summary>z against the hypothesis p₁ − p₀ = δ; falls as δ rises.</summary>
    internal double AtDifference(double delta)
    {
        var p0 = RestrictedP0(delta);
        var p1 = Math.Clamp(p0 + delta, 0, 1);
        var variance = (p1 * (1 - p1) / Table.N1) + (p0 * (1 - p0) / Table.N0);
        return Standardised(Table.P1 - Table.P0 - delta, variance * VarianceFactor);
    }

    /// <summary>z against the hypothesis p₁ / p₀ = φ; falls as φ rises.</summary>
    internal double AtRatio(double phi)
    {
        // The restricted p₀ solves a p² − b p + c = 0; this form of its smaller root does not cancel.
        var a = Table.N * phi;
        var b = (Table.N1 * phi) + Table.A + Table.N0 + (Table.C * phi);
        var c = Table.M1;
        var p0 = Math.Clamp(2 * c / (b + Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c)))), 0, 1);
        var p1 = Math.Clamp(phi * p0, 0, 1);
        var variance = (p1 * (1 - p1) / Table.N1) + (phi * phi * p0 * (1 - p0) / Table.N0);
        return Standardised(Table.P1 - (phi * Table.P0), variance * VarianceFactor);
    }

    /// <summary>z against the hypothesis of an odds ratio ψ; falls as ψ rises.</summary>
    internal double AtOddsRatio(double psi)
    {
        // The restricted odds ω of arm 0 solve ψ m₀ ω² + b ω − m₁ = 0: of the two forms of the positive root the one that
        // does not cancel. Probabilities and their complements then come without subtraction.
        var a = psi * Table.M0;
        var b = Table.N0 - Table.M1 + (psi * (Table.N1 - Table.M1));
        var root = Math.Sqrt((b * b) + (4 * a * Table.M1));
        var odds0 = b >= 0 ? 2 * Table.M1 / (b + root) : (root - b) / (2 * a);
        var odds1 = psi * odds0;
        var p1 = odds1 / (1 + odds1);
        var variance1 = Table.N1 * p1 / (1 + odds1);
        var variance0 = Table.N0 * odds0 / ((1 + odds0) * (1 + odds0));
        return Standardised(Table.A - (Table.N1 * p1), VarianceFactor / ((1 / variance1) + (1 / variance0)));
    }

    /// <summary>The estimate of p₀ when p₁ = p₀ + δ, where the derivative of the likelihood crosses zero.</summary>
    /// <remarks>The closed form of the cubic loses half of the digits near the border; the bracketed root does not.</remarks>
    private double RestrictedP0(double delta)
    {
        var table = Table;
        double low = Math.Max(0, -delta), high = Math.Min(1, 1 - delta);

        // At δ = ±1 there is one point, on two poles at once.
        return low < high ? Root.Of(Derivative, low, high) : low;

        double Derivative(double p0)
        {
            var p1 = Math.Clamp(p0 + delta, 0, 1);
            return Term(table.A, p1) - Term(table.B, 1 - p1) + Term(table.C, p0) - Term(table.D, 1 - p0);
        }
    }

    private static double Term(double count, double probability) => count == 0 ? 0 : count / probability;

    private static double Standardised(double numerator, double variance)
    {
        if (variance > 0 && double.IsFinite(variance))
        {
            return numerator / Math.Sqrt(variance);
        }

        return Math.Abs(numerator) < NumeratorIsZero ? 0 : Math.Sign(numerator) * double.PositiveInfinity;
    }
}
