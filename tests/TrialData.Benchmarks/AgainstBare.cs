using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace TrialData.Benchmarks;

/// <summary>Ten short iterations in this process, and how much of the bare engine's work is done in the same time.</summary>
internal sealed class AgainstBare : ManualConfig
{
    private const int Iterations = 10;

    // The generated project of a job of its own would need this repository's build settings.
    public AgainstBare() => AddJob(Job.ShortRun.WithIterationCount(Iterations).WithToolchain(InProcessEmitToolchain.Instance)).AddColumn(new Share());

    /// <summary>The ratio of time turned over: 0.5 is half as many a second.</summary>
    private sealed class Share : IColumn
    {
        public string Id => nameof(Share);

        public string ColumnName => "Of bare";

        public string Legend => "Work a second as a share of the bare engine's, by medians";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Baseline;

        public int PriorityInCategory => 1;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            var group = summary.GetLogicalGroupKey(benchmarkCase);
            var bare = summary.BenchmarksCases.FirstOrDefault(c => summary.IsBaseline(c) && summary.GetLogicalGroupKey(c) == group);
            return bare is not null && Median(summary, bare) is { } best && Median(summary, benchmarkCase) is { } own
                ? (best / own).ToString("F2", CultureInfo.InvariantCulture)
                : "?";
        }

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        // Null where the benchmark failed.
        private static double? Median(Summary summary, BenchmarkCase benchmarkCase) => summary[benchmarkCase]?.ResultStatistics?.Median;
    }
}
