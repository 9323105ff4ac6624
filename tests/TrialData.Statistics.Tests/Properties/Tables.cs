namespace TrialData.Statistics.Tests.Properties;

/// <summary>Tables by a fixed seed: small, so that zero cells and full arms come often.</summary>
internal static class Tables
{
    private const int Seed = 20240611;
    private const int LargestArm = 40;

    internal static TwoByTwo Swapped(this TwoByTwo table) => new(table.Events0, table.N0, table.Events1, table.N1);

    internal static TwoByTwo WithEventsTurned(this TwoByTwo table) => new(table.N1 - table.Events1, table.N1, table.N0 - table.Events0, table.N0);

    internal static IEnumerable<TwoByTwo> Many(int count = 200)
    {
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
        {
            yield return One(random);
        }
    }

    internal static IEnumerable<TwoByTwo[]> ManyStrata(int count = 100)
    {
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
        {
            yield return [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => One(random))];
        }
    }

    private static TwoByTwo One(Random random)
    {
        int n1 = random.Next(1, LargestArm), n0 = random.Next(1, LargestArm);
        return new TwoByTwo(random.Next(0, n1 + 1), n1, random.Next(0, n0 + 1), n0);
    }
}

/// <summary>Comparison of doubles that may be infinite or undefined.</summary>
internal static class Close
{
    internal static void To(double want, double got, double tolerance = 1e-9)
    {
        var isClose = want.Equals(got) || Math.Abs(want - got) <= tolerance * Math.Max(1, Math.Abs(want));
        Xunit.Assert.True(isClose, FormattableString.Invariant($"want {want:R}, got {got:R}"));
    }
}
