using TrialData.Application.Analyses.Scenarios;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Streams of the fast generator for simulated people. They never take part in a real allocation.</summary>
public static class SimulatedVariates
{
    /// <param name="stream">Tells independent streams of one seed apart.</param>
    public static Variates Of(long seed, long stream)
    {
        var source = new SimulationStream((ulong)seed, (ulong)stream);
        return new Variates(source.NextDouble, source.NextNormal);
    }
}
