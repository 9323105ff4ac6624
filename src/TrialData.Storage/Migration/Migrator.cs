using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Engines;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Migration;

/// <summary>Runs the scripts of <c>sql/migrations</c> in order, each once, each in its own transaction under a lock.</summary>
public sealed partial class Migrator : IStoreSchema
{
    private const string BatchSeparator = "--;;";

    private static readonly SqlFile CreateJournal = SqlFile.Named("migration/CreateJournal");
    private static readonly SqlFile JournalExists = SqlFile.Named("migration/JournalExists");
    private static readonly SqlFile TakeLock = SqlFile.Named("migration/TakeLock");
    private static readonly SqlFile ReadJournal = SqlFile.Named("migration/ReadJournal");
    private static readonly SqlFile AddJournalEntry = SqlFile.Named("migration/AddJournalEntry");
    private static readonly SqlFile ReadStoreIdentity = SqlFile.Named("migration/StoreIdentity");
    private static readonly SqlFile AddStoreIdentity = SqlFile.Named("migration/AddStoreIdentity");

    private readonly IEngine engine;
    private readonly IIdentities identities;
    private readonly TimeProvider clock;
    private readonly List<Script> scripts;

    public Migrator(IEngine engine, IIdentities identities, TimeProvider clock)
        : this(engine, identities, clock, SqlFile.Migrations(engine.Kind))
    {
    }

    internal Migrator(IEngine engine, IIdentities identities, TimeProvider clock, IEnumerable<(string Name, string Text)> scripts)
    {
        this.engine = engine;
        this.identities = identities;
        this.clock = clock;
        this.scripts = scripts.Select(s => new Script(s.Name, s.Text)).ToList();
    }

    public async Task<Outcome<MigratedStore>> MigrateAsync(StoreMigration migration, Actor owner, CancellationToken cancellation)
    {
        if (await WhyNotUsableAsync(cancellation) is not StoreNotMigrated)
        {
            return await ApplyMissingAsync(migration, owner, cancellation);
        }

        using var alone = await engine.TakeAloneAsync(cancellation);
        return alone is null ? new StoreInUse() : await ApplyMissingAsync(migration, owner, cancellation);
    }

    public async Task<Refusal?> WhyNotUsableAsync(CancellationToken cancellation)
    {
        await using var session = NewSession();
        var journal = await JournalAsync(session, cancellation);
        if (Conflict(journal) is { } refusal)
        {
            return refusal;
        }

        var missing = scripts.FirstOrDefault(s => !journal.ContainsKey(s.Name));
        return missing is null ? null : new StoreNotMigrated($"The store lacks the schema script {missing.Name}.");
    }

    public async Task<Guid?> FindStoreIdAsync(CancellationToken cancellation)
    {
        await using var session = NewSession();
        var ids = new List<string?>();
        await foreach (var row in session.RowsAsync(ReadStoreIdentity, parameters: null, cancellation))
        {
            ids.Add(StoredText.Of(row, row.GetOrdinal(nameof(StoreIdentity.StoreId))));
        }

        return ids is [{ } only] && Guid.TryParse(only, out var id) ? id : null;
    }

    public async Task<StoreIdentity> IdentityAsync(CancellationToken cancellation)
    {
        await using var session = NewSession();
        return await session.SingleOrDefaultAsync<StoreIdentity>(ReadStoreIdentity, parameters: null, cancellation)
            ?? throw new InvalidOperationException("The store has no identity.");
    }

    private async Task<Outcome<MigratedStore>> ApplyMissingAsync(StoreMigration migration, Actor owner, CancellationToken cancellation)
    {
        await using var session = NewSession();
        var before = await NewestScriptAsync(cancellation);
        var applied = new List<string>();
        foreach (var script in scripts)
        {
            await session.BeginAsync(cancellation);
            await LockAsync(session, cancellation);
            var journal = await JournalAsync(session, cancellation);
            if (Conflict(journal) is { } refusal)
            {
                return refusal;
            }

            if (!journal.ContainsKey(script.Name))
            {
                await ApplyAsync(script, session, cancellation);
                applied.Add(script.Name);

                // With the script that was still missing, or not at all: a store is never at this schema without its event.
                if (journal.Count + 1 == scripts.Count)
                {
                    await FinishAsync(migration, owner, before, session, cancellation);
                }
            }

            await session.CommitAsync(cancellation);
        }

        return new MigratedStore(applied, scripts[^1].Name);
    }

    /// <summary>The newest script that the store holds; null where it has no schema.</summary>
    internal async Task<string?> NewestScriptAsync(CancellationToken cancellation)
    {
        await using var session = NewSession();
        return (await JournalAsync(session, cancellation)).Keys.Max(StringComparer.Ordinal);
    }

    /// <summary>Every trigger that the scripts for an engine make, with the statement that makes it.</summary>
    internal static IEnumerable<(string Name, string Definition)> TriggersOf(Engine engine) =>
        from script in SqlFile.Migrations(engine)
        from batch in new Script(script.Name, script.Text).Batches
        let match = MadeTrigger().Match(batch)
        where match.Success
        select (match.Groups["name"].Value, batch[match.Index..]);

    /// <summary>Every statement that makes an empty database a store, in order.</summary>
    internal static IEnumerable<string> StatementsOf(Engine engine) =>
        SqlFile.Migrations(engine).SelectMany(script => new Script(script.Name, script.Text).Batches).Prepend(CreateJournal.For(engine));

    [GeneratedRegex(@"^CREATE\s+TRIGGER\s+(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MadeTrigger();

    private Refusal? Conflict(Dictionary<string, string> journal)
    {
        foreach (var (name, sha256) in journal)
        {
            var known = scripts.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.Ordinal));
            if (known is null)
            {
                return new StoreIsNewer(name);
            }

            if (!string.Equals(known.Sha256, sha256, StringComparison.Ordinal))
            {
                return new AppliedScriptChanged(name);
            }
        }

        return null;
    }

    private static async Task<Dictionary<string, string>> JournalAsync(StoreSession session, CancellationToken cancellation)
    {
        var exists = await session.SingleOrDefaultAsync<long>(JournalExists, parameters: null, cancellation);
        var rows = exists == 0 ? [] : await session.QueryAsync<JournalRow>(ReadJournal, parameters: null, cancellation);
        return rows.ToDictionary(r => r.Script, r => r.Sha256, StringComparer.Ordinal);
    }

    private async Task ApplyAsync(Script script, StoreSession session, CancellationToken cancellation)
    {
        if (await session.SingleOrDefaultAsync<long>(JournalExists, parameters: null, cancellation) == 0)
        {
            await session.ExecuteAsync(CreateJournal, parameters: null, cancellation);
        }

        foreach (var batch in script.Batches)
        {
            await session.RunAsync(batch, cancellation);
        }

        await session.ExecuteAsync(AddJournalEntry, new { Script = script.Name, script.Sha256, AppliedAt = clock.GetUtcNow() }, cancellation);
    }

    private static async Task LockAsync(StoreSession session, CancellationToken cancellation)
    {
        var result = await session.SingleOrDefaultAsync<long>(TakeLock, parameters: null, cancellation);
        if (result < 0)
        {
            throw new InvalidOperationException($"Another migration holds the store: its lock was refused with {result.ToString(CultureInfo.InvariantCulture)}.");
        }
    }

    private StoreSession NewSession() => new(engine, new IdPool());

    /// <summary>Gives a new store its identity, audits the migration, and lets its events vouch for what it found.</summary>
    private async Task FinishAsync(StoreMigration migration, Actor owner, string? before, StoreSession session, CancellationToken cancellation)
    {
        // Under the lock: two migrations at once would give a store two identities.
        var (id, now) = (identities.NewId(), clock.GetUtcNow());
        await session.ExecuteAsync(AddStoreIdentity, new { StoreId = id, IsDemonstration = migration.Demonstration, CreatedAt = now }, cancellation);
        if (SqlFile.Migrations(engine.Kind).All(shipped => scripts.Exists(script => string.Equals(script.Name, shipped.Name, StringComparison.Ordinal))))
        {
            // A new store has the number of the request that made it.
            await MigrationAudit.RecordAsync(session, owner, now, id, before, scripts[^1].Name, cancellation);
        }
    }

    private sealed record Script(string Name, string Text)
    {
        public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

        public IEnumerable<string> Batches => Text.Split(BatchSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private sealed record JournalRow(string Script, string Sha256);
}
