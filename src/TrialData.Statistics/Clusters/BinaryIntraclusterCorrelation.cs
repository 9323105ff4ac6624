namespace TrialData.Statistics;

/// <summary>Estimates of the intracluster correlation of a binary outcome; that by analysis of variance is <see cref="IntraclusterCorrelation"/>.</summary>
/// <remarks>
/// Ridout, Demétrio and Firth (1999), Biometrics 55:137 compare these and others. Outcomes other than 0 and 1 are not refused, so that the formulas can be
/// compared with those of other programs: what comes out then is no correlation.
/// </remarks>
public static class BinaryIntraclusterCorrelation
{
    /// <summary>1 − Σ x(n − x)/n over (N − k) p(1 − p). Fleiss and Cuzick (1979), Appl Psychol Meas 3:537.</summary>
    /// <param name="outcomes">0 and 1.</param>
    /// <param name="clusters">The cluster of each outcome: any number that is its own.</param>
    /// <returns>Null where every cluster has one participant, or nobody or everybody the event.</returns>
    /// <exception cref="ArgumentException">The lists are not of one length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An outcome is not finite.</exception>
    public static double? FleissCuzick(ReadOnlySpan<double> outcomes, ReadOnlySpan<int> clusters)
    {
        var groups = ClusterTotals.Of(outcomes, clusters);
        double events = 0, within = 0;
        foreach (var group in groups)
        {
            (events, within) = (events + group.Sum, within + (group.Sum * (group.Size - group.Sum) / group.Size));
        }

        var p = events / outcomes.Length;
        return outcomes.Length > groups.Count && p is not (0 or 1) ? 1 - (within / ((outcomes.Length - groups.Count) * p * (1 - p))) : null;
    }

    /// <summary>The correlation over all pairs of one cluster, with the mean weighted by n − 1. Karlin, Cameron and Williams (1981), PNAS 78:2664.</summary>
    /// <param name="outcomes">0 and 1.</param>
    /// <param name="clusters">The cluster of each outcome: any number that is its own.</param>
    /// <returns>Null where every cluster has one participant, or in larger ones nobody or everybody the event.</returns>
    /// <exception cref="ArgumentException">The lists are not of one length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An outcome is not finite.</exception>
    public static double? PearsonPairwise(ReadOnlySpan<double> outcomes, ReadOnlySpan<int> clusters)
    {
        double pairs = 0, bothEvents = 0, weighted = 0;
        foreach (var group in ClusterTotals.Of(outcomes, clusters))
        {
            pairs += group.Size * (group.Size - 1.0);
            bothEvents += group.Sum * (group.Sum - 1);
            weighted += (group.Size - 1.0) * group.Sum;
        }

        var mean = weighted / pairs;
        return pairs > 0 && mean is not (0 or 1) ? ((bothEvents / pairs) - (mean * mean)) / (mean * (1 - mean)) : null;
    }
}
