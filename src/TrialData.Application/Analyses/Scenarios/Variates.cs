namespace TrialData.Application.Analyses.Scenarios;

/// <summary>Where a simulation takes its randomness from.</summary>
/// <param name="Uniform">A number in [0, 1).</param>
/// <param name="Normal">A standard normal number.</param>
public sealed record Variates(Func<double> Uniform, Func<double> Normal)
{
    public bool Happens(double probability) => Uniform() < probability;

    public int Below(int bound) => (int)(Uniform() * bound);
}
