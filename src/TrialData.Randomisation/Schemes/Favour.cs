using System.Globalization;

namespace TrialData.Randomisation;

/// <summary>The weights by which the best of several shares is favoured.</summary>
/// <remarks>
/// <para>
/// With S shares, the best has probability p and each other (1 − p) ⁄ (S − 1). If m shares are best alike, one of them is taken for
/// the best at random (Pocock SJ, Simon R (1975), Biometrics 31:103-115), so that each has (p + (m − 1)(1 − p) ⁄ (S − 1)) ⁄ m. With
/// p = P ⁄ D in lowest terms this is, over the common denominator m (S − 1) D,
/// </para>
/// <code>
/// weight of a best share  = P (S − 1) + (m − 1)(D − P)
/// weight of another       = m (D − P)
/// </code>
/// <para>both and the denominator divided by their greatest common divisor.</para>
/// </remarks>
internal sealed class Favour
{
    private const int Unit = 10_000;

    private readonly (int Best, int Other, int Bound)[] weights;

    internal Favour(decimal probability, int shares)
    {
        var part = (int)(probability * Unit);
        var divisor = Fractions.GreatestCommonDivisor(part, Unit);
        weights = [default, .. Enumerable.Range(1, shares).Select(best => Weigh(part / divisor, Unit / divisor, shares, best))];
    }

    internal static IEnumerable<DesignFault> Faults(decimal probability, bool allowsDeterministic, IReadOnlyList<ArmRatio> arms)
    {
        var value = probability.ToString(CultureInfo.InvariantCulture);
        if (probability is <= 0 or > 1 || decimal.Truncate(probability * Unit) != probability * Unit)
        {
            yield return new DesignFault("probability", value, "must be above 0 and at most 1, with at most 4 digits after the point");
        }
        else if (!DesignChecks.Arms(arms).Any() && probability * DesignChecks.Shares(arms).Count <= 1)
        {
            yield return new DesignFault("probability", value, "does not favour the best arm: it must be above the share of an arm with ratio 1");
        }
        else if (probability == 1 && !allowsDeterministic)
        {
            yield return new DesignFault("probability", value, "makes allocations that can be predicted; below 1 is required, or the waiver allowsDeterministic");
        }
        else if (probability < 1 && allowsDeterministic)
        {
            yield return new DesignFault("allowsDeterministic", "true", "waives nothing, as the probability is below 1");
        }
    }

    /// <summary>Weighs shares of which those with a score up to a limit are best.</summary>
    /// <returns>The sum of the weights.</returns>
    internal int Weigh(ReadOnlySpan<long> scores, long limit, Span<int> result)
    {
        if (scores.Length == 2)
        {
            return WeighTwo(scores[0] <= limit, scores[1] <= limit, result);
        }

        var best = 0;
        foreach (var score in scores)
        {
            best += score <= limit ? 1 : 0;
        }

        var (weight, other, bound) = weights[best];
        for (var share = 0; share < scores.Length; share++)
        {
            result[share] = scores[share] <= limit ? weight : other;
        }

        return bound;
    }

    private int WeighTwo(bool isFirstBest, bool isSecondBest, Span<int> result)
    {
        var (weight, other, bound) = weights[(isFirstBest ? 1 : 0) + (isSecondBest ? 1 : 0)];
        (result[0], result[1]) = (isFirstBest ? weight : other, isSecondBest ? weight : other);
        return bound;
    }

    internal static long Least(ReadOnlySpan<long> scores)
    {
        var least = scores[0];
        foreach (var score in scores)
        {
            least = Math.Min(least, score);
        }

        return least;
    }

    private static (int Best, int Other, int Bound) Weigh(int part, int whole, int shares, int best)
    {
        var weight = (part * (shares - 1)) + ((best - 1) * (whole - part));
        var other = best == shares ? 0 : best * (whole - part);
        var bound = (best * weight) + ((shares - best) * other);
        var divisor = Fractions.GreatestCommonDivisor(Fractions.GreatestCommonDivisor(weight, bound), other);
        return (weight / divisor, other / divisor, bound / divisor);
    }
}
