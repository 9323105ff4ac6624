namespace TrialData.Statistics;

/// <summary>Test of a linear trend in the risk over ordered groups, on one degree of freedom.</summary>
/// <remarks>Cochran (1954), Biometrics 10:417; Armitage (1955), Biometrics 11:375. As R <c>prop.trend.test</c>: no correction, variance with n in the denominator.</remarks>
public static class CochranArmitage
{
    /// <summary>The test. Null where nobody or everybody has the event, or all participants have one score.</summary>
    /// <param name="events">Events by group.</param>
    /// <param name="n">Participants by group, as many as there are events.</param>
    /// <param name="scores">A finite number for each group; empty for 1, 2, 3 ….</param>
    /// <exception cref="ArgumentException">The lists are not of one length, or shorter than two.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is outside its range, or a score is not finite.</exception>
    public static TestResult? Test(ReadOnlySpan<long> events, ReadOnlySpan<long> n, ReadOnlySpan<double> scores = default)
    {
        if (events.Length < 2 || n.Length != events.Length || (scores.Length != 0 && scores.Length != events.Length))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{events.Length} groups with events, {n.Length} with participants and {scores.Length} scores: two or more of each are needed, or no scores."), nameof(events));
        }

        double allEvents = 0, all = 0, mean = 0;
        for (var i = 0; i < events.Length; i++)
        {
            Arguments.Participants(n[i], FormattableString.Invariant($"n[{i}]"));
            Arguments.Events(events[i], n[i], FormattableString.Invariant($"events[{i}]"));
            (allEvents, all, mean) = (allEvents + events[i], all + n[i], mean + (n[i] * Score(scores, i)));
        }

        mean /= all;
        double covariance = 0, spread = 0;
        for (var i = 0; i < events.Length; i++)
        {
            var distance = Score(scores, i) - mean;
            covariance += events[i] * distance;
            spread += n[i] * distance * distance;
        }

        var risk = allEvents / all;
        return allEvents > 0 && allEvents < all && spread > 0
            ? TestResult.ChiSquared(covariance * covariance / (risk * (1 - risk) * spread), 1)
            : null;
    }

    private static double Score(ReadOnlySpan<double> scores, int group)
    {
        if (scores.IsEmpty)
        {
            return group + 1;
        }

        return double.IsFinite(scores[group])
            ? scores[group]
            : throw new ArgumentOutOfRangeException(FormattableString.Invariant($"scores[{group}]"), scores[group], "A score is a finite number.");
    }
}
