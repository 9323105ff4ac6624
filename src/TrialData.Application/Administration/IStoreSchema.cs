using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Brings a store to the schema of this program, creating it where there is none.</summary>
/// <param name="Demonstration">Marks a new store as a demonstration, which can never go live.</param>
public sealed record StoreMigration(bool Demonstration = false);

/// <param name="Applied">Scripts run now, in order; empty when the store was up to date.</param>
public sealed record MigratedStore(IReadOnlyList<string> Applied, string SchemaVersion);

public sealed record StoreIsNewer(string Script)
    : Refusal("store.newer-than-program", $"The store was migrated by a newer program: it holds the script {Script}, which this one does not know. Nothing was changed.");

public sealed record AppliedScriptChanged(string Script)
    : Refusal("store.applied-script-changed", $"The script {Script} was applied to this store with another text than this program holds. Nothing was changed.");

public sealed record StoreNotMigrated(string Detail)
    : Refusal("store.not-migrated", $"{Detail} Run 'trialdata store migrate'.");

public sealed record StoreInUse()
    : Refusal("store.in-use", "Another process is in the store: stop it, and every command that runs, and ask again. Nothing was changed.");

/// <param name="IsDemonstration">Whether the store was made for a demonstration; it can never go live.</param>
public sealed record StoreIdentity(Guid StoreId, bool IsDemonstration, DateTimeOffset CreatedAt);

/// <summary>The schema of a store. It acts before there is anything to authorise against: it stands outside the pipeline and audits itself in what it made.</summary>
public interface IStoreSchema
{
    /// <summary>Applies what the store lacks, and leaves an audit event of it in the store.</summary>
    Task<Outcome<MigratedStore>> MigrateAsync(StoreMigration migration, Actor owner, CancellationToken cancellation);

    /// <summary>Null where the store is at the schema of this program.</summary>
    Task<Refusal?> WhyNotUsableAsync(CancellationToken cancellation);

    /// <summary>The store's number; null where somebody made it unreadable, which only a verification is prepared for.</summary>
    Task<Guid?> FindStoreIdAsync(CancellationToken cancellation);

    Task<StoreIdentity> IdentityAsync(CancellationToken cancellation);
}
