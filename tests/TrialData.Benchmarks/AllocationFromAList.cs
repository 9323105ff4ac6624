using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.DataProtection;
using TrialData.Application.Allocation;
using TrialData.Hosting;
using TrialData.Randomisation;

namespace TrialData.Benchmarks;

/// <summary>What one allocation from a sealed list costs: the list is unsealed, read and compared with its digest first.</summary>
[Config(typeof(RandomisingConfig))]
[MemoryDiagnoser]
public class AllocationFromAList
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly SealedByDataProtection sealer = new(new EphemeralDataProtectionProvider());
    private Scheme scheme = null!;

    [Params(1_000, 100_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var sites = new Factor("site", [.. Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"S{i}"))]);
        var plan = new ListPlan([new("A", 1), new("B", 1)], [sites], [2, 4, 6], Rows / 100);
        using var draws = new SealedDraws(Secret, "benchmark");
        var rows = ListMaker.Make(plan, draws);
        Factor[] open = [sites with { Levels = [] }];
        var design = new UploadedList(plan.Arms, open, rows, UploadedList.DigestOf(open, rows, Secret));
        var id = Guid.NewGuid();
        var document = new SchemeDocument("BENCH", id.ToString("D"), design, TakesNonce: false).ToCanonicalJson();
        var csv = new StringBuilder("site,arm,number,block\n");
        foreach (var row in rows)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{row.Levels["site"]},{row.Arm},{row.Number},{row.Block}\n");
        }

        scheme = new Scheme(
            1, id, document, Commitment.Of(document, Secret), sealer.Seal(Secret), sealer.Seal(Encoding.UTF8.GetBytes(csv.ToString())),
            DateTimeOffset.UnixEpoch, SealedBy: 1, Nonce: null, RevealAskedBy: null, RevealedAt: null);
    }

    [Benchmark(Description = "allocate from a list")]
    public SchemeAllocation? Allocate()
    {
        using var opened = scheme.Open(sealer);
        return opened.Design.Allocate(opened.Draws, new Dictionary<string, string> { ["site"] = "S7" }, [new CellState("site=S7", [3])]);
    }
}
