namespace TrialData.Randomisation;

/// <summary>The names of all strata of some factors with known levels, each made once.</summary>
internal sealed class StratumNames
{
    private readonly (string Factor, Dictionary<string, int> Levels)[] factors;

    internal StratumNames(IReadOnlyList<Factor> stratifyBy)
    {
        factors = [.. stratifyBy.Select(factor => (factor.Name, factor.Levels.Index().ToDictionary(level => level.Item, level => level.Index, StringComparer.Ordinal)))];
        All = [.. Levels(stratifyBy).Select(CellName.Of)];
    }

    /// <summary>In the order of the levels, those of the last factor following each other.</summary>
    internal string[] All { get; }

    /// <summary>The name of the stratum of some levels; null if they are not one level of each factor and nothing else.</summary>
    internal string? Find(IReadOnlyDictionary<string, string> levels)
    {
        if (levels.Count != factors.Length)
        {
            return null;
        }

        var stratum = 0;
        foreach (var (factor, known) in factors)
        {
            if (!levels.TryGetValue(factor, out var level) || !known.TryGetValue(level, out var index))
            {
                return null;
            }

            stratum = (stratum * known.Count) + index;
        }

        return All[stratum];
    }

    internal static IEnumerable<IReadOnlyList<(string Factor, string Level)>> Levels(IReadOnlyList<Factor> stratifyBy)
    {
        IEnumerable<IReadOnlyList<(string, string)>> strata = [[]];
        foreach (var factor in stratifyBy)
        {
            strata = strata.SelectMany(before => factor.Levels.Select(level => (IReadOnlyList<(string, string)>)[.. before, (factor.Name, level)]));
        }

        return strata;
    }
}
