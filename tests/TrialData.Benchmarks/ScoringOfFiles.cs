using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CsvHelper;
using TrialData.Application.Exchange;

namespace TrialData.Benchmarks;

/// <summary>What scoring a file costs, as a ratio to copying the same file field by field through the same CSV library.</summary>
/// <remarks>The number of forms is a parameter so that memory can be seen not to grow with it.</remarks>
[Config(typeof(OnceAndInProcess))]
[MemoryDiagnoser]
public class ScoringOfFiles
{
    private const int Items = 15;

    private string source = null!;
    private string target = null!;

    [Params(10_000, 1_000_000)]
    public int Forms { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        (source, target) = (Path.GetTempFileName(), Path.GetTempFileName());
        var random = new Random(20261120);
        await using var text = new StreamWriter(source);
        await text.WriteLineAsync("participant," + string.Join(',', Enumerable.Range(1, Items).Select(item => FormattableString.Invariant($"q{item}"))));
        for (var form = 0; form < Forms; form++)
        {
            await text.WriteLineAsync(FormattableString.Invariant($"P{form},") + string.Join(',', Enumerable.Range(1, Items).Select(_ => random.Next(5).ToString(CultureInfo.InvariantCulture))));
        }
    }

    [GlobalCleanup]
    public void Clean()
    {
        File.Delete(source);
        File.Delete(target);
    }

    [Benchmark(Baseline = true, Description = "copy through CsvHelper")]
    public async Task CopyAsync()
    {
        using var reader = new StreamReader(source);
        await using var writer = new StreamWriter(target);
        await using var from = CsvReader.Create(reader, new CsvReaderOptions { HasHeader = false }, leaveOpen: true);
        using var into = CsvWriter.Create(writer, new CsvWriterOptions(), leaveOpen: true);
        while (await from.ReadAsync())
        {
            for (var field = 0; field < from.FieldCount; field++)
            {
                into.WriteField(from.GetString(field));
            }

            into.EndRecord();
        }
    }

    [Benchmark(Description = "score the QPR-15")]
    public async Task ScoreAsync()
    {
        await using var input = File.OpenRead(source);
        await using var output = File.Create(target);
        var scored = await new ScoreFileHandler().HandleAsync(new ScoreFile("qpr-15", Version: null, "forms.csv", input, output), CancellationToken.None);
        if (scored.Value.Forms != Forms)
        {
            throw new InvalidOperationException("Not every form was scored.");
        }
    }

    private sealed class OnceAndInProcess : ManualConfig
    {
        public OnceAndInProcess() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
