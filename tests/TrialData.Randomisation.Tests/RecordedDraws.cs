namespace TrialData.Randomisation.Tests;

/// <summary>Draws that keep which addresses they were asked for.</summary>
internal sealed class RecordedDraws(IDraws draws) : IDraws
{
    internal List<(string Stratum, long Counter)> Addresses { get; } = [];

    public int Below(int bound, string stratum, long counter)
    {
        Addresses.Add((stratum, counter));
        return draws.Below(bound, stratum, counter);
    }
}
