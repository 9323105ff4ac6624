using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using Xunit.Abstractions;

namespace TrialData.Cli.Tests.Killed;

/// <summary>A process that dies at any point of an allocation loses none that it has told, and makes none twice.</summary>
/// <remarks>As many times more kills as TRIALDATA_TEST_DEPTH says.</remarks>
public sealed class AllocatingUntilKilled(ITestOutputHelper output)
{
    private const int Allocations = 500;
    private const int KillsByDefault = 12;

    /// <summary>So many of the answers told last are asked for again by the next process.</summary>
    private const int AskedAgain = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly string[] Sites = ["S1", "S2"];

    private static int Kills => Depth.Times(KillsByDefault);

    [Theory]
    [InlineData(20261128)]
    public async Task Every_answer_stands_and_the_ledger_follows_after_the_reveal(int seed)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        using var line = new CommandLine();
        var token = await TokenForBothSitesAsync(trial);
        var all = new List<Guid>();
        for (var i = 0; i < Allocations; i++)
        {
            all.Add(await trial.EnrolWithBaselineAsync(Sites[i / 3 % Sites.Length]));
        }

        var (told, random, untold, kills) = (new Dictionary<Guid, string>(), new Random(seed), 0, 0);
        for (; kills < Kills && told.Count < Allocations; kills++)
        {
            // Spread over what is left, and then anywhere in the time that an allocation takes. What the process does until it is
            // dead counts too, so a slow machine may be through before the last kill.
            var answers = random.Next(1, Math.Max(2, (Allocations - told.Count) / (Kills - kills)));
            using var process = Start(line, trial, token, all.Skip(Math.Max(0, told.Count - AskedAgain)));
            await ListenAsync(process, told, answers, random.NextDouble());
            untold += await CountUntoldAsync(trial, told);
        }

        using (var last = Start(line, trial, token, all))
        {
            await ListenAsync(last, told, int.MaxValue, share: 0);
            Assert.Equal(0, last.ExitCode);
        }

        output.WriteLine(FormattableString.Invariant($"{kills} kills, after {untold} of which an allocation stood that had not been told"));
        Assert.InRange(kills, Kills / 2, Kills);
        Assert.Equal(all.Order(), told.Keys.Order());
        Assert.Equal(0, await CountUntoldAsync(trial, told));
        await FollowsAfterTheRevealAsync(line, trial, told);
    }

    private static async Task<string> TokenForBothSitesAsync(TrialHost trial)
    {
        const string who = "researcher S1";
        _ = (await trial.GrantAsync(who, Role.SiteResearcher, "S2")).Value;
        return (await trial.ConfirmedTokenAsync(who, "child", [Permission.Randomise], trial.Clock.GetUtcNow().AddDays(1))).Text;
    }

    private static Process Start(CommandLine line, TrialHost trial, string token, IEnumerable<Guid> participants)
    {
        var file = line.Write("participants.txt", string.Join('\n', participants));
        var keys = Path.Combine(trial.Folder.FullName, "keys");
        var process = line.StartProgram(
            "TrialData.Cli.Tests.dll", trial.Location.Target, keys, token, trial.TrialCode, trial.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), file);
        process.StandardInput.Close();
        return process;
    }

    // Kills the process after so many answers and a share of the time that an answer takes; whatever it had said is an answer given out.
    private static async Task ListenAsync(Process process, Dictionary<Guid, string> told, int answers, double share)
    {
        using var patience = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var (heard, since) = (0, Stopwatch.GetTimestamp());
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } said)
        {
            if (said.Split(' ') is not [var participant, var arm, AllocatingProgram.End])
            {
                continue;
            }

            // Asked again, the same: a second answer would be a second allocation, or a lost first.
            var id = Guid.Parse(participant);
            Assert.True(told.TryAdd(id, arm) || told[id] == arm, $"{id} was told {told[id]} first, and {arm} now.");
            if (++heard == answers)
            {
                var (now, taken) = (Stopwatch.GetTimestamp(), Stopwatch.GetElapsedTime(since));
                var pause = share * (taken < LongestPause ? taken : LongestPause);
                SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(now) >= pause);
                process.Kill(entireProcessTree: true);
            }

            since = Stopwatch.GetTimestamp();
        }

        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(string.Empty, await errors);
    }

    // How many allocations stand that nobody was told of: at most the one under way.
    private static async Task<int> CountUntoldAsync(TrialHost trial, Dictionary<Guid, string> told)
    {
        await using var store = new OpenedStore(trial.Location.Target, Path.Combine(trial.Folder.FullName, "keys"));
        Assert.Equal("ok", await store.ValueAsync("PRAGMA quick_check"));
        var made = await store.CountAsync("Allocation");
        Assert.Equal(made, await store.CountAsync("(SELECT DISTINCT ParticipantId FROM Allocation)"));
        Assert.Equal(made, await store.CountAsync("Participant WHERE Status = 'Randomised'"));
        Assert.Equal(made, await store.CountAsync("LedgerLine"));
        Assert.Equal(made, await store.CountAsync("AuditEvent WHERE UseCase = 'RandomiseParticipant' AND Field = 'arm'"));
        Assert.Equal(
            FormattableString.Invariant($"{made} {made} {made}"),
            await store.ValueAsync("SELECT MAX(h.LastSequence) || ' ' || MAX(l.Sequence) || ' ' || COUNT(DISTINCT l.Sequence) FROM LedgerLine AS l INNER JOIN LedgerHead AS h ON h.SchemeId = l.SchemeId"));
        Assert.InRange(made - told.Count, 0, 1);
        return (int)(made - told.Count);
    }

    private static async Task FollowsAfterTheRevealAsync(CommandLine line, TrialHost trial, Dictionary<Guid, string> told)
    {
        var trail = await trial.Door.AskAsync<VerifyAudit, VerifiedAudit>(Actor.OperatingSystemUser("test"), new VerifyAudit(), CancellationToken.None);
        Assert.Null(trail.Refusal);
        foreach (var site in Sites)
        {
            _ = (await trial.AskAsync<CloseSite, Site>("founder", new CloseSite(trial.TrialCode, site, TrialHost.FirstDay, "Recruitment is over."))).Value;
        }

        _ = (await trial.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(trial.TrialCode))).Value;
        var secret = (await trial.AskAsync<RevealScheme, SchemeReveal>("founder", new RevealScheme(trial.TrialCode))).Value.Secret!;
        var ledger = (await trial.AskAsync<ExportLedger, Ledger>("admin", new ExportLedger(trial.TrialCode))).Value;

        var entries = ledger.Lines.Skip(1).Select(entry => JsonSerializer.Deserialize<JsonElement>(entry)).ToList();
        Assert.Equal(Enumerable.Range(1, Allocations), entries.Select(entry => entry.GetProperty("sequence").GetInt32()));
        Assert.Equal(
            told.OrderBy(each => each.Key).Select(each => (each.Key, each.Value)),
            entries.Select(entry => (Key: entry.GetProperty("participant").GetGuid(), entry.GetProperty("arm").GetString()!)).OrderBy(each => each.Key));
        var verified = await line.RunAsync("randomisation", "verify", line.Write("ledger.jsonl", string.Join('\n', ledger.Lines) + "\n"), "--secret", secret, "--json");
        Assert.Equal((0, Allocations, JsonValueKind.Null), (verified.ExitCode, verified.Json().GetProperty("entries").GetInt32(), verified.Json().GetProperty("fault").ValueKind));
    }
}
