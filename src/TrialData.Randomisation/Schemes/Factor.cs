using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>What participants are told apart by: site, severity, employment.</summary>
/// <param name="Name">The factor's name, such as <c>site</c>.</param>
/// <param name="Levels">The levels that a participant may have; empty where any will do, as for sites that join later.</param>
public record Factor(string Name, IReadOnlyList<string> Levels);

/// <summary>A factor that a minimisation balances, with its weight.</summary>
/// <param name="Name">The factor's name.</param>
/// <param name="Levels">The levels that a participant may have; empty where any will do.</param>
/// <param name="Weight">How much its imbalance counts, from 1 to 1000; only the proportion to the other weights matters.</param>
public sealed record WeightedFactor(string Name, IReadOnlyList<string> Levels, int Weight) : Factor(Name, Levels)
{
    internal const int LargestWeight = 1000;
}

/// <summary>The names of cells, spelt so that different levels never share one.</summary>
internal static class CellName
{
    /// <summary>The cell of a scheme that tells nobody apart, and the one in which a minimisation counts everybody.</summary>
    internal const string All = "all";

    // Has no equals sign, which every other name but "all" begins a level with.
    private const string Downtime = "downtime|";

    internal static string Of(IEnumerable<(string Factor, string Level)> levels)
    {
        var name = string.Join('|', levels.Select(each => Escaped(each.Factor) + "=" + Escaped(each.Level)));
        return name.Length == 0 ? All : name;
    }

    internal static string OfDowntime(string site) => Downtime + Of([("site", site)]);

    internal static bool IsDowntime(string cell) => cell.StartsWith(OfDowntime(""), StringComparison.Ordinal);

    private static string Escaped(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("|", @"\|", StringComparison.Ordinal)
        .Replace("=", @"\=", StringComparison.Ordinal);
}

internal static class FactorCheck
{
    internal static IEnumerable<DesignFault> Faults(IReadOnlyList<Factor> factors, string place)
    {
        for (var i = 0; i < factors.Count; i++)
        {
            var factor = factors[i];
            if (string.IsNullOrWhiteSpace(factor.Name))
            {
                yield return new DesignFault(Invariant($"{place}[{i}].name"), factor.Name, "is blank");
            }
            else if (factors.Take(i).Any(earlier => string.Equals(earlier.Name, factor.Name, StringComparison.OrdinalIgnoreCase)))
            {
                yield return new DesignFault(Invariant($"{place}[{i}].name"), factor.Name, "is the name of an earlier factor; upper and lower case count as equal");
            }

            foreach (var fault in LevelFaults(factor, Invariant($"{place}[{i}].levels")))
            {
                yield return fault;
            }

            if (factor is WeightedFactor { Weight: < 1 or > WeightedFactor.LargestWeight } weighted)
            {
                yield return new DesignFault(Invariant($"{place}[{i}].weight"), Invariant($"{weighted.Weight}"), Invariant($"must be from 1 to {WeightedFactor.LargestWeight}"));
            }
        }
    }

    /// <summary>What is wrong with a participant's levels.</summary>
    internal static IReadOnlyList<DesignFault> FaultsOf(IReadOnlyDictionary<string, string> levels, IReadOnlyList<Factor> factors) =>
    [
        .. factors.Where(factor => !levels.ContainsKey(factor.Name)).Select(factor => new DesignFault(factor.Name, "", "has no level")),
        .. factors.Where(factor => levels.TryGetValue(factor.Name, out var level) && !IsLevel(factor, level))
            .Select(factor => new DesignFault(factor.Name, levels[factor.Name], "is not a level of this factor")),
        .. levels.Where(level => factors.All(factor => factor.Name != level.Key))
            .Select(level => new DesignFault(level.Key, level.Value, "is not a factor of the design")),
    ];

    private static bool IsLevel(Factor factor, string level) =>
        factor.Levels.Count == 0 ? !string.IsNullOrWhiteSpace(level) : factor.Levels.Contains(level, StringComparer.Ordinal);

    private static IEnumerable<DesignFault> LevelFaults(Factor factor, string place)
    {
        for (var i = 0; i < factor.Levels.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(factor.Levels[i]))
            {
                yield return new DesignFault(Invariant($"{place}[{i}]"), factor.Levels[i], "is blank");
            }
            else if (factor.Levels.Take(i).Contains(factor.Levels[i], StringComparer.OrdinalIgnoreCase))
            {
                yield return new DesignFault(Invariant($"{place}[{i}]"), factor.Levels[i], "stands here more than once; upper and lower case count as equal");
            }
        }
    }
}
