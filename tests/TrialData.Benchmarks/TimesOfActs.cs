using System.Diagnostics;
using TrialData.Application.Administration;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Storage;
using TrialData.Testing;

namespace TrialData.Benchmarks;

/// <summary>
/// Whether the time of an allocation tells its arm, and how long breaking the blind takes with the own password while nothing takes mail.
/// </summary>
internal static class TimesOfActs
{
    private const int Participants = 2_000;
    private const int Broken = 20;
    private const string Password = "nine yellow bicycles";

    public static async Task RunAsync()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var enrolled = new List<Guid>();
        while (enrolled.Count < Participants)
        {
            enrolled.Add(await trial.EnrolWithBaselineAsync("S1"));
        }

        var times = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (var participant in enrolled)
        {
            var asked = Stopwatch.GetTimestamp();
            var allocated = (await trial.RandomiseAsync("S1", participant)).Value;
            var took = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            (times.TryGetValue(allocated.Arm, out var own) ? own : times[allocated.Arm] = []).Add(took);
        }

        var (first, second) = (times.Values.First(), times.Values.Last());
        foreach (var (arm, own) in times)
        {
            Console.WriteLine(FormattableString.Invariant($"{arm}: {own.Count} allocations, median {Median(own):F3} ms"));
        }

        // Half of the pairs where time tells nothing; the standard error is that of the Mann-Whitney statistic without ties.
        var share = first.Average(x => second.Average(y => x < y ? 0.0 : x > y ? 1.0 : 0.5));
        var error = Math.Sqrt((first.Count + second.Count + 1) / (12.0 * first.Count * second.Count));
        Console.WriteLine(FormattableString.Invariant($"one of the first arm takes longer than one of the second in {share:P1} of all pairs, {(share - 0.5) / error:F2} standard errors from half"));
        await BreakAsync(trial, enrolled);
    }

    private static async Task BreakAsync(TrialHost trial, List<Guid> allocated)
    {
        _ = await Person.InviteAsync(trial, "doctor on call", Password);
        _ = (await trial.GrantAsync("doctor on call", Role.PrincipalInvestigator, "S1")).Value;
        var times = new List<double>();
        foreach (var participant in allocated.Take(Broken))
        {
            var asked = Stopwatch.GetTimestamp();
            _ = (await trial.AskAsync<BreakBlind, BrokenBlind>("doctor on call", new BreakBlind(trial.TrialCode, participant, "Admitted with a seizure", Password))).Value;
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        Console.WriteLine(FormattableString.Invariant($"breaking the blind, mail not taken: {times.Count} times, median {Median(times):F0} ms, longest {times.Max():F0} ms"));
    }

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(times.Count() / 2);
}
