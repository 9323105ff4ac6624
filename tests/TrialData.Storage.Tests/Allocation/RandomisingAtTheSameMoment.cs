using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Allocation;

public sealed class RandomisingAtTheSameMoment
{
    private static readonly string[] Sites = ["S1", "S2"];

    [Theory, OnSqlite, OnSqlServer]
    public async Task Allocates_each_participant_once_and_as_the_sealed_scheme_says(Engine engine)
    {
        const int tasks = 16;
        await using var host = await TrialHost.OpenAsync(engine);
        var enrolled = await EnrolAsync(host, 200, tasks);

        var said = await EachAsync(tasks, enrolled, who => host.RandomiseAsync(who.Site, who.Id));

        Assert.Equal(enrolled.Count, said.Select(s => s.Value.Number).Distinct(StringComparer.Ordinal).Count());
        await AssertLedgerFollowsTheSchemeAsync(host, said);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task From_two_houses_gives_both_the_same_answer(Engine engine)
    {
        const int tasks = 4;
        await using var host = await TrialHost.OpenAsync(engine);
        await using var neighbour = host.Neighbour();
        var enrolled = await EnrolAsync(host, 40, tasks);

        var here = EachAsync(tasks, enrolled, who => host.RandomiseAsync(who.Site, who.Id));
        var there = EachAsync(tasks, enrolled, who => neighbour.RandomiseAsync(who.Site, who.Id));

        var said = (await here).Concat(await there).ToList();
        Assert.Equal(enrolled.Count, said.Select(s => s.Value).Distinct().Count());
        await AssertLedgerFollowsTheSchemeAsync(host, said);
    }

    private static async Task AssertLedgerFollowsTheSchemeAsync(TrialHost host, IReadOnlyCollection<Outcome<AllocatedParticipant>> said)
    {
        var verified = await host.Door.AskAsync<VerifyAudit, VerifiedAudit>(Actor.OperatingSystemUser("test"), new VerifyAudit(), CancellationToken.None);
        Assert.Null(verified.Refusal);
        var store = new RawStore(host.Location);
        var ledger = await store.QueryAsync<LedgerRow>(
            "SELECT a.Stratum, a.SequenceInStratum, a.Arm, p.Number, p.Status FROM Allocation AS a INNER JOIN Participant AS p ON p.ParticipantId = a.ParticipantId");
        Assert.Equal(
            said.Select(s => (s.Value.Number, s.Value.Arm)).Distinct().Order(),
            ledger.Select(row => (row.Number, row.Arm)).Order());
        Assert.All(ledger, row => Assert.Equal("Randomised", row.Status));

        var scheme = (await store.RowsAsync("Scheme"))[0];
        var header = new LedgerHeader(scheme["Design"]!, scheme["Commitment"]!, scheme["Nonce"]);
        var lines = (await store.RowsAsync("LedgerLine")).OrderBy(row => long.Parse(row["Sequence"]!, CultureInfo.InvariantCulture)).Select(row => row["Line"]!);
        var verdict = LedgerReplay.Verify(lines.Prepend(LedgerFile.LineOf(header)), host.Get<ISealer>().Unseal(scheme["SealedSecret"]!));
        Assert.Equal((null, (long)ledger.Count), (verdict.Fault, verdict.Head.Entries));
        Assert.Equal(Enumerable.Range(1, ledger.Count).Select(i => (long)i), ledger.Select(row => row.SequenceInStratum).Order());
    }

    private static async Task<IReadOnlyList<Enrolled>> EnrolAsync(TrialHost host, int count, int tasks) =>
        await EachAsync(
            tasks,
            Enumerable.Range(0, count).Select(i => Sites[i % Sites.Length]).ToList(),
            async site => new Enrolled(site, await host.EnrolWithBaselineAsync(site)));

    /// <summary>Deals the work to tasks that run at the same time.</summary>
    private static async Task<IReadOnlyList<TResult>> EachAsync<T, TResult>(int tasks, IReadOnlyList<T> work, Func<T, Task<TResult>> act)
    {
        var done = await Task.WhenAll(Enumerable.Range(0, tasks).Select(task => Task.Run(async () =>
        {
            var results = new List<TResult>();
            for (var i = task; i < work.Count; i += tasks)
            {
                results.Add(await act(work[i]));
            }

            return results;
        })));
        return done.SelectMany(results => results).ToList();
    }

    private sealed record Enrolled(string Site, Guid Id);

    private sealed record LedgerRow(string Stratum, long SequenceInStratum, string Arm, string Number, string Status);
}
