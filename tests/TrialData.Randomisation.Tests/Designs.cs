namespace TrialData.Randomisation.Tests;

/// <summary>Designs that many tests are about, by a name that a failing test shows.</summary>
internal static class Designs
{
    internal static readonly ArmRatio[] Equal = [new("POD", 1), new("TAU", 1)];
    internal static readonly ArmRatio[] TwoToOne = [new("POD", 2), new("TAU", 1)];
    internal static readonly ArmRatio[] Three = [new("A", 1), new("B", 1), new("C", 1)];
    internal static readonly ArmRatio[] Uneven = [new("A", 3), new("B", 2), new("C", 1)];

    internal static readonly Factor Site = new("site", []);
    internal static readonly Factor Severity = new("severity", ["low", "high"]);
    internal static readonly Factor Employment = new("employment", ["yes", "no"]);

    private static readonly Dictionary<string, Func<SchemeDesign>> All = new()
    {
        ["complete 1:1"] = () => new CompleteRandomisation(Equal),
        ["complete 3:2:1"] = () => new CompleteRandomisation(Uneven),
        ["blocks 4"] = () => new PermutedBlockScheme(Equal, [Site], [4]),
        ["blocks 2/4/6"] = () => new PermutedBlockScheme(Equal, [Site], [2, 4, 6]),
        ["blocks 3/6 of 2:1"] = () => new PermutedBlockScheme(TwoToOne, [Site, Severity], [3, 6]),
        ["allocation rule"] = () => new RandomAllocationRule(Equal, [Severity], 600),
        ["allocation rule 3:2:1"] = () => new RandomAllocationRule(Uneven, [], 600),
        ["minimisation range"] = () => Minimised(Equal, ImbalanceMeasure.Range, 0.8m),
        ["minimisation variance 2:1"] = () => Minimised(TwoToOne, ImbalanceMeasure.Variance, 0.8m),
        ["minimisation range 3:2:1"] = () => Minimised(Uneven, ImbalanceMeasure.Range, 0.9m),
        ["minimisation sd 1:1:1"] = () => Minimised(Three, ImbalanceMeasure.StandardDeviation, 0.75m, overall: 2),
        ["biased coin"] = () => new BiasedCoin(Equal, [Severity], 0.6667m),
        ["biased coin 3:2:1"] = () => new BiasedCoin(Uneven, [], 0.7m),
        ["urn"] = () => new UrnDesign(Equal, [Site], 0, 1),
        ["urn 2:1"] = () => new UrnDesign(TwoToOne, [], 1, 3),
        ["big stick"] = () => new BigStick(Equal, [Severity], 3),
        ["maximal"] = () => new MaximalProcedure(Equal, [Severity], 600, 3),
    };

    internal static TheoryData<string> Names => [.. All.Keys];

    internal static WeightedScheme Weighted(string name) => (WeightedScheme)All[name]();

    internal static Minimisation Minimised(ArmRatio[] arms, ImbalanceMeasure measure, decimal probability, int overall = 0, bool withSite = true) => new(
        arms,
        [.. withSite ? [new WeightedFactor("site", [], 1)] : Array.Empty<WeightedFactor>(), new("severity", ["low", "high"], 1), new("employment", ["yes", "no"], 1)],
        new MinimisationRule(measure, probability, overall));
}
