using BenchmarkDotNet.Attributes;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Storage.Engines;
using TrialData.Testing;

namespace TrialData.Benchmarks;

/// <summary>What a request pays for its connection: one participant found in a scope of its own, as a ratio to a bare prepared SELECT.</summary>
[Config(typeof(AgainstBare))]
public class Reads
{
    private const int ReadsOfRun = 2048;

    private readonly List<BareReader> bare = [];
    private TrialHost host = null!;
    private Guid participant;
    private SiteScope scope = null!;

    [Params(1, 8)]
    public int Readers { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        host = await TrialHost.OpenAsync(Engine.Sqlite);
        participant = await host.EnrolAsync("S1");
        await using var services = host.NewScope();
        scope = SiteScope.WholeTrial((await services.ServiceProvider.GetRequiredService<ITrials>().FindAsync(host.TrialCode, CancellationToken.None))!.TrialId);
        for (var i = 0; i < Readers; i++)
        {
            bare.Add(await BareReader.OpenAsync(host.Get<IEngine>()));
        }
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        foreach (var reader in bare)
        {
            await reader.DisposeAsync();
        }

        await host.DisposeAsync();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = ReadsOfRun, Description = "bare SELECT")]
    public Task BareAsync() => EachAsync(reader => bare[reader].ReadAsync());

    [Benchmark(OperationsPerInvoke = ReadsOfRun, Description = "find a participant")]
    public Task FindAsync() => EachAsync(async reader =>
    {
        await using var services = host.NewScope();
        _ = await services.ServiceProvider.GetRequiredService<IParticipants>().FindAsync(participant, scope, CancellationToken.None);
    });

    private Task EachAsync(Func<int, Task> read) => Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
    {
        for (var i = 0; i < ReadsOfRun / Readers; i++)
        {
            await read(reader);
        }
    })));

    private sealed class BareReader(SqliteConnection connection, SqliteCommand select) : IAsyncDisposable
    {
        public static async Task<BareReader> OpenAsync(IEngine engine)
        {
            var connection = (SqliteConnection)await engine.OpenAsync(CancellationToken.None);
            var select = connection.CreateCommand();
            select.CommandText = "SELECT * FROM Participant WHERE ParticipantId = @id";
            select.Parameters.AddWithValue("@id", await connection.ExecuteScalarAsync<long>("SELECT MIN(ParticipantId) FROM Participant"));
            await select.PrepareAsync();
            return new BareReader(connection, select);
        }

        public async Task ReadAsync()
        {
            await using var reader = await select.ExecuteReaderAsync();
            var row = new object[reader.FieldCount];
            while (await reader.ReadAsync())
            {
                reader.GetValues(row);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await select.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
