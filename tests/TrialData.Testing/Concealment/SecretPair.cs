using System.Security.Cryptography;
using System.Text;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Testing.Concealment;

/// <summary>Two secrets that give the same arms to the first participants, and other arms to whoever comes next, at each site.</summary>
/// <remarks>Found by trying secrets until two share a past: blocks of 2 have 25 bits in 50 participants, so some thousands suffice.</remarks>
internal sealed class SecretPair(Guid schemeId, byte[] nonce, IReadOnlyList<string> sites, IReadOnlyList<string> siteOfEach)
{
    private const int Batch = 1024;
    private const int Most = 1000 * Batch;

    public (byte[] First, byte[] Second) Find(SchemeDesign first, SchemeDesign second)
    {
        var (firsts, seconds) = (new Dictionary<string, List<Tried>>(StringComparer.Ordinal), new Dictionary<string, List<Tried>>(StringComparer.Ordinal));
        for (var from = 0; from < Most; from += Batch)
        {
            var tried = Enumerable.Range(from, Batch).AsParallel().AsOrdered().Select(number => (First: Try(first, number), Second: Try(second, number))).ToList();
            foreach (var (one, other) in tried)
            {
                Keep(firsts, one);
                Keep(seconds, other);
                if (Other(seconds, one) is { } found)
                {
                    return (SecretOf(one.Number), SecretOf(found.Number));
                }

                if (Other(firsts, other) is { } earlier)
                {
                    return (SecretOf(earlier.Number), SecretOf(other.Number));
                }
            }
        }

        throw new InvalidOperationException(Invariant($"No two of {Most} secrets give the same {siteOfEach.Count} allocations and others after them."));
    }

    internal static byte[] SecretOf(int number) => SHA256.HashData(Encoding.UTF8.GetBytes(Invariant($"secret {number}")));

    private Tried Try(SchemeDesign design, int number)
    {
        using var draws = new SealedDraws(DrawKey.Of(SecretOf(number), nonce), schemeId.ToString("D"));
        var cells = new Dictionary<string, CellState>(StringComparer.Ordinal);
        var past = new StringBuilder();
        foreach (var site in siteOfEach)
        {
            past.Append(Allocate(design, draws, cells, site)).Append(' ');
        }

        return new Tried(number, past.ToString(), [.. sites.Select(site => Allocate(design, draws, cells, site))]);
    }

    private static string Allocate(SchemeDesign design, SealedDraws draws, Dictionary<string, CellState> cells, string site)
    {
        var levels = design.Factors.ToDictionary(factor => factor.Name, _ => site, StringComparer.Ordinal);
        var now = design.CellsOf(levels).Select(name => cells.GetValueOrDefault(name) ?? new CellState(name, design.Start)).ToList();
        var made = design.Allocate(draws, levels, now)!;
        foreach (var cell in made.After)
        {
            cells[cell.Cell] = cell;
        }

        return made.Arm;
    }

    private static void Keep(Dictionary<string, List<Tried>> kept, Tried tried)
    {
        if (!kept.TryGetValue(tried.Past, out var alike))
        {
            kept.Add(tried.Past, alike = []);
        }

        alike.Add(tried);
    }

    private static Tried? Other(Dictionary<string, List<Tried>> kept, Tried tried) =>
        kept.GetValueOrDefault(tried.Past)?.Find(each => each.Next.Zip(tried.Next).All(next => next.First != next.Second));

    /// <param name="Next">The arm of the next participant at each site, one site after the other.</param>
    private sealed record Tried(int Number, string Past, IReadOnlyList<string> Next);
}
