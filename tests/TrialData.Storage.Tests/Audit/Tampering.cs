using TrialData.Application.Administration;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage.Tests.Pipeline;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Audit;

/// <summary>A filled store in the hands of somebody who may do anything to its database, but has not the keys.</summary>
internal sealed class Tampering : IAsyncDisposable
{
    private readonly TrialHost host;

    private Tampering(TrialHost host)
    {
        this.host = host;
        Store = new RawStore(host.Location);
    }

    public RawStore Store { get; }

    public string CheckpointFile => Path.Combine(host.Folder.FullName, "keys", "audit-checkpoints");

    /// <summary>A trial with a randomised participant, a checkpoint, some work after it, and no trigger or rule of the database left.</summary>
    public static async Task<Tampering> WithoutGuardsAsync(Engine engine)
    {
        var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        var tampering = new Tampering(trial);
        _ = (await tampering.VerifyAsync()).Value;
        _ = (await trial.SaveAsync("researcher S1", participant, "m6", "mood", expectedVersion: 0, ("low", "4"), ("works", "no"))).Value;
        _ = await trial.EnrolAsync("S1");
        await tampering.DropGuardsAsync();
        return tampering;
    }

    /// <summary>A store with rows in every table, each made by a use case, and no trigger or rule of the database left.</summary>
    public static async Task<Tampering> OfEverythingAsync(Engine engine)
    {
        var trial = await TrialHost.OpenAsync(engine);
        await new SmallTrial(trial).PlayAsync();
        var participant = await trial.EnrolWithBaselineAsync("S2");
        _ = (await trial.SaveAsync("assessor S2", participant, "baseline", "rating", expectedVersion: 0, ("rating", "1"))).Value;
        var tampering = new Tampering(trial);
        await tampering.DropGuardsAsync();
        return tampering;
    }

    /// <summary>An imported trial, more of it than one event vouches for; its first participant, A0, ended later.</summary>
    public static async Task<Tampering> OfAnEndedImportAsync(Engine engine)
    {
        const int participants = 300;
        var trial = await TrialHost.OpenAsync(engine, seal: false);
        var rows = Enumerable.Range(0, participants).Select(i => FormattableString.Invariant($"A{i},S1,NEW,3"));
        _ = (await TestImport.IntoAsync(trial, trial.TrialCode, [.. rows])).Value;
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(1));
        var tampering = new Tampering(trial);
        var first = (await tampering.Store.QueryAsync<string>("SELECT PublicId FROM Participant WHERE Number = 'A0'"))[0];
        var end = new EndParticipation(trial.TrialCode, Guid.Parse(first), TrialHost.FirstDay, EndReason.LostToFollowUp);
        _ = (await trial.AskAsync<EndParticipation, EndedParticipation>("researcher S1", end)).Value;
        await tampering.DropGuardsAsync();
        return tampering;
    }

    public Task<Outcome<VerifiedAudit>> VerifyAsync() =>
        host.Door.AskAsync<VerifyAudit, VerifiedAudit>(Actor.OperatingSystemUser("test"), new VerifyAudit(), CancellationToken.None);

    /// <summary>Where the trail is said to be broken, and how.</summary>
    public async Task<IReadOnlyList<Fault>> BreaksAsync()
    {
        var outcome = await VerifyAsync();
        return outcome.Refusal?.Faults ?? [];
    }

    public async Task RunAsync(string sql, object? parameters = null) => await Store.ExecuteAsync(
        host.Location.Engine == Engine.Sqlite
            ? $"PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {sql}"
            : $"EXEC sp_MSforeachtable 'ALTER TABLE ? NOCHECK CONSTRAINT ALL'; {sql}",
        parameters);

    public async Task<long> LengthOfAsync(string chain) =>
        (await Store.QueryAsync<long>("SELECT LastSequence FROM AuditChain WHERE Chain = @chain", new { chain }))[0];

    /// <summary>The chain of the site at which everything happened.</summary>
    public async Task<string> SiteChainAsync()
    {
        var site = await Store.QueryAsync<long>("SELECT SiteId FROM Site WHERE Code = 'S1'");
        return FormattableString.Invariant($"site:{site[0]}");
    }

    /// <summary>Computes the hash of one stored event anew, as the program would, and writes it there.</summary>
    public async Task RehashAsync(string chain, long sequence)
    {
        await using var scope = host.NewScope();
        var trail = (IAuditTrail)scope.ServiceProvider.GetService(typeof(IAuditTrail))!;
        var before = AuditHash.Start;
        string? hash = null;
        await foreach (var stored in trail.EventsAsync(CancellationToken.None))
        {
            if (stored.Event.Chain.Name == chain && stored.Sequence == sequence)
            {
                hash = AuditHash.Of(before, sequence, stored.Event);
            }
            else if (stored.Event.Chain.Name == chain && stored.Sequence < sequence)
            {
                before = stored.Hash;
            }
        }

        await Store.ExecuteAsync("UPDATE AuditEvent SET Hash = @hash WHERE Chain = @chain AND Sequence = @sequence", new { hash, chain, sequence });
    }

    /// <summary>Lets the head of a chain agree with its last event.</summary>
    public Task MendHeadAsync(string chain) => RunAsync($"""
        UPDATE AuditChain SET
            LastSequence = (SELECT MAX(e.Sequence) FROM AuditEvent AS e WHERE e.Chain = '{chain}'),
            LastHash = (SELECT e.Hash FROM AuditEvent AS e WHERE e.Chain = '{chain}' AND e.Sequence = (SELECT MAX(m.Sequence) FROM AuditEvent AS m WHERE m.Chain = '{chain}'))
        WHERE Chain = '{chain}'
        """);

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    private async Task DropGuardsAsync()
    {
        foreach (var trigger in await TriggersAsync())
        {
            await Store.ExecuteAsync($"DROP TRIGGER {trigger}");
        }
    }

    private Task<IReadOnlyList<string>> TriggersAsync() => Store.QueryAsync<string>(host.Location.Engine == Engine.Sqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        : "SELECT name FROM sys.triggers");
}
