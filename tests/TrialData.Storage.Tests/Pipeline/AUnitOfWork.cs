using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Enrolment;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Storage.Engines;
using TrialData.Storage.Session;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Pipeline;

public sealed class AUnitOfWork
{
    private const int Busy = 5;
    private const int MostAttempts = 6;

    [Theory, OnSqlite, OnSqlServer]
    public async Task That_is_refused_after_writing_leaves_nothing_but_its_audit_event(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var store = new RawStore(host.Location);
        var before = await store.ContentsAsync(withAudit: false);
        var events = await store.CountAsync("AuditEvent");

        // The first row is sound and written before the second turns out to be faulty.
        var outcome = await TestImport.IntoAsync(host, host.TrialCode, "A,S1,NEW,3", "B,S1,NEW,11");

        Assert.Equal("import.faulty-file", outcome.Refusal?.Code);
        Assert.Equal(before, await store.ContentsAsync(withAudit: false));
        Assert.Equal(events + 1, await store.CountAsync("AuditEvent"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task That_faults_after_writing_leaves_nothing_at_all(Engine engine)
    {
        var isFaulty = false;
        await using var host = await TrialHost.OpenAsync(engine, configure: services => AfterAudit(services, (_, _) =>
            isFaulty ? throw new InvalidOperationException("The port failed.") : Task.CompletedTask));
        var participant = await host.EnrolWithBaselineAsync("S1");
        var store = new RawStore(host.Location);
        var before = await store.ContentsAsync(withAudit: true);

        isFaulty = true;
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RandomiseAsync("S1", participant));
        Assert.Equal("The port failed.", fault.Message);
        Assert.Equal(before, await store.ContentsAsync(withAudit: true));

        isFaulty = false;
        Assert.False((await host.RandomiseAsync("S1", participant)).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task That_only_reads_refuses_every_statement_that_writes(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var before = await new RawStore(host.Location).ContentsAsync(withAudit: true);
        await using var scope = host.NewScope();
        var session = scope.ServiceProvider.GetRequiredService<StoreSession>();
        await session.BeginReadingAsync(CancellationToken.None);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => session.ExecuteAsync(
            SqlFile.Named("administration/TouchSession"), new { SignInSessionId = 1L, At = DateTimeOffset.UnixEpoch }, CancellationToken.None));
        Assert.Contains("administration/TouchSession", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.SingleOrDefaultAsync<int>(
            SqlFile.Named("enrolment/TakeParticipantNumber"), new { SiteId = 1L }, CancellationToken.None));

        await session.RollBackAsync();
        Assert.Equal(before, await new RawStore(host.Location).ContentsAsync(withAudit: true));
        await session.BeginAsync(CancellationToken.None);
        Assert.True(await session.NextIdAsync(CancellationToken.None) > 0);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task That_only_reads_gives_no_answer_whose_event_was_not_kept(Engine engine)
    {
        var isFaulty = false;
        await using var host = await TrialHost.OpenAsync(engine, configure: services => AfterAudit(services, (_, _) =>
            isFaulty ? throw new InvalidOperationException("The port failed.") : Task.CompletedTask));
        var before = await new RawStore(host.Location).CountAsync("AuditEvent");
        isFaulty = true;

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.AskAsync<ListParticipants, ListedParticipants>("researcher S1", new(host.TrialCode)));

        Assert.Equal(before, await new RawStore(host.Location).CountAsync("AuditEvent"));
    }

    [Theory, OnSqlite]
    public async Task Waits_for_another_process_that_is_writing(Engine engine)
    {
        var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await TrialHost.OpenAsync(engine, configure: services =>
        {
            services.AddSingleton<TimeProvider>(new WatchedClock(new DateTimeOffset(TrialHost.FirstDay, new TimeOnly(9, 0), TimeSpan.Zero), () => waits.TrySetResult()));
            services.AddSingleton<IEngine>(provider => new SqliteEngine(provider.GetRequiredService<HostSettings>().Store.Target, busySeconds: 1));
        });
        await using var other = await new RawStore(host.Location).OpenAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");

        var screening = Task.Run(() => host.ScreenAsync("S1"));
        await waits.Task;
        Assert.False(screening.IsCompleted);
        await other.ExecuteAsync("ROLLBACK");

        Assert.False((await screening).IsRefused);
        Assert.Equal(1, await new RawStore(host.Location).CountAsync("Participant"));
    }

    [Theory, OnSqlite]
    public async Task That_meets_a_busy_store_is_done_once_when_it_is_done_at_last(Engine engine)
    {
        var attempts = 0;
        await using var host = await TrialHost.OpenAsync(engine, configure: services => AfterAudit(services, (e, _) =>
            e.UseCase == nameof(ScreenParticipant) && ++attempts < MostAttempts ? throw new SqliteException("The store is busy.", Busy) : Task.CompletedTask));
        var store = new RawStore(host.Location);
        var before = await store.RowsAsync("AuditEvent");

        var outcome = await host.ScreenAsync("S1");

        Assert.Equal("S1-0001", outcome.Value.Number);
        Assert.Equal(MostAttempts, attempts);
        Assert.Equal(1, await store.CountAsync("Participant"));
        var added = (await store.RowsAsync("AuditEvent")).ExceptBy(before.Select(e => e["AuditEventId"]), e => e["AuditEventId"]);
        Assert.Equal(["", "status"], added.Select(e => e["Field"] ?? "").Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite]
    public async Task That_meets_a_store_busy_for_ever_gives_up_and_leaves_nothing(Engine engine)
    {
        var attempts = 0;
        await using var host = await TrialHost.OpenAsync(engine, configure: services => AfterAudit(services, (e, _) =>
        {
            attempts += e.UseCase == nameof(ScreenParticipant) ? 1 : 0;
            return attempts > 0 ? throw new SqliteException("The store is busy.", Busy) : Task.CompletedTask;
        }));
        var store = new RawStore(host.Location);
        var before = await store.ContentsAsync(withAudit: true);

        var fault = await Assert.ThrowsAsync<StoreException>(() => host.ScreenAsync("S1"));

        Assert.Equal(Busy, Assert.IsType<SqliteException>(fault.InnerException).SqliteErrorCode);
        Assert.Equal(MostAttempts, attempts);
        Assert.Equal(before, await store.ContentsAsync(withAudit: true));
    }

    [Theory, OnSqlite]
    public async Task That_is_tried_again_reads_its_file_from_the_start(Engine engine)
    {
        var attempts = 0;
        await using var host = await TrialHost.OpenAsync(engine, configure: services => AfterAudit(services, (e, _) =>
            e.UseCase == nameof(ImportFinishedTrial) && ++attempts == 1 ? throw new SqliteException("The store is busy.", Busy) : Task.CompletedTask));

        var outcome = await TestImport.IntoAsync(host, host.TrialCode, "A,S1,NEW,3", "B,S2,OLD,4");

        Assert.Equal(2, outcome.Value.Participants);
        Assert.Equal(2, attempts);
    }

    [Theory, OnSqlite]
    public async Task Whose_commit_fails_says_so_and_leaves_nothing(Engine engine)
    {
        var attempts = 0;
        await using var host = await TrialHost.OpenAsync(engine, configure: services => AfterAudit(services, async (e, watched) =>
        {
            if (e.UseCase == nameof(ScreenParticipant) && ++attempts == 1)
            {
                // A foreign key that is looked at only when the transaction commits.
                await watched.Last!.ExecuteAsync(
                    "PRAGMA defer_foreign_keys = ON; INSERT INTO Score (FormId, Code, FormVersion, InstrumentVersion, ItemsUsed, ItemsImputed) VALUES (-1, 'none', 1, 1, 0, 0);");
            }
        }));
        var store = new RawStore(host.Location);
        var before = await store.ContentsAsync(withAudit: true);

        await Assert.ThrowsAsync<SqliteException>(() => host.ScreenAsync("S1"));

        Assert.Equal(before, await store.ContentsAsync(withAudit: true));
        Assert.Equal("S1-0001", (await host.ScreenAsync("S1")).Value.Number);
    }

    [Theory, OnSqlite]
    public async Task Is_not_tried_again_once_it_began_to_commit(Engine engine)
    {
        await using var host = await TrialHost.StartAsync(engine);
        await using var scope = host.NewScope();
        var session = scope.ServiceProvider.GetRequiredService<StoreSession>();
        var busy = new SqliteException("The store is busy.", Busy);

        await session.BeginAsync(CancellationToken.None);
        Assert.True(session.IsWorthRetrying(busy));
        await session.CommitAsync(CancellationToken.None);
        Assert.False(session.IsWorthRetrying(busy));
    }

    [Theory, OnSqlite]
    public async Task That_cannot_even_be_undone_does_not_keep_the_turn_of_other_writers(Engine engine)
    {
        var isFaulty = false;
        await using var host = await TrialHost.OpenAsync(engine, configure: services => AfterAudit(services, async (_, watched) =>
        {
            if (isFaulty)
            {
                isFaulty = false;
                await watched.Last!.ExecuteAsync("COMMIT;");
                throw new InvalidOperationException("The transaction is gone.");
            }
        }));

        isFaulty = true;
        await Assert.ThrowsAnyAsync<Exception>(() => host.ScreenAsync("S1"));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var next = await host.Door.AskAsync<ScreenParticipant, ScreenedParticipant>(
            host.Actor("researcher S2"), new ScreenParticipant(host.TrialCode, "S2", TrialHost.FirstDay, TestProtocol.EligibleAnswers), patience.Token);
        Assert.False(next.IsRefused);
    }

    private static void AfterAudit(IServiceCollection services, Func<AuditEvent, WatchedEngine, Task> afterwards)
    {
        services.AddSingleton(provider => new WatchedEngine(RawStore.EngineAt(provider.GetRequiredService<HostSettings>().Store)));
        services.AddSingleton<IEngine>(provider => provider.GetRequiredService<WatchedEngine>());
        services.AddScoped<IAuditLog>(provider => new FaultyAuditLog(
            provider.GetRequiredService<StoreSession>(),
            auditEvent => afterwards(auditEvent, provider.GetRequiredService<WatchedEngine>())));
    }
}
