using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Engines;
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
    private readonly IReadOnlyList<Script> scripts;

    static Migrator() => TypeHandlers.Register();

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

    public async Task<Outcome<MigratedStore>> MigrateAsync(StoreMigration migration, CancellationToken cancellation)
    {
        if (await WhyNotUsableAsync(cancellation) is not StoreNotMigrated)
        {
            return await ApplyMissingAsync(migration, cancellation);
        }

        using var alone = await engine.TakeAloneAsync(cancellation);
        return alone is null ? new StoreInUse() : await ApplyMissingAsync(migration, cancellation);
    }

    public async Task<Refusal?> WhyNotUsableAsync(CancellationToken cancellation)
    {
        await using var connection = await engine.OpenAsync(cancellation);
        var journal = await JournalAsync(connection, transaction: null);
        if (Conflict(journal) is { } refusal)
        {
            return refusal;
        }

        var missing = scripts.FirstOrDefault(s => !journal.ContainsKey(s.Name));
        return missing is null ? null : new StoreNotMigrated($"The store lacks the schema script {missing.Name}.");
    }

    public async Task<StoreIdentity> IdentityAsync(CancellationToken cancellation)
    {
        await using var connection = await engine.OpenAsync(cancellation);
        return await connection.QuerySingleAsync<StoreIdentity>(ReadStoreIdentity.For(engine.Kind));
    }

    private async Task<Outcome<MigratedStore>> ApplyMissingAsync(StoreMigration migration, CancellationToken cancellation)
    {
        await using var connection = await engine.OpenAsync(cancellation);
        var applied = new List<string>();
        foreach (var script in scripts)
        {
            using var turn = await engine.TakeWriterTurnAsync(cancellation);
            await using var transaction = await engine.BeginAsync(connection, cancellation);
            await LockAsync(connection, transaction);
            var journal = await JournalAsync(connection, transaction);
            if (Conflict(journal) is { } refusal)
            {
                return refusal;
            }

            if (journal.ContainsKey(script.Name))
            {
                continue;
            }

            await ApplyAsync(script, connection, transaction);
            if (script == scripts[^1])
            {
                await IdentifyAsync(migration, connection, transaction);
            }

            await transaction.CommitAsync(cancellation);
            applied.Add(script.Name);
        }

        return new MigratedStore(applied, scripts[^1].Name);
    }

    /// <summary>The newest script that the store holds; null where it has no schema.</summary>
    internal async Task<string?> NewestScriptAsync(CancellationToken cancellation)
    {
        await using var connection = await engine.OpenAsync(cancellation);
        return (await JournalAsync(connection, transaction: null)).Keys.Max(StringComparer.Ordinal);
    }

    /// <summary>Every trigger that the scripts for an engine make, with the statement that makes it.</summary>
    internal static IEnumerable<(string Name, string Definition)> TriggersOf(Engine engine) =>
        from script in SqlFile.Migrations(engine)
        from batch in new Script(script.Name, script.Text).Batches
        let match = MadeTrigger().Match(batch)
        where match.Success
        select (match.Groups["name"].Value, batch[match.Index..]);

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

    private async Task<Dictionary<string, string>> JournalAsync(DbConnection connection, DbTransaction? transaction)
    {
        var exists = await connection.ExecuteScalarAsync<long>(JournalExists.For(engine.Kind), transaction: transaction);
        if (exists == 0)
        {
            return [];
        }

        var rows = await connection.QueryAsync<JournalRow>(ReadJournal.For(engine.Kind), transaction: transaction);
        return rows.ToDictionary(r => r.Script, r => r.Sha256, StringComparer.Ordinal);
    }

    private async Task ApplyAsync(Script script, DbConnection connection, DbTransaction transaction)
    {
        if (await connection.ExecuteScalarAsync<long>(JournalExists.For(engine.Kind), transaction: transaction) == 0)
        {
            await connection.ExecuteAsync(CreateJournal.For(engine.Kind), transaction: transaction);
        }

        foreach (var batch in script.Batches)
        {
            await connection.ExecuteAsync(batch, transaction: transaction);
        }

        await connection.ExecuteAsync(
            AddJournalEntry.For(engine.Kind),
            new { Script = script.Name, script.Sha256, AppliedAt = clock.GetUtcNow() },
            transaction);
    }

    private async Task LockAsync(DbConnection connection, DbTransaction transaction)
    {
        var result = await connection.ExecuteScalarAsync<long>(TakeLock.For(engine.Kind), transaction: transaction);
        if (result < 0)
        {
            throw new InvalidOperationException($"Another migration holds the store: its lock was refused with {result.ToString(CultureInfo.InvariantCulture)}.");
        }
    }

    // Under the lock: two migrations at once would give a store two identities.
    private Task<int> IdentifyAsync(StoreMigration migration, DbConnection connection, DbTransaction transaction) =>
        connection.ExecuteAsync(
            AddStoreIdentity.For(engine.Kind),
            new { StoreId = identities.NewId(), IsDemonstration = migration.Demonstration, CreatedAt = clock.GetUtcNow() },
            transaction);

    private sealed record Script(string Name, string Text)
    {
        public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

        public IEnumerable<string> Batches => Text.Split(BatchSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private sealed record JournalRow(string Script, string Sha256);
}
