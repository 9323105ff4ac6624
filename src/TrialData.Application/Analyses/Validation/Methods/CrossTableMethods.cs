using TrialData.Statistics;

namespace TrialData.Application.Analyses.Validation;

/// <summary>Family 04: counts in <c>rows</c>.</summary>
internal static class CrossTableMethods
{
    internal static readonly Dictionary<string, CaseMethod> All = new(StringComparer.Ordinal)
    {
        ["chisq-rxc"] = input =>
        {
            var table = Table(input);
            var (pearson, likelihood) = (Independence.Pearson(table), Independence.LikelihoodRatio(table));
            return new NamedValues("chisq", pearson?.Statistic)
                .And("df", pearson?.DegreesOfFreedom)
                .And("p", pearson?.P)
                .And("g", likelihood?.Statistic)
                .And("g.p", likelihood?.P)
                .And("cramers_v", Independence.CramersV(table))
                .And("min_expected", Independence.SmallestExpected(table));
        },
        ["fisher-rxc"] = input => new NamedValues("p", FisherFreemanHalton.P(Table(input))),
        ["trend"] = input =>
        {
            var rows = input.Rows("rows");
            var test = CochranArmitage.Test([.. rows.Select(row => row[0])], [.. rows.Select(row => row.Sum())]);
            return new NamedValues("chisq", test?.Statistic).And("p", test?.P);
        },
        ["mcnemar"] = input =>
        {
            var rows = input.Rows("rows");
            var (first, second) = (rows[0][1], rows[1][0]);
            var (plain, corrected) = (McNemar.Test(first, second), McNemar.WithContinuityCorrection(first, second));
            return new NamedValues("chisq", plain?.Statistic)
                .And("p", plain?.P)
                .And("cc.chisq", corrected?.Statistic)
                .And("cc.p", corrected?.P)
                .And("exact.p", McNemar.Exact(first, second)?.TwoSided);
        },
    };

    private static CrossTable Table(CaseInput input)
    {
        var rows = input.Rows("rows");
        return new CrossTable([.. rows.SelectMany(row => row)], rows[0].Length);
    }
}
