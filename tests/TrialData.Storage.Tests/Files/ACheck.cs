using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Ports;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Files;

public sealed class ACheck
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Of_a_sound_store_names_every_guard(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);

        var found = (await CheckAsync(host)).Value;

        Assert.Equal(engine == Engine.Sqlite, found.FileWasExamined);
        string[] some = engine == Engine.Sqlite
            ? ["Answer_NoUpdate", "Answer_NoDelete", "Answer_NoReplace", "AuditEvent_NoUpdate", "Allocation_NoDelete"]
            : ["Answer_AppendOnly", "AuditEvent_AppendOnly", "Allocation_AppendOnly"];
        Assert.Empty(some.Except(found.Guards, StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Names_a_trigger_that_is_gone(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var trigger = (await CheckAsync(host)).Value.Guards[0];

        await new RawStore(host.Location).ExecuteAsync($"DROP TRIGGER {trigger}");

        Assert.Equal($"trigger {trigger}", Assert.Single((await CheckAsync(host)).Refusal!.Faults).Place);
    }

    [Theory, OnSqlite]
    public async Task Names_a_trigger_that_does_nothing_any_more(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);

        await new RawStore(host.Location).ExecuteAsync("DROP TRIGGER Answer_NoUpdate; CREATE TRIGGER Answer_NoUpdate BEFORE UPDATE ON Answer BEGIN SELECT 1; END;");

        Assert.Equal("trigger Answer_NoUpdate", Assert.Single((await CheckAsync(host)).Refusal!.Faults).Place);
    }

    [Theory, OnSqlite]
    public async Task Names_a_row_that_refers_to_nothing(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);

        await new RawStore(host.Location).ExecuteAsync("PRAGMA foreign_keys = OFF; UPDATE Site SET TrialId = 987654 WHERE Code = 'S2';");

        var faults = (await CheckAsync(host)).Refusal!.Faults;
        Assert.Equal(("file", "a row of Site refers to a row of Trial that is not there"), (faults[0].Place, faults[0].Reason));
        Assert.StartsWith("site:", Assert.Single(faults.Skip(1)).Place, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Names_a_changed_schema_and_a_broken_trail_together(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var store = new RawStore(host.Location);
        await store.ExecuteAsync("UPDATE SchemaJournal SET Sha256 = 'changed' WHERE Script = '0002_spine'");
        await store.ExecuteAsync("UPDATE AuditChain SET LastSequence = 99 WHERE Chain = 'installation'");

        var refusal = (await CheckAsync(host)).Refusal;

        Assert.Equal("store.unsound", refusal?.Code);
        Assert.Equal(["installation", "schema"], refusal!.Faults.Select(f => f.Place).Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite]
    public async Task Keeps_no_writer_waiting_and_sees_one_moment(Engine engine)
    {
        Func<Task> meanwhile = () => Task.CompletedTask;
        await using var host = await TrialHost.OpenAsync(engine, configure: services => services
            .AddScoped<AuditTrail>()
            .AddScoped<IAuditTrail>(provider => new InterruptedTrail(provider.GetRequiredService<AuditTrail>(), () => meanwhile())));
        await using var other = host.Neighbour();
        meanwhile = async () =>
        {
            meanwhile = () => Task.CompletedTask;
            _ = (await other.ScreenAsync("S1")).Value;
            _ = (await Place.AskAsync<VerifyAudit, VerifiedAudit>(other.Door, new VerifyAudit())).Value;
        };

        var found = (await CheckAsync(host)).Value;

        Assert.True((await CheckAsync(host)).Value.Events > found.Events);
    }

    /// <summary>The trail, with something that happens between its heads and its events.</summary>
    private sealed class InterruptedTrail(IAuditTrail real, Func<Task> meanwhile) : IAuditTrail
    {
        public IReadOnlySet<string> RetiredKinds => real.RetiredKinds;

        public async Task<StoredHeads> HeadsAsync(CancellationToken cancellation)
        {
            var heads = await real.HeadsAsync(cancellation);
            await meanwhile();
            return heads;
        }

        public IAsyncEnumerable<StoredEvent> EventsAsync(CancellationToken cancellation) => real.EventsAsync(cancellation);

        public Task<bool> KnowsRecordsAsync(CancellationToken cancellation) => real.KnowsRecordsAsync(cancellation);

        public IAsyncEnumerable<FoundRecord> RecordsAsync(CancellationToken cancellation) => real.RecordsAsync(cancellation);

        public Task<StoredEvidence> EvidenceAsync(CancellationToken cancellation) => real.EvidenceAsync(cancellation);
    }

    private static Task<Outcome<CheckedStore>> CheckAsync(TrialHost host) => Place.AskAsync<CheckStore, CheckedStore>(host.Door, new CheckStore());
}
