using System.Globalization;

namespace TrialData.Testing;

/// <summary>How much longer than usual statistical tests, kills and comparisons go: TRIALDATA_TEST_DEPTH, 1 if it is not set.</summary>
public static class Depth
{
    private static readonly int Factor = int.Parse(Environment.GetEnvironmentVariable("TRIALDATA_TEST_DEPTH") ?? "1", CultureInfo.InvariantCulture);

    public static bool IsUsual => Factor == 1;

    public static int Times(int usual) => usual * Factor;
}
