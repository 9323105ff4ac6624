using System.Globalization;
using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>A level that simulated participants may have.</summary>
/// <param name="Level">The level.</param>
/// <param name="Share">How often, in proportion to the other levels of the factor; above 0.</param>
public sealed record AssessedLevel(string Level, double Share);

/// <summary>A factor of simulated participants. Factors are independent of each other.</summary>
/// <param name="Name">The factor's name.</param>
/// <param name="Levels">At least one level.</param>
public sealed record AssessedFactor(string Name, IReadOnlyList<AssessedLevel> Levels)
{
    /// <summary>A factor whose levels are equally frequent.</summary>
    /// <param name="name">The factor's name.</param>
    /// <param name="levels">Its levels.</param>
    public static AssessedFactor Even(string name, params IReadOnlyList<string> levels) => new(name, [.. levels.Select(level => new AssessedLevel(level, 1))]);
}

/// <summary>What to simulate.</summary>
/// <param name="Design">The design; any but an uploaded list, whose allocations are fixed.</param>
/// <param name="Participants">How many participants a trial has, from 1 to 100,000.</param>
/// <param name="Simulations">How many trials, from 1 to 10 million.</param>
/// <param name="Factors">What participants are like: at least the factors of the design; others are only reported on.</param>
/// <param name="SiteFactor">The factor whose staff try to guess, each knowing the past arms of their own level; null if all staff know all past arms.</param>
/// <param name="Seed">Seed of the simulation; the same plan gives the same result, on any number of cores.</param>
public sealed record AssessmentPlan(
    SchemeDesign Design, int Participants, int Simulations, IReadOnlyList<AssessedFactor> Factors, string? SiteFactor = null, ulong Seed = 1)
{
    private const int MostParticipants = 100_000;
    private const int MostSimulations = 10_000_000;
    private const long MostCounters = 10_000_000;

    // Keeps imbalances, counted in the smallest part that all ratios divide into, within 32 bits.
    private const int LargestUnit = 10_000;

    // Among more, sharing the credit of a guess in whole numbers would not fit.
    private const int MostArms = 16;

    /// <summary>Finds what is wrong with the plan.</summary>
    /// <returns>Every fault; empty for a plan that can be run.</returns>
    public IReadOnlyList<DesignFault> Check()
    {
        List<DesignFault> faults =
        [
            .. DesignChecks.Range("participants", Participants, 1, MostParticipants),
            .. DesignChecks.Range("simulations", Simulations, 1, MostSimulations),
            .. DesignChecks.Range("arms", Design.Arms.Count, 2, MostArms),
            .. FactorCheck.Faults([.. Factors.Select(factor => new Factor(factor.Name, [.. factor.Levels.Select(level => level.Level)]))], "factors"),
            .. Factors.SelectMany(ShareFaults),
            .. Design.Factors.Where(factor => Factors.All(assessed => assessed.Name != factor.Name))
                .Select(factor => new DesignFault("factors", factor.Name, "is a factor of the design; say what levels it has, and how often")),
        ];
        if (!DesignChecks.Arms(Design.Arms).Any() && Fractions.LeastCommonMultiple(Design.Arms.Select(arm => arm.Ratio)) > LargestUnit)
        {
            faults.Add(new DesignFault("arms", string.Join(':', Design.Arms.Select(arm => arm.Ratio)), Invariant($"have ratios whose least common multiple is above {LargestUnit}")));
        }

        if (SiteFactor is not null && Factors.All(factor => factor.Name != SiteFactor))
        {
            faults.Add(new DesignFault("siteFactor", SiteFactor, "is none of the factors"));
        }

        if (Design is ConcealedList)
        {
            faults.Add(new DesignFault("design", Design.Procedure, "is fixed; assess the design that the list was made by"));
        }
        else if (Design is ClusterScheme)
        {
            faults.Add(new DesignFault("design", Design.Procedure, "allocates clusters and nobody alone; a design of clusters is assessed by itself"));
        }
        else if (faults.Count == 0 && Simulated.CounterCount(LevelCounts()) is > MostCounters and var counters)
        {
            faults.Add(new DesignFault("design", Invariant($"{counters}"), Invariant($"counters are needed for all strata; at most {MostCounters} can be simulated")));
        }

        return faults;
    }

    /// <summary>The design to simulate: of the first construction of blocks, the second, which follows the same law.</summary>
    internal WeightedScheme Simulated => Design switch
    {
        ShuffledBlocks blocks => new PermutedBlockScheme(blocks.Arms, blocks.Factors, blocks.BlockSizes),
        WeightedScheme scheme => scheme,
        _ => throw new InvalidOperationException($"{Design.Procedure} cannot be simulated."),
    };

    /// <summary>How many levels each factor of the design has among the simulated participants, in the design's order.</summary>
    internal int[] LevelCounts() => [.. Design.Factors.Select(factor => Factors.First(assessed => assessed.Name == factor.Name).Levels.Count)];

    private IEnumerable<DesignFault> ShareFaults(AssessedFactor factor, int index)
    {
        if (factor.Levels.Count == 0)
        {
            yield return new DesignFault(Invariant($"factors[{index}].levels"), "", "needs at least one level");
        }

        foreach (var (i, level) in factor.Levels.Index())
        {
            if (!(level.Share > 0 && double.IsFinite(level.Share)))
            {
                yield return new DesignFault(Invariant($"factors[{index}].levels[{i}].share"), level.Share.ToString(CultureInfo.InvariantCulture), "must be above 0");
            }

            if (Design.Factors.FirstOrDefault(each => each.Name == factor.Name) is { Levels.Count: > 0 } known && !known.Levels.Contains(level.Level))
            {
                yield return new DesignFault(Invariant($"factors[{index}].levels[{i}].level"), level.Level, "is not a level that the design knows");
            }
        }
    }
}
