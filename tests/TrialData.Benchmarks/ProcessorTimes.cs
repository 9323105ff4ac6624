using System.Diagnostics;
using System.Globalization;

namespace TrialData.Benchmarks;

/// <summary>
/// What randomisation costs by the processor time of this process, the least of several runs: what others do on the machine hardly
/// counts, while the time on the clock would be theirs. <c>dotnet run -c Release --project tests/TrialData.Benchmarks -- processor-time</c>.
/// </summary>
internal static class ProcessorTimes
{
    private const int Repeats = 7;
    private static readonly int[] Histories = [600, 50_000, 500_000];

    internal static async Task PrintAsync()
    {
        PrintAllocations();
        PrintLists();
        PrintSimulations();
        await PrintLedgersAsync();
    }

    private static void PrintAllocations()
    {
        foreach (var scheme in OneAllocation.Schemes)
        {
            var times = Histories.Select(history =>
            {
                var one = new OneAllocation { Scheme = scheme, History = history };
                one.SetUp();
                return Least(() => _ = one.Allocate(), times: 2_000) * 1000;
            });
            Say("one allocation, " + scheme, string.Join(", ", times.Select(time => time.ToString("F1", CultureInfo.InvariantCulture))) + " µs after 600, 50,000, 500,000");
        }

        foreach (var rows in new[] { 600, 10_000, 100_000 })
        {
            var list = new AllocationFromAList { Rows = rows };
            list.SetUp();
            Say(FormattableString.Invariant($"one allocation, uploaded list of {rows} rows"), Milliseconds(Least(() => _ = list.Allocate(), times: 500)));
            Say(FormattableString.Invariant($"an uploaded list of {rows} rows cut and sealed"), Milliseconds(Least(list.Seal)));
        }
    }

    private static void PrintLists()
    {
        var lists = new ListsOfRows();
        lists.SetUp();
        Say("a list of 100,000 rows made", Milliseconds(Least(() => _ = lists.Make())));
        Say("a list of 100,000 rows checked", Milliseconds(Least(() => _ = lists.Check())));
    }

    private static void PrintSimulations()
    {
        var trials = new MinimisedTrials();
        trials.SetUp();
        Say("1,000 minimised trials of 600, 4 factors", Milliseconds(Least(() => _ = trials.Simulate())));
        foreach (var scheme in Assessments.Schemes)
        {
            var assessment = new Assessments { Scheme = scheme };
            assessment.SetUp();
            Say("10,000 trials assessed, " + scheme, Milliseconds(Least(() => _ = assessment.Assess())) + ", of all cores together");
        }

        Say("peak working set so far", FormattableString.Invariant($"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
    }

    private static async Task PrintLedgersAsync()
    {
        foreach (var entries in Histories)
        {
            using var ledger = new LedgerOfLength(entries);
            var before = Spent();
            var held = MemoryHeld.During(ledger.Verify, everyMilliseconds: 200);
            Say(
                FormattableString.Invariant($"a ledger of {entries} entries verified"),
                FormattableString.Invariant($"{Milliseconds((Spent() - before) * 1000)}, held {held / 1e6:F1} MB"));
            await using var host = await ledger.StoreAsync();
            before = Spent();
            var exported = MemoryHeld.During(() => ledger.ExportAsync(host).GetAwaiter().GetResult(), everyMilliseconds: 200);
            Say(
                FormattableString.Invariant($"a ledger of {entries} entries exported"),
                FormattableString.Invariant($"{Milliseconds((Spent() - before) * 1000)}, held {exported / 1e6:F1} MB"));
        }
    }

    // In milliseconds.
    private static double Least(Action work, int times = 1)
    {
        var least = double.MaxValue;

        // The first run is compiled while it runs and hardly ever the least.
        for (var repeat = 0; repeat <= Repeats; repeat++)
        {
            var before = Spent();
            for (var i = 0; i < times; i++)
            {
                work();
            }

            least = Math.Min(least, Spent() - before);
        }

        return least * 1000 / times;
    }

    private static double Spent() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    private static string Milliseconds(double time) => FormattableString.Invariant($"{time:F2} ms");

    private static void Say(string what, string cost) => Console.WriteLine($"{what,-60} {cost}");
}
