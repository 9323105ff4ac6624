namespace TrialData.Statistics;

/// <summary>Common effect over strata with the weights of Mantel and Haenszel.</summary>
/// <remarks>
/// Mantel and Haenszel (1959), J Natl Cancer Inst 22:719. Strata in which an arm is empty carry no information and are
/// left out. Strata in which nobody or everybody has the event change the risk difference, not the odds ratio.
/// Agrees with R <c>mantelhaen.test</c> and <c>metafor::rma.mh</c> without added halves.
/// </remarks>
public static class MantelHaenszel
{
    /// <summary>Strata with participants in both arms: those that the estimates use.</summary>
    /// <param name="strata">One table for each stratum.</param>
    public static int StrataUsed(ReadOnlySpan<TwoByTwo> strata)
    {
        var used = 0;
        foreach (var t in strata)
        {
            used += t.ComparesArms ? 1 : 0;
        }

        return used;
    }

    /// <summary>The common odds ratio alone: 0 or infinite with one-sided strata, null where it is 0/0.</summary>
    /// <param name="strata">One table for each stratum.</param>
    public static double? CommonOddsRatio(ReadOnlySpan<TwoByTwo> strata)
    {
        double r = 0, s = 0;
        foreach (var t in strata)
        {
            r += t.ComparesArms ? t.A * t.D / t.N : 0;
            s += t.ComparesArms ? t.B * t.C / t.N : 0;
        }

        return Quotient(r, s);
    }

    /// <summary>The common risk ratio alone: 0 or infinite without events in an arm, null where it is 0/0.</summary>
    /// <param name="strata">One table for each stratum.</param>
    public static double? CommonRiskRatio(ReadOnlySpan<TwoByTwo> strata)
    {
        double r = 0, s = 0;
        foreach (var t in strata)
        {
            r += t.ComparesArms ? t.A * t.N0 / t.N : 0;
            s += t.ComparesArms ? t.C * t.N1 / t.N : 0;
        }

        return Quotient(r, s);
    }

    /// <summary>Common odds ratio with its log-scale interval; null where the ratio is 0, infinite or undefined.</summary>
    /// <remarks>Variance of Robins, Breslow and Greenland (1986), Biometrics 42:311.</remarks>
    /// <param name="strata">One table for each stratum.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static WaldEstimate? OddsRatio(ReadOnlySpan<TwoByTwo> strata, double confidence = 0.95)
    {
        var z = NormalDistribution.TwoSided(confidence);
        double sumR = 0, sumS = 0, sumPr = 0, sumPsQr = 0, sumQs = 0;

        foreach (var t in strata)
        {
            if (t.ComparesArms)
            {
                var (r, s) = (t.A * t.D / t.N, t.B * t.C / t.N);
                var (p, q) = ((t.A + t.D) / t.N, (t.B + t.C) / t.N);
                sumR += r;
                sumS += s;
                sumPr += p * r;
                sumPsQr += (p * s) + (q * r);
                sumQs += q * s;
            }
        }

        if (sumR == 0 || sumS == 0)
        {
            return null;
        }

        var variance = (sumPr / (2 * sumR * sumR)) + (sumPsQr / (2 * sumR * sumS)) + (sumQs / (2 * sumS * sumS));
        return WaldEstimate.OnLogScale(sumR / sumS, Math.Sqrt(variance), z);
    }

    /// <summary>Common risk ratio with its log-scale interval; null where the ratio is 0, infinite or undefined.</summary>
    /// <remarks>Variance of Greenland and Robins (1985), Biometrics 41:55.</remarks>
    /// <param name="strata">One table for each stratum.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static WaldEstimate? RiskRatio(ReadOnlySpan<TwoByTwo> strata, double confidence = 0.95)
    {
        var z = NormalDistribution.TwoSided(confidence);
        double sumR = 0, sumS = 0, sumP = 0;

        foreach (var t in strata)
        {
            if (t.ComparesArms)
            {
                sumR += t.A * t.N0 / t.N;
                sumS += t.C * t.N1 / t.N;
                sumP += ((t.M1 * t.N1 * t.N0) - (t.A * t.C * t.N)) / (t.N * t.N);
            }
        }

        return sumR == 0 || sumS == 0
            ? null
            : WaldEstimate.OnLogScale(sumR / sumS, Math.Sqrt(sumP / (sumR * sumS)), z);
    }

    /// <summary>Common risk difference with Sato's variance, right both in few large and in many small strata.</summary>
    /// <remarks>
    /// Sato (1989), Biometrics 45:1323. Null without a stratum that has both arms, and where strata contradict each other so
    /// far that the variance estimate is negative.
    /// </remarks>
    /// <param name="strata">One table for each stratum.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static WaldEstimate? RiskDifference(ReadOnlySpan<TwoByTwo> strata, double confidence = 0.95)
    {
        var z = NormalDistribution.TwoSided(confidence);
        double sumP = 0, sumQ = 0;

        foreach (var t in strata)
        {
            if (t.ComparesArms)
            {
                double n1 = t.N1, n0 = t.N0;
                sumP += ((n1 * n1 * t.C) - (n0 * n0 * t.A) + (n1 * n0 * (n0 - n1) / 2)) / (t.N * t.N);
                sumQ += ((t.A * t.D) + (t.C * t.B)) / (2 * t.N);
            }
        }

        var (difference, weight) = WeightedDifference(strata);
        var variance = ((difference * sumP) + sumQ) / (weight * weight);
        return variance >= 0 ? WaldEstimate.Symmetric(difference, Math.Sqrt(variance), z) : null;
    }

    /// <summary>Common risk difference with the variance for few large strata; null without a stratum that has both arms.</summary>
    /// <remarks>Greenland and Robins (1985), Biometrics 41:55.</remarks>
    /// <param name="strata">One table for each stratum.</param>
    /// <param name="confidence">Two-sided level, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is outside its range.</exception>
    public static WaldEstimate? RiskDifferenceGreenlandRobins(ReadOnlySpan<TwoByTwo> strata, double confidence = 0.95)
    {
        var z = NormalDistribution.TwoSided(confidence);
        var sum = 0.0;

        foreach (var t in strata)
        {
            if (t.ComparesArms)
            {
                double n1 = t.N1, n0 = t.N0;
                sum += ((t.A * t.B * n0 * n0 * n0) + (t.C * t.D * n1 * n1 * n1)) / (n1 * n0 * t.N * t.N);
            }
        }

        var (difference, weight) = WeightedDifference(strata);
        return weight > 0 ? WaldEstimate.Symmetric(difference, Math.Sqrt(sum) / weight, z) : null;
    }

    // Weight of a stratum: n₁n₀/N.
    private static (double Difference, double Weight) WeightedDifference(ReadOnlySpan<TwoByTwo> strata)
    {
        double weighted = 0, weight = 0;
        foreach (var t in strata)
        {
            weighted += t.ComparesArms ? ((t.A * t.N0) - (t.C * t.N1)) / t.N : 0;
            weight += t.ComparesArms ? t.N1 * (t.N0 / t.N) : 0;
        }

        return (weighted / weight, weight);
    }

    private static double? Quotient(double numerator, double denominator) =>
        numerator == 0 && denominator == 0 ? null : numerator / denominator;
}
