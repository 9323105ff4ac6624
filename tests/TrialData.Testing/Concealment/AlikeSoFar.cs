using System.Text;
using TrialData.Randomisation;

namespace TrialData.Testing.Concealment;

/// <summary>Two sealings of the test's trial that give the same arms to so many participants, and another arm to the next at each site.</summary>
public static class AlikeSoFar
{
    // Both have as many rows at each site.
    private const int RowsPerSite = 60;

    // Any allocation that halves the areas, so that the arms of one site leave those of the other open.
    private static readonly string ClusterDesign = TestClusters.DesignWith("\"accept\": 1");

    private const string BySite = """ "factors": [{ "name": "site" }], """;

    private static readonly Dictionary<string, (string One, string Other)> Designs = new(StringComparer.Ordinal)
    {
        ["blocks of 2"] = Twice(BySite + """ "procedure": "permuted blocks 2", "blockSizes": [2] """),
        ["blocks of 2 and 4"] = Twice(BySite + """ "procedure": "permuted blocks 2", "blockSizes": [2, 4] """),
        ["blocks of other sizes"] = (
            Whole(BySite + """ "procedure": "permuted blocks 2", "blockSizes": [2, 4] """), Whole(BySite + """ "procedure": "permuted blocks 2", "blockSizes": [4, 6] """)),
        ["complete"] = Twice(""" "procedure": "complete 1" """),
        ["random allocation rule"] = Twice(BySite + """ "procedure": "random allocation rule 1", "participants": 60 """),
        ["minimisation"] = Twice("""
            "factors": [{ "name": "site", "weight": 1 }], "procedure": "pocock-simon minimisation 1",
            "measure": "range", "probability": 0.99, "overallWeight": 0, "allowsDeterministic": false
            """),
        ["biased coin"] = Twice(BySite + """ "procedure": "biased coin 1", "probability": 0.95 """),
        ["urn"] = Twice(BySite + """ "procedure": "urn 1", "initial": 1, "added": 3 """),
        ["big stick"] = Twice(BySite + """ "procedure": "big stick 1", "limit": 1 """),
        ["maximal procedure"] = Twice(BySite + """ "procedure": "maximal procedure 1", "participants": 60, "limit": 1 """),
    };

    /// <summary>The kinds of sealings that there are pairs of.</summary>
    public static IReadOnlyCollection<string> Kinds => [.. Designs.Keys, UploadedList];

    public const string UploadedList = "uploaded list";

    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="allocations">How many participants got the same arm.</param>
    public static (Sealing One, Sealing Other) Of(string kind, int allocations)
    {
        if (kind == UploadedList)
        {
            return (List(allocations, number: 0), List(allocations, number: 1));
        }

        var (design, other) = Designs[kind];
        (byte[] First, byte[] Second)? pair = null;
        (byte[] First, byte[] Second) PairOf(Guid scheme) => pair ??= new SecretPair(scheme, Vault.Nonce, Vault.Sites, Vault.SiteOfEach(allocations))
            .Find(SchemeDocument.ReadDesign(design).Value!, SchemeDocument.ReadDesign(other).Value!);
        return (new Sealing(design, scheme => PairOf(scheme).First), new Sealing(other, scheme => PairOf(scheme).Second));
    }

    /// <summary>Two sealings of the clusters' trial: to some site's clusters the one gives the same arms as the other, or to none.</summary>
    /// <param name="alikeAt">The site; null for two that have nothing in common at the first cluster of each.</param>
    public static (Sealing One, Sealing Other) OfClusters(string? alikeAt)
    {
        (byte[] First, byte[] Second)? pair = null;
        (byte[] First, byte[] Second) PairOf(Guid scheme)
        {
            if (pair is null)
            {
                var design = ((ClusterScheme)SchemeDocument.ReadDesign(ClusterDesign).Value!).Design;
                var one = ArmsOf(design, scheme, number: 0);
                var other = Enumerable.Range(1, 10_000).First(number => IsOther(one, ArmsOf(design, scheme, number), alikeAt));
                pair = (SecretPair.SecretOf(0), SecretPair.SecretOf(other));
            }

            return pair.Value;
        }

        return (new Sealing(ClusterDesign, scheme => PairOf(scheme).First), new Sealing(ClusterDesign, scheme => PairOf(scheme).Second));
    }

    private static bool IsOther(Dictionary<string, string> one, Dictionary<string, string> other, string? alikeAt) => Vault.Sites.All(site => site == alikeAt
        ? one.All(cluster => TestClusters.SiteOf(cluster.Key) != site || other[cluster.Key] == cluster.Value)
        : one[TestClusters.FirstOf(site)] != other[TestClusters.FirstOf(site)]);

    private static Dictionary<string, string> ArmsOf(ClusterDesign design, Guid scheme, int number)
    {
        using var draws = new SealedDraws(DrawKey.Of(SecretPair.SecretOf(number), Vault.Nonce), scheme.ToString("D"));
        var arms = ConstrainedRandomisation.Allocate(design, draws)!.ArmOfCluster;
        return design.Clusters.Zip(arms).ToDictionary(each => each.First.Code, each => each.Second, StringComparer.Ordinal);
    }

    // Taken in turn; of those still to come one list has the new arm first, the other the old.
    private static Sealing List(int allocations, int number)
    {
        var rows = new StringBuilder("site,number,arm\n");
        foreach (var site in Vault.Sites)
        {
            var taken = Vault.SiteOfEach(allocations).Count(each => each == site);
            var inTurn = Enumerable.Range(0, RowsPerSite).Select(row => row % 2 == 0 ? "NEW" : "OLD").ToList();
            var toCome = inTurn.Skip(taken).Order(StringComparer.Ordinal);
            foreach (var (row, arm) in inTurn.Take(taken).Concat(number == 0 ? toCome : toCome.Reverse()).Index())
            {
                rows.Append(FormattableString.Invariant($"{site},{row + 1},{arm}\n"));
            }
        }

        return new Sealing(Whole(""" "factors": [{ "name": "site", "levels": ["S1", "S2"] }], "procedure": "uploaded list 2" """), _ => SecretPair.SecretOf(number), rows.ToString());
    }

    private static (string One, string Other) Twice(string rule) => (Whole(rule), Whole(rule));

    private static string Whole(string rule) => $$"""{ "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }], {{rule}} }""";
}
