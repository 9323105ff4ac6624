using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>What several schemes ask of their parts.</summary>
internal static class DesignChecks
{
    internal const int LargestRatio = 1000;

    internal static IEnumerable<DesignFault> Arms(IReadOnlyList<ArmRatio> arms)
    {
        if (arms.Count < 2)
        {
            yield return new DesignFault("arms", Invariant($"{arms.Count}"), "arms are too few; a trial compares at least 2");
        }

        for (var i = 0; i < arms.Count; i++)
        {
            var (arm, ratio) = arms[i];
            if (string.IsNullOrWhiteSpace(arm))
            {
                yield return new DesignFault(Invariant($"arms[{i}].arm"), arm, "is blank");
            }
            else if (arms.Take(i).Any(earlier => string.Equals(earlier.Arm, arm, StringComparison.OrdinalIgnoreCase)))
            {
                yield return new DesignFault(Invariant($"arms[{i}].arm"), arm, "is the code of an earlier arm; upper and lower case count as equal");
            }

            if (ratio is < 1 or > LargestRatio)
            {
                yield return new DesignFault(Invariant($"arms[{i}].ratio"), Invariant($"{ratio}"), Invariant($"must be from 1 to {LargestRatio}"));
            }
        }
    }

    internal static IEnumerable<DesignFault> ArmsInShares(IReadOnlyList<ArmRatio> arms)
    {
        var faults = Arms(arms).ToList();
        if (faults.Count == 0 && Shares(arms).Count is > WeightedScheme.MostShares and var shares)
        {
            faults.Add(new DesignFault("arms", Invariant($"{shares}"), Invariant($"is the sum of the ratios in lowest terms; at most {WeightedScheme.MostShares} can be kept at every step")));
        }

        return faults;
    }

    internal static IEnumerable<DesignFault> TwoEqualArms(IReadOnlyList<ArmRatio> arms)
    {
        var faults = Arms(arms).ToList();
        if (faults.Count == 0 && (arms.Count != 2 || arms[0].Ratio != arms[1].Ratio))
        {
            faults.Add(new DesignFault("arms", string.Join(':', arms.Select(arm => arm.Ratio)), "is another ratio than 1:1, the only one of this scheme"));
        }

        return faults;
    }

    internal static IEnumerable<DesignFault> Range(string place, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            yield return new DesignFault(place, Invariant($"{value}"), Invariant($"must be from {least} to {most}"));
        }
    }

    internal static IEnumerable<DesignFault> Multiple(string place, int value, IReadOnlyList<ArmRatio> arms)
    {
        if (!Arms(arms).Any() && value % arms.Sum(arm => arm.Ratio) != 0)
        {
            yield return new DesignFault(place, Invariant($"{value}"), Invariant($"is not a multiple of {arms.Sum(arm => arm.Ratio)}, the sum of the ratios"));
        }
    }

    /// <summary>The arm of each share: as many shares as the ratio in lowest terms, in the order of the arms.</summary>
    internal static IReadOnlyList<int> Shares(IReadOnlyList<ArmRatio> arms)
    {
        var divisor = arms.Select(arm => arm.Ratio).Aggregate(Fractions.GreatestCommonDivisor);
        return [.. arms.Index().SelectMany(arm => Enumerable.Repeat(arm.Index, arm.Item.Ratio / divisor))];
    }

    /// <summary>Each arm as it is: the only share of itself.</summary>
    internal static IReadOnlyList<int> NoShares(IReadOnlyList<ArmRatio> arms) => [.. Enumerable.Range(0, arms.Count)];
}
