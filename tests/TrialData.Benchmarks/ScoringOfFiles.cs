using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using CsvHelper;
using TrialData.Application.Exchange;
using TrialData.Instruments;

namespace TrialData.Benchmarks;

/// <summary>
/// What scoring a file costs, as a share of the speed of copying the same file through the same CSV library, and how much memory it
/// holds: a number that may not grow with the forms.
/// </summary>
[Config(typeof(AgainstCopying))]
[MemoryDiagnoser]
public class ScoringOfFiles
{
    private const int OneInSoManyUnanswered = 50;

    private string source = null!;
    private string target = null!;

    [Params("qpr-15", "core-om", "eq-5d-5l")]
    public string Instrument { get; set; } = null!;

    [Params(10_000, 1_000_000)]
    public int Forms { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        (source, target) = (Path.GetTempFileName(), Path.GetTempFileName());
        WriteForms(DefinitionCatalogue.Shipped.Find(Instrument)!);
        HeldColumn.Of[(Instrument, Forms)] = MemoryHeld.During(() => ScoreAsync().GetAwaiter().GetResult());
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

    [Benchmark(Description = "copy without making strings")]
    public async Task CopyBytesAsync()
    {
        await using var input = File.OpenRead(source);
        await using var output = File.Create(target);
        await using var from = CsvReader.Create(input, new CsvReaderOptions { HasHeader = false }, leaveOpen: true);
        using var into = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true);
        while (await from.ReadAsync())
        {
            for (var field = 0; field < from.FieldCount; field++)
            {
                into.WriteField(from.GetSpan(field));
            }

            into.EndRecord();
        }
    }

    [Benchmark(Description = "score")]
    public async Task ScoreAsync()
    {
        await using var input = File.OpenRead(source);
        await using var output = File.Create(target);
        var scored = await new ScoreFileHandler().HandleAsync(new ScoreFile(Instrument, Version: null, "forms.csv", input, output), CancellationToken.None);
        if (scored.Value.Forms != Forms)
        {
            throw new InvalidOperationException("Not every form was scored.");
        }
    }

    // To the end before anything is measured: BenchmarkDotNet does not wait for a set-up that is asynchronous in this process.
    private void WriteForms(InstrumentDefinition instrument)
    {
        var random = new Random(20261120);
        using var text = new StreamWriter(source);
        text.WriteLine($"participant,{string.Join(',', instrument.Items.Select(item => item.Code))}");
        for (var form = 0; form < Forms; form++)
        {
            text.Write(FormattableString.Invariant($"P{form}"));
            foreach (var item in instrument.Items)
            {
                text.Write(',');
                if (random.Next(OneInSoManyUnanswered) > 0)
                {
                    text.Write(random.Next((int)item.Numbers!.From, (int)item.Numbers.To + 1).ToString(CultureInfo.InvariantCulture));
                }
            }

            text.WriteLine();
        }
    }

    private sealed class AgainstCopying : ManualConfig
    {
        public AgainstCopying()
        {
            Add(new AgainstBare());
            AddColumn(new HeldColumn());
        }
    }

    private sealed class HeldColumn : IColumn
    {
        public static Dictionary<(string Instrument, int Forms), long> Of { get; } = [];

        public string Id => nameof(HeldColumn);

        public string ColumnName => "Held";

        public string Legend => "The most memory that a run of scoring held at any time, in KB";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Metric;

        public int PriorityInCategory => 1;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
            benchmarkCase.Descriptor.WorkloadMethod.Name == nameof(ScoreAsync)
            && Of.TryGetValue(((string)benchmarkCase.Parameters[nameof(Instrument)], (int)benchmarkCase.Parameters[nameof(Forms)]), out var bytes)
                ? (bytes / 1024).ToString(CultureInfo.InvariantCulture)
                : "-";

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
    }
}
