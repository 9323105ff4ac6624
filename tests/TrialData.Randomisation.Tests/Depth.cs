using System.Globalization;

namespace TrialData.Randomisation.Tests;

/// <summary>How much longer than usual the simulations run: TRIALDATA_TEST_DEPTH, 1 if it is not set.</summary>
internal static class Depth
{
    internal static int Times(int simulations) =>
        simulations * int.Parse(Environment.GetEnvironmentVariable("TRIALDATA_TEST_DEPTH") ?? "1", CultureInfo.InvariantCulture);
}
