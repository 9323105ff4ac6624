using TrialData.Statistics;

namespace TrialData.Application.Analyses.Validation;

/// <summary>Family 06: p-values <c>p</c>.</summary>
internal static class MultiplicityMethods
{
    internal static readonly Dictionary<string, CaseMethod> All = new(StringComparer.Ordinal)
    {
        ["p-adjust"] = input =>
        {
            var p = input.Numbers("p");
            return new NamedValues()
                .AndEach("bonferroni", PValueAdjustment.Bonferroni(p))
                .AndEach("holm", PValueAdjustment.Holm(p))
                .AndEach("hochberg", PValueAdjustment.Hochberg(p))
                .AndEach("hommel", PValueAdjustment.Hommel(p))
                .AndEach("BH", PValueAdjustment.BenjaminiHochberg(p))
                .AndEach("BY", PValueAdjustment.BenjaminiYekutieli(p));
        },
    };
}
