using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation;

/// <summary>The schemes that a design is usually weighed against.</summary>
internal static class UsualSchemes
{
    private const string Site = "site";

    private static readonly decimal[] Probabilities = [0.9m, 0.8m, 0.7m];

    /// <summary>Over the arms of a design and the factors that are simulated.</summary>
    public static List<(string Name, SchemeDesign Design)> Beside(SchemeDesign design, IReadOnlyList<AssessedFactor> factors)
    {
        var arms = design.Arms;
        var smallest = arms.Sum(arm => arm.Ratio);
        var all = factors.Select(factor => new Factor(factor.Name, factor.Levels.Select(level => level.Level).ToList())).ToList();
        var sites = all.Where(factor => factor.Name == Site).ToList();
        var schemes = new List<(string, SchemeDesign)>
        {
            ("coin", new CompleteRandomisation(arms)),
            (Invariant($"blocks of {2 * smallest} by site"), new PermutedBlockScheme(arms, sites, [2 * smallest])),
            (Invariant($"blocks of {smallest}, {2 * smallest}, {3 * smallest} by site"), new PermutedBlockScheme(arms, sites, [smallest, 2 * smallest, 3 * smallest])),
        };
        if (all.Count > 1)
        {
            schemes.Add((Invariant($"blocks of {2 * smallest} by all factors"), new PermutedBlockScheme(arms, all, [2 * smallest])));
        }

        schemes.AddRange(Probabilities.Select(p => (Invariant($"minimisation, p = {p}"), (SchemeDesign)Minimised(arms, all, p))));
        if (all.Count > 1)
        {
            schemes.Add(("minimisation without site, p = 0.8", Minimised(arms, all.Where(factor => factor.Name != Site), 0.8m)));
        }

        return schemes;
    }

    private static Minimisation Minimised(IReadOnlyList<ArmRatio> arms, IEnumerable<Factor> factors, decimal probability) => new Minimisation(
        arms,
        factors.Select(factor => new WeightedFactor(factor.Name, factor.Levels, Weight: 1)).ToList(),
        new MinimisationRule(ImbalanceMeasure.Range, probability, OverallWeight: 0, AllowsDeterministic: false));
}
