namespace TrialData.Application.Analyses.Validation;

/// <summary>Computes a case: its input in, values by name out.</summary>
internal delegate NamedValues CaseMethod(CaseInput input);

/// <summary>The methods that reference cases can ask for, by the name they have there.</summary>
internal static class MethodCatalogue
{
    private static readonly Dictionary<string, CaseMethod> Methods = new(
        [
            .. ProportionMethods.All,
            .. TwoArmMethods.All,
            .. StrataMethods.All,
            .. CrossTableMethods.All,
            .. RateMethods.All,
            .. MultiplicityMethods.All,
            .. PlanningMethods.All,
            .. ClusterMethods.All,
            .. ScoreMethods.All,
        ],
        StringComparer.Ordinal);

    internal static CaseMethod? Find(string name) => Methods.GetValueOrDefault(name);
}
