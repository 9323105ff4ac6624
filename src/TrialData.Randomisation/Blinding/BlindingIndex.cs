namespace TrialData.Randomisation;

/// <summary>What the people of one arm guessed.</summary>
/// <param name="Right">How many guessed their arm.</param>
/// <param name="Wrong">How many guessed the other.</param>
/// <param name="DoNotKnow">How many said that they do not know.</param>
public sealed record ArmGuesses(int Right, int Wrong, int DoNotKnow)
{
    /// <summary>How many were asked.</summary>
    public int All => Right + Wrong + DoNotKnow;
}

/// <summary>An index with its interval.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Lower">Lower limit. Like the upper it may lie beyond the end of the index's range.</param>
/// <param name="Upper">Upper limit.</param>
public sealed record IndexEstimate(double Estimate, double StandardError, double Lower, double Upper);

/// <summary>How well the arms were kept from those who were asked to guess them, in a trial of two arms.</summary>
/// <remarks>These indices compare guesses with arms: show them to nobody who is still blinded.</remarks>
public static class BlindingIndex
{
    // James KE and others (1996) weigh a right guess 0, a wrong one 0.5 and "do not know" 1.
    private const double WrongWeight = 0.5;

    /// <summary>The index of James: 1 if everybody is in the dark, 0.5 if guesses are random, 0 if everybody guesses right.</summary>
    /// <remarks>
    /// James KE, Bloch DA, Lee KK, Kraemer HC, Fuller RK (1996), Statistics in Medicine 15:1421-1434, with the standard error and the
    /// normal interval of that paper. Agrees with <c>BI</c> of the R package BI 1.2.0.
    /// </remarks>
    /// <param name="first">Guesses in the first arm.</param>
    /// <param name="second">Guesses in the second arm.</param>
    /// <param name="confidence">Confidence of the interval, between 0 and 1.</param>
    /// <returns>
    /// The estimate: 1 without error if nobody guessed (page 1425 of the paper); null if all who guessed named one arm and are in it, as
    /// chance then predicts no wrong guess, and agreement beyond chance is not defined.
    /// </returns>
    /// <exception cref="ArgumentException">A count is negative, or nobody was asked.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static IndexEstimate? James(ArmGuesses first, ArmGuesses second, double confidence = 0.95)
    {
        Check(first, second, confidence);
        double n = first.All + second.All;
        var unknown = (first.DoNotKnow + second.DoNotKnow) / n;
        var guessed = 1 - unknown;

        // P[guess, arm] as in the paper; row and column sums are over those who guessed.
        double[,] p = { { first.Right / n, second.Wrong / n }, { first.Wrong / n, second.Right / n } };
        double[] row = [p[0, 0] + p[0, 1], p[1, 0] + p[1, 1]];
        double[] column = [p[0, 0] + p[1, 0], p[0, 1] + p[1, 1]];

        var expected = WrongWeight * ((row[0] * column[1]) + (row[1] * column[0]));
        if (expected == 0)
        {
            return guessed == 0 ? new IndexEstimate(1, 0, 1, 1) : null;
        }

        var observed = WrongWeight * (p[0, 1] + p[1, 0]);
        var kappa = (observed / guessed / (expected / (guessed * guessed))) - 1;
        var sum = 0.0;
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                var weight = i == j ? 0 : WrongWeight;
                var extra = WrongWeight * (row[1 - j] + column[1 - i]);
                var term = (guessed * weight) - ((1 + kappa) * extra);
                sum += p[i, j] * guessed * guessed * term * term;
            }
        }

        var variance = ((sum / (4 * expected * expected))
            + (unknown * guessed)
            - (guessed * (1 + kappa) * (unknown + (guessed * (1 + kappa) / 4)))) / n;
        return With((1 + unknown + (guessed * kappa)) / 2, Math.Sqrt(Math.Max(0, variance)), confidence);
    }

    /// <summary>The index of Bang for one arm: 1 if all guess right, 0 if guesses are random or nobody knows, −1 if all guess wrong.</summary>
    /// <remarks>
    /// Bang H, Ni L, Davis CE (2004), Controlled Clinical Trials 25:143-156, the index of the 2 × 3 form with the standard error and the
    /// normal interval of that paper, which prints one-sided limits of 95 %: take a confidence of 0.90 for these. Agrees with <c>BI</c>
    /// of the R package BI 1.2.0, but for an arm where nobody guessed, which has no number there and 0 here.
    /// </remarks>
    /// <param name="arm">Guesses in the arm.</param>
    /// <param name="confidence">Confidence of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">A count is negative, or nobody was asked.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static IndexEstimate Bang(ArmGuesses arm, double confidence = 0.95)
    {
        Check(arm, arm, confidence);
        double n = arm.All;
        var (right, wrong) = (arm.Right / n, arm.Wrong / n);
        var variance = ((right * (1 - right)) + (wrong * (1 - wrong)) + (2 * right * wrong)) / n;
        return With(right - wrong, Math.Sqrt(variance), confidence);
    }

    private static IndexEstimate With(double estimate, double error, double confidence)
    {
        var reach = NormalQuantile.Of(0.5 + (confidence / 2)) * error;
        return new IndexEstimate(estimate, error, estimate - reach, estimate + reach);
    }

    private static void Check(ArmGuesses first, ArmGuesses second, double confidence)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (new[] { first.Right, first.Wrong, first.DoNotKnow, second.Right, second.Wrong, second.DoNotKnow }.Any(count => count < 0))
        {
            throw new ArgumentException("Counts are not negative.");
        }

        if (first.All == 0 || second.All == 0)
        {
            throw new ArgumentException("Somebody must have been asked in each arm.");
        }

        if (!(confidence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        }
    }
}
