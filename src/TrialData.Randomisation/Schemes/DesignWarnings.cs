using System.Globalization;

namespace TrialData.Randomisation;

/// <summary>What of a sound design a statistician should think about before it is sealed, without a simulation.</summary>
public static class DesignWarnings
{
    // Of 20 allocations that are not tied, whoever knows the counts is then wrong about less than one.
    private const decimal HardlyByChance = 0.95m;

    /// <summary>Finds it.</summary>
    /// <param name="design">The design.</param>
    /// <returns>Every warning; empty if there is nothing.</returns>
    public static IEnumerable<DesignWarning> Of(SchemeDesign design)
    {
        var probability = design switch
        {
            Minimisation minimisation => minimisation.Rule.Probability,
            BiasedCoin coin => coin.Probability,
            _ => 0,
        };
        if (probability is > HardlyByChance and < 1)
        {
            yield return new DesignWarning("hardly-by-chance", string.Create(
                CultureInfo.InvariantCulture,
                $"With probability {probability} hardly any allocation is left to chance: whoever knows the past is right about {probability:P2} of those that are not tied. Above {HardlyByChance} that is next to a deterministic rule."));
        }
    }
}
