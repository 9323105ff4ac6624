using System.Diagnostics;
using TrialData.Application.Allocation;
using TrialData.Storage;
using TrialData.Testing;

namespace TrialData.Benchmarks;

/// <summary>Sealing a list, and allocating from it, in a store: lists of different lengths in turn, so that whatever else the machine does meets all of them.</summary>
internal static class ListsInAStore
{
    private const int Participants = 300;

    private const string Plan = """
        { "procedure": "uploaded list 2", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "levels": ["S1", "S2"] }] }
        """;

    private static readonly int[] Lengths = [600, 10_000, 100_000];

    public static async Task RunAsync()
    {
        var trials = new List<TrialHost>();
        try
        {
            foreach (var rows in Lengths)
            {
                trials.Add(await SealedAsync(rows));
            }

            await AllocateAsync(trials);
        }
        finally
        {
            foreach (var trial in trials)
            {
                await trial.DisposeAsync();
            }
        }
    }

    private static async Task<TrialHost> SealedAsync(int rows)
    {
        var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);
        var list = "site,arm\n" + string.Concat(Enumerable.Range(0, rows).Select(i => FormattableString.Invariant($"S{(i % 2) + 1},{(i / 2 % 4 is 0 or 3 ? "NEW" : "OLD")}\n")));
        var before = Stopwatch.GetTimestamp();
        _ = (await trial.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(trial.TrialCode, Plan, list))).Value;
        Console.WriteLine(FormattableString.Invariant($"a list of {rows} rows sealed in a store: {Stopwatch.GetElapsedTime(before).TotalMilliseconds:F0} ms"));
        _ = (await trial.AskAsync<GiveNonce, NonceGiven>("founder", new GiveNonce(trial.TrialCode, "a nonce of the founder"))).Value;
        return trial;
    }

    private static async Task AllocateAsync(List<TrialHost> trials)
    {
        var times = trials.Select(_ => new List<double>()).ToList();
        for (var i = 0; i < Participants; i++)
        {
            foreach (var (trial, own) in trials.Zip(times))
            {
                var participant = await trial.EnrolWithBaselineAsync("S1");
                var before = Stopwatch.GetTimestamp();
                _ = (await trial.RandomiseAsync("S1", participant)).Value;
                own.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
        }

        var medians = times.Select(own => own.Order().ElementAt(own.Count / 2)).ToList();
        foreach (var (rows, median) in Lengths.Zip(medians))
        {
            Console.WriteLine(FormattableString.Invariant($"an allocation in a store, list of {rows} rows: median {median:F3} ms, {median / medians[0]:F2} of that of {Lengths[0]} rows"));
        }
    }
}
