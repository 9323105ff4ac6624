using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using TrialData.Randomisation;

namespace TrialData.Benchmarks;

/// <summary>What one real allocation costs, with the draws opened for it, after histories of different lengths: it should not depend on them.</summary>
[Config(typeof(RandomisingConfig))]
[MemoryDiagnoser]
public class OneAllocation
{
    private static readonly ArmRatio[] Arms = [new("A", 1), new("B", 1)];
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly Dictionary<string, string> Levels = new() { ["site"] = "S1", ["severity"] = "low", ["employment"] = "no" };

    private SchemeDesign design = null!;
    private CellState[] cells = null!;
    private Dictionary<string, string> levels = null!;

    [Params(600, 50_000, 500_000)]
    public int History { get; set; }

    internal static string[] Schemes =>
        ["minimisation", "blocks 2/4/6", "shuffled blocks 2/4/6", "urn", "biased coin", "big stick", "complete", "random allocation rule", "maximal procedure"];

    [ParamsSource(nameof(SchemesOfAll))]
    public string Scheme { get; set; } = "";

    public static IEnumerable<string> SchemesOfAll => Schemes;

    [GlobalSetup]
    public void SetUp()
    {
        Factor[] strata = [.. Levels.Keys.Select(name => new Factor(name, []))];
        design = Scheme switch
        {
            "minimisation" => new Minimisation(Arms, [.. Levels.Keys.Select(name => new WeightedFactor(name, [], 1))], new MinimisationRule(ImbalanceMeasure.Range, 0.8m)),
            "urn" => new UrnDesign(Arms, strata, 0, 1),
            "biased coin" => new BiasedCoin(Arms, strata, 0.6667m),
            "big stick" => new BigStick(Arms, strata, 3),
            "complete" => new CompleteRandomisation(Arms),
            "random allocation rule" => new RandomAllocationRule(Arms, strata, 1_000_000),
            "maximal procedure" => new MaximalProcedure(Arms, strata, 1_000, 3),
            "shuffled blocks 2/4/6" => new ShuffledBlocks(Arms, strata, [2, 4, 6]),
            _ => new PermutedBlockScheme(Arms, strata, [2, 4, 6]),
        };
        levels = design.Factors.Count == 0 ? [] : Levels;
        cells = [.. design.CellsOf(levels).Select(cell => new CellState(cell, CountersAfter(cell)))];
    }

    private int[] CountersAfter(string cell)
    {
        using var draws = new SealedDraws(Secret, "benchmark");
        switch (Scheme)
        {
            case "blocks 2/4/6":
                return [History, 0, 0, 0];
            case "shuffled blocks 2/4/6":
                var next = PermutedBlocks.Replay(new PermutedBlockDesign(Arms, [2, 4, 6]), draws, cell, History).Last().Next;
                return [(int)next.Allocated, next.Block, next.Position, next.BlockSize];
            case "maximal procedure":
                // Its sequence has an end, at most so many participants in a stratum.
                return [Math.Min(History, 900) / 2, Math.Min(History, 900) / 2];
            default:
                return [.. design.Start.Select(_ => History / design.Start.Count)];
        }
    }

    [Benchmark(Description = "allocate")]
    public SchemeAllocation? Allocate()
    {
        using var draws = new SealedDraws(Secret, "benchmark");
        return design.Allocate(draws, levels, cells);
    }
}

/// <summary>1,000 trials of 600 participants and 4 factors (13 levels) by Pocock and Simon's minimisation, on one thread, beside the R program.</summary>
[Config(typeof(RandomisingConfig))]
[MemoryDiagnoser]
public class MinimisedTrials
{
    private const int Trials = 1000;
    private const int Participants = 600;

    private static readonly int[] LevelCounts = [6, 2, 3, 2];

    private int[] levels = null!;
    private TrialSimulator simulator = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Random(10);
        levels = [.. Enumerable.Range(0, Trials * Participants).SelectMany(_ => LevelCounts.Select(count => random.Next(count)))];
        var design = new Minimisation(
            [new("A", 1), new("B", 1)], [.. LevelCounts.Select((_, i) => new WeightedFactor("f" + i.ToString(CultureInfo.InvariantCulture), [], 1))], new MinimisationRule(ImbalanceMeasure.Range, 0.8m));
        simulator = new TrialSimulator(design, LevelCounts);
    }

    [Benchmark(Description = "1,000 minimised trials")]
    public int Simulate()
    {
        var sum = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            simulator.Reset();
            var source = new StreamSource(new SimulationStream(1, (ulong)trial));
            for (var participant = 0; participant < Participants; participant++)
            {
                sum += simulator.Next(ref source, levels.AsSpan(((trial * Participants) + participant) * LevelCounts.Length, LevelCounts.Length));
            }
        }

        return sum;
    }

    [GlobalCleanup]
    public void Compare() => PeerProgram.Run("rand");
}

/// <summary>10,000 trials of 600 participants with guess rates, on all cores.</summary>
[Config(typeof(RandomisingConfig))]
[MemoryDiagnoser]
public class Assessments
{
    private AssessmentPlan plan = null!;

    internal static string[] Schemes => ["minimisation", "blocks 2/4/6", "coin"];

    [Params("minimisation", "blocks 2/4/6", "coin")]
    public string Scheme { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        ArmRatio[] arms = [new("A", 1), new("B", 1)];
        AssessedFactor[] factors =
        [
            AssessedFactor.Even("site", "S1", "S2", "S3", "S4", "S5", "S6"),
            AssessedFactor.Even("severity", "low", "middle", "high"),
            AssessedFactor.Even("employment", "yes", "no"),
        ];
        SchemeDesign design = Scheme switch
        {
            "minimisation" => new Minimisation(arms, [.. factors.Select(factor => new WeightedFactor(factor.Name, [], 1))], new MinimisationRule(ImbalanceMeasure.Range, 0.8m)),
            "coin" => new CompleteRandomisation(arms),
            _ => new PermutedBlockScheme(arms, [new Factor("site", [])], [2, 4, 6]),
        };
        plan = new AssessmentPlan(design, 600, 10_000, factors, "site");
    }

    [Benchmark(Description = "assess 10,000 trials")]
    public AssessmentResult Assess() => DesignAssessment.Run(plan);

    [GlobalCleanup]
    public void Memory() => Console.WriteLine(FormattableString.Invariant($"// Peak working set: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
}

/// <summary>A list of 100,000 rows in 100 strata.</summary>
[Config(typeof(RandomisingConfig))]
[MemoryDiagnoser]
public class ListsOfRows
{
    private readonly ListPlan plan = new(
        [new("A", 1), new("B", 1)], [new Factor("site", [.. Enumerable.Range(0, 100).Select(i => "S" + i.ToString(CultureInfo.InvariantCulture))])], [2, 4, 6], 1000);

    private IReadOnlyList<ListRow> rows = [];

    [GlobalSetup]
    public void SetUp() => rows = Make();

    [Benchmark(Description = "make 100,000 rows")]
    public IReadOnlyList<ListRow> Make()
    {
        using var draws = new SealedDraws(new byte[32], "benchmark");
        return ListMaker.Make(plan, draws);
    }

    [Benchmark(Description = "check 100,000 rows")]
    public IReadOnlyList<ListFault> Check() => plan.Check(rows);
}

/// <summary>In this process, so that the simulator, which is internal, can be reached; the fastest run stands beside the mean, as other work on the machine only adds.</summary>
internal sealed class RandomisingConfig : ManualConfig
{
    public RandomisingConfig()
    {
        AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        AddColumn(StatisticColumn.Min);
    }
}
