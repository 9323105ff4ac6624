using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.DataProtection;
using TrialData.Hosting;
using TrialData.Randomisation;

namespace TrialData.Benchmarks;

/// <summary>What one allocation from a sealed list computes: the secret and one piece are decrypted, the piece is proved and its row found.</summary>
[Config(typeof(RandomisingConfig))]
[MemoryDiagnoser]
public class AllocationFromAList
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly CellState[] Cells = [new CellState("site=S7", [3])];
    private static readonly Dictionary<string, string> Levels = new() { ["site"] = "S7" };

    private readonly SealedByDataProtection sealer = new(new EphemeralDataProtectionProvider());
    private IReadOnlyList<ListRow> rows = [];
    private ListPlan plan = null!;
    private string secret = "";
    private ConcealedList list = null!;
    private SortedList<string, (ListPiece Piece, string Content)> stored = [];

    [Params(600, 10_000, 100_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var sites = new Factor("site", [.. Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"S{i}"))]);
        plan = new ListPlan([new("A", 1), new("B", 1)], [sites], [2, 4, 6], Rows / 100);
        using var draws = new SealedDraws(Secret, "benchmark");
        rows = [.. ListMaker.Make(plan, draws).Take(Rows)];
        secret = sealer.Seal(Secret);
        Seal();
    }

    [Benchmark(Description = "seal the list")]
    public void Seal()
    {
        Factor[] open = [plan.StratifyBy[0] with { Levels = [] }];
        var pieces = ListPieces.Of(plan.Arms, open, rows, Secret);
        list = new UploadedList(plan.Arms, open, rows, pieces.Root, isInPieces: true);
        stored = new(pieces.Pieces.ToDictionary(piece => piece.From, piece => (piece with { Content = [] }, sealer.Seal(piece.Content))), StringComparer.Ordinal);
    }

    [Benchmark(Description = "allocate from the list")]
    public SchemeAllocation? Allocate()
    {
        var key = sealer.Unseal(secret);
        var (piece, content) = Find(ListPieces.TagOf(Cells[0].Cell, Cells[0].Counters[0], key));
        using var draws = new SealedDraws(key, "benchmark");
        return OpenedPiece.Prove(list, piece with { Content = sealer.Unseal(content) }, key)!.Allocate(draws, Levels, Cells)
            ?? throw new InvalidOperationException("The list has no such row.");
    }

    // In place of the store's index.
    private (ListPiece Piece, string Content) Find(string tag)
    {
        var (low, high) = (0, stored.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(stored.GetKeyAtIndex(middle), tag) <= 0 ? (middle, high) : (low, middle);
        }

        return stored.GetValueAtIndex(low);
    }
}
