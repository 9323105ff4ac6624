using TrialData.Statistics;

namespace TrialData.Application.Analyses.Validation;

/// <summary>Family 08: an outcome of a CSV file with a column that names the cluster; rows without either are left out.</summary>
internal static class ClusterMethods
{
    internal static readonly Dictionary<string, CaseMethod> All = new(StringComparer.Ordinal)
    {
        ["icc-binary-anova"] = input =>
        {
            var (outcome, cluster) = (input.Text("outcome"), input.Text("cluster"));
            var rows = input.Rows().Where(row => row[outcome].Length > 0 && row[cluster].Length > 0).ToList();
            var names = rows.Select(row => row[cluster]).Distinct(StringComparer.Ordinal).ToList();
            double[] outcomes = [.. rows.Select(row => row.Number(outcome))];
            int[] clusters = [.. rows.Select(row => names.IndexOf(row[cluster]))];
            return Anova(IntraclusterCorrelation.Of(outcomes, clusters, input.Confidence))
                .And("fleiss_cuzick", BinaryIntraclusterCorrelation.FleissCuzick(outcomes, clusters))
                .And("pearson", BinaryIntraclusterCorrelation.PearsonPairwise(outcomes, clusters));
        },
    };

    private static NamedValues Anova(IntraclusterCorrelation? icc) => new NamedValues("clusters", icc?.Clusters)
        .And("n", icc?.N)
        .And("n0", icc?.TypicalSize)
        .And("msb", icc?.BetweenMeanSquare)
        .And("msw", icc?.WithinMeanSquare)
        .And("icc", icc?.Value)
        .And("icc_truncated", icc?.Truncated)
        .And("se_swiger", icc?.StandardError)
        .And("F", icc?.F.Statistic)
        .And("F.p", icc?.F.P)
        .AndLimits(icc?.ByF, "searle.")
        .AndLimits(icc?.ByNormal, "z.")
        .And("mean_cluster_size", icc?.MeanSize)
        .And("cv_cluster_size", icc?.VariationOfSize)
        .And("deff_mean_size", icc?.DesignEffect);
}
