using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Storage.Engines;
using TrialData.Testing;

namespace TrialData.Benchmarks;

/// <summary>
/// What the trail costs: writes of the house on SQLite as ratios to a bare <c>BEGIN IMMEDIATE; INSERT; COMMIT</c> on the same
/// engine with the same settings. A ratio of time of 2 is half as many writes a second.
/// </summary>
/// <remarks>
/// The bare writers pass the gate of the house too: without it most of their time goes into sleeping between retries.
/// </remarks>
[Config(typeof(AgainstBare))]
public class Writes
{
    private const int WritesOfRun = 512;

    // Enough that no form is saved more often than any is in a trial.
    private const int Participants = 256;

    private TrialHost host = null!;
    private IEngine engine = null!;
    private readonly List<Guid> participants = [];
    private int[] versions = [];
    private int[] turns = [];
    private readonly List<BareWriter> bare = [];
    private readonly List<long> ids = [];

    [Params(1, 8, 64)]
    public int Writers { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        host = await TrialHost.OpenAsync(Engine.Sqlite);
        engine = host.Get<IEngine>();
        versions = new int[Participants];
        turns = new int[Writers];
        for (var i = 0; i < Participants; i++)
        {
            participants.Add(await host.EnrolAsync("S1"));
            ids.Add(await IdOfAsync(participants[i]));
        }

        for (var i = 0; i < Writers; i++)
        {
            bare.Add(await BareWriter.OpenAsync(engine, i));
        }
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        foreach (var writer in bare)
        {
            await writer.DisposeAsync();
        }

        await host.DisposeAsync();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = WritesOfRun, Description = "bare INSERT")]
    public Task BareAsync() => EachAsync(writer => bare[writer].WriteAsync());

    /// <summary>One row changed and one event chained, by the parts that every use case is made of, without who may and what is sound.</summary>
    [Benchmark(OperationsPerInvoke = WritesOfRun, Description = "audited write")]
    public Task AuditedAsync() => EachAsync(async writer =>
    {
        await using var scope = host.NewScope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await unit.BeginAsync(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IParticipants>().MarkRandomisedAsync(ids[writer], CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IAuditLog>().AppendAsync([Event(writer)], CancellationToken.None);
        await unit.CommitAsync(CancellationToken.None);
    });

    /// <summary>A small use case as a door asks for it: authorised, validated, with its reads and the event of a field.</summary>
    [Benchmark(OperationsPerInvoke = WritesOfRun, Description = "ScreenParticipant")]
    public Task ScreenAsync() => EachAsync(writer => host.ScreenAsync("S2"));

    [Benchmark(OperationsPerInvoke = WritesOfRun, Description = "SaveForm")]
    public Task SaveFormAsync() => EachAsync(async writer =>
    {
        // Each writer goes round among participants of its own.
        var mine = writer + (Writers * (turns[writer]++ % (Participants / Writers)));
        var version = versions[mine]++;
        _ = (await host.SaveAsync(
            "researcher S1", participants[mine], "baseline", "mood", version, "said anew",
            ("low", version % 2 == 0 ? "3" : "4"), ("works", "yes"), ("hours", version % 2 == 0 ? "10" : "11"), ("since", "2020-01-01"))).Value;
    });

    private async Task<long> IdOfAsync(Guid participant)
    {
        await using var scope = host.NewScope();
        var found = await scope.ServiceProvider.GetRequiredService<IParticipants>().FindAsync(participant, SiteScope.WholeTrial(await TrialAsync()), CancellationToken.None);
        return found!.ParticipantId;
    }

    private async Task<long> TrialAsync()
    {
        await using var scope = host.NewScope();
        return (await scope.ServiceProvider.GetRequiredService<ITrials>().FindAsync(host.TrialCode, CancellationToken.None))!.TrialId;
    }

    private Task EachAsync(Func<int, Task> write) => Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
    {
        for (var i = 0; i < WritesOfRun / Writers; i++)
        {
            await write(writer);
        }
    })));

    private static AuditEvent Event(int writer) => new(
        AuditChain.Of(trialId: null, siteId: 1), new DateTimeOffset(TrialHost.FirstDay, TimeOnly.MinValue, TimeSpan.Zero), Guid.Empty, AccountId: null,
        "benchmark", Role: null, "Benchmark", "done", TrialId: null, SiteId: null, Subject: FormattableString.Invariant($"{writer}"));

    private sealed class BareWriter(IEngine engine, SqliteConnection connection, SqliteCommand insert) : IAsyncDisposable
    {
        public static async Task<BareWriter> OpenAsync(IEngine engine, int number)
        {
            var connection = (SqliteConnection)await engine.OpenAsync(CancellationToken.None);
            var insert = connection.CreateCommand();
            insert.CommandText = "CREATE TABLE IF NOT EXISTS Bare (Writer int NOT NULL, Text nvarchar(100) NOT NULL)";
            await insert.ExecuteNonQueryAsync();
            insert.CommandText = "INSERT INTO Bare (Writer, Text) VALUES (@writer, 'as long as a short audit event may well be')";
            insert.Parameters.AddWithValue("@writer", number);
            insert.Prepare();
            return new BareWriter(engine, connection, insert);
        }

        public async Task WriteAsync()
        {
            using var turn = await engine.TakeWriterTurnAsync(CancellationToken.None);
            await using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            await insert.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await insert.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
