namespace TrialData.Statistics;

/// <summary>How many times as many participants a trial needs whose clusters are randomised.</summary>
public static class ClusterPlan
{
    /// <summary>1 + ((v² + 1) m − 1) ρ, with equal sizes 1 + (m − 1) ρ. Eldridge, Ashby and Kerry (2006), Int J Epidemiol 35:1292.</summary>
    /// <param name="size">Mean size of a cluster m, at least 1.</param>
    /// <param name="correlation">Intracluster correlation ρ, from 0 to 1.</param>
    /// <param name="variation">Coefficient of variation of the sizes v, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double DesignEffect(double size, double correlation, double variation = 0)
    {
        if (!(size >= 1 && double.IsFinite(size)))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "A cluster has a mean size of 1 or more.");
        }

        if (!(correlation >= 0 && correlation <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "An intracluster correlation to plan with lies from 0 to 1.");
        }

        if (!(variation >= 0 && double.IsFinite(variation)))
        {
            throw new ArgumentOutOfRangeException(nameof(variation), variation, "A coefficient of variation is not negative.");
        }

        return 1 + (((((variation * variation) + 1) * size) - 1) * correlation);
    }
}
