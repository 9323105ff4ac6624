using TrialData.Tests;

namespace TrialData.Instruments.Tests;

public sealed class The_public_surface_of_the_instruments
{
    [Fact]
    public void Is_documented() => Assert.Empty(Undocumented.In(typeof(Scoring).Assembly));
}
