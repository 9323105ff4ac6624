namespace TrialData.Testing;

/// <summary>The small trial for tests with eight clusters at two sites, which its design balances by size within two areas.</summary>
public static class TestClusters
{
    private static readonly string[] All = ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"];

    public static string Protocol { get; } = JsonEdit.With(
        TestProtocol.Json,
        "randomisation",
        $$"""{ "unit": "cluster", "clusters": [{{string.Join(", ", All.Select(code => $$"""{ "code": "{{code}}", "name": "Practices of {{code}}", "site": "{{SiteOf(code)}}" }"""))}}] }""");

    /// <summary>Of the 36 ways to halve both areas, the 18 that are at most 0.4 apart.</summary>
    public static string Design { get; } = DesignWith("\"acceptScoreUpTo\": 0.4");

    /// <param name="acceptance">The property that says which allocations are good enough.</param>
    public static string DesignWith(string acceptance) => $$"""
        { "procedure": "constrained clusters 1", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "clusters": [{{string.Join(", ", All.Index().Select(each => FormattableString.Invariant($$"""{ "code": "{{each.Item}}", "area": "area {{each.Index % 2}}", "covariates": [{{100 + (each.Index * each.Index * each.Index)}}] }""")))}}],
          "covariates": [{ "name": "size", "weight": 1 }], "enumerateUpTo": 1000, "sample": 100, {{acceptance}} }
        """;

    public static string SiteOf(string cluster) => string.CompareOrdinal(cluster, "C4") <= 0 ? "S1" : "S2";

    public static string FirstOf(string site) => All.First(code => SiteOf(code) == site);

    /// <summary>The trial with its scheme sealed and given a nonce; its clusters still await their arms.</summary>
    public static async Task<TrialHost> OpenAsync(Storage.Engine engine)
    {
        var trial = await TrialHost.OpenAsync(engine, Protocol);
        _ = await trial.SealAsync(Design);
        return trial;
    }
}
