using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Puts a backup in the place of a store that is not there, once it is proved sound.</summary>
public sealed record RestoreStore(string From);

/// <param name="LostEvents">Audit events that checkpoints have seen and the backup is too old to hold.</param>
/// <param name="MetCheckpoints">False where no checkpoint of this store is beside the keys: its tail could not be proved.</param>
public sealed record RestoredStore(BackupManifest Manifest, long LostEvents, bool MetCheckpoints);

public sealed record StoreInTheWay(string File)
    : Refusal("restore.store-exists", $"There is a file {File} already; a restore overwrites nothing.");

public sealed record NoManifest(string File)
    : Refusal("restore.no-manifest", $"There is no readable manifest {File}; it is written beside every backup.");

public sealed record DamagedBackup(string Reason)
    : Refusal("restore.damaged", $"The backup is damaged: {Reason}. Nothing was restored.");

public sealed record ManifestMismatch(string Reason)
    : Refusal("restore.manifest-mismatch", $"The manifest is not that of this backup: {Reason}. Nothing was restored.");

/// <summary>Restores a store. There is none yet to authorise or audit against: it stands outside the pipeline and audits itself in what it restored.</summary>
public sealed class StoreRestoration(IStoreFiles files, ICheckpoints checkpoints, IIdentities identities, TimeProvider clock)
{
    public async Task<Outcome<RestoredStore>> RestoreAsync(RestoreStore request, Actor owner, CancellationToken cancellation)
    {
        if (files.WhyNotCopied is { } byServer)
        {
            return byServer;
        }

        using var alone = await files.TakeAloneAsync(cancellation);
        if (alone is null)
        {
            return new StoreInUse();
        }

        if (files.InTheWay is { } taken)
        {
            return new StoreInTheWay(taken);
        }

        var manifestFile = BackupManifest.FileFor(request.From);
        if (await files.ReadTextAsync(manifestFile, cancellation) is not { } json || BackupManifest.Parse(json) is not { } manifest)
        {
            return new NoManifest(manifestFile);
        }

        var copy = await files.CopyFromAsync(request.From, cancellation);
        try
        {
            // Of the copy, not of the backup: what was read is what is put in place.
            if (!string.Equals(await files.Sha256Async(copy, cancellation), manifest.Sha256, StringComparison.Ordinal))
            {
                return new DamagedBackup("its SHA-256 is not the one of the manifest");
            }

            var restored = await ProveAsync(copy, manifest, owner, cancellation);
            if (!restored.IsRefused)
            {
                files.PutInPlace(copy);
            }

            return restored;
        }
        finally
        {
            files.Discard(copy);
        }
    }

    private async Task<Outcome<RestoredStore>> ProveAsync(string copy, BackupManifest manifest, Actor owner, CancellationToken cancellation)
    {
        await using var opened = await files.OpenAsync(copy, cancellation);
        if (await opened.DamageAsync(cancellation) is { Count: > 0 } damage)
        {
            return new DamagedBackup(damage[0]) { Faults = damage.Select(found => new Fault("file", Value: null, found)).ToList() };
        }

        var described = await opened.DescribeAsync(cancellation);
        if (described.Refusal is { } refusal)
        {
            return refusal;
        }

        var (identity, schemaVersion) = described.Value;
        var kept = await checkpoints.FindAsync(identity.StoreId, cancellation);

        // The manifest is no proof of its date: what a chain of the backup holds must be what any checkpoint saw there.
        var heads = (await opened.Trail.HeadsAsync(cancellation)).Heads.ToDictionary(h => h.Chain, h => h.LastSequence, StringComparer.Ordinal);
        var known = kept.Points.Where(p => p.At <= manifest.TakenAt || p.Sequence <= heads.GetValueOrDefault(p.Chain)).ToList();
        var proof = await AuditProof.OfAsync(opened.Trail, kept.Points.Count == 0 ? null : known, kept.Unreadable, cancellation);
        if (proof.Breaks.Count > 0)
        {
            return BrokenAudit.At(proof.Breaks);
        }

        if (DifferenceFrom(manifest, identity, schemaVersion, proof.Heads) is { } difference)
        {
            return new ManifestMismatch(difference);
        }

        var lost = await RecordAsync(opened, identity.StoreId, manifest, proof.Heads, kept.Points, owner, cancellation);
        return new RestoredStore(manifest, lost, kept.Points.Count > 0);
    }

    private static string? DifferenceFrom(BackupManifest manifest, StoreIdentity identity, string schemaVersion, IReadOnlyList<ChainHead> heads)
    {
        if (identity.StoreId != manifest.StoreId)
        {
            return $"it names the store {manifest.StoreId:D}, the backup is of {identity.StoreId:D}";
        }

        if (!string.Equals(schemaVersion, manifest.SchemaVersion, StringComparison.Ordinal))
        {
            return $"it names the schema {manifest.SchemaVersion}, the backup has {schemaVersion}";
        }

        return heads.ToHashSet().SetEquals(manifest.Heads) ? null : "it names other heads of the audit chains than the backup holds";
    }

    /// <summary>Audits the restore in the restored store, and keeps checkpoints that start from it.</summary>
    /// <returns>How many events seen by later checkpoints are not in the backup.</returns>
    private async Task<long> RecordAsync(
        IStoreCopy opened, Guid storeId, BackupManifest manifest, IReadOnlyList<ChainHead> heads, IReadOnlyList<Checkpoint> kept, Actor owner, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var newest = kept.GroupBy(p => p.Chain, StringComparer.Ordinal).Select(chain => chain.Last()).ToList();
        var restored = heads.ToDictionary(h => h.Chain, StringComparer.Ordinal);
        var lost = newest.Sum(p => Math.Max(0, p.Sequence - (restored.TryGetValue(p.Chain, out var head) ? head.LastSequence : 0)));
        var points = heads.Select(h => new Checkpoint(storeId, h.Chain, h.LastSequence, h.LastHash, now))
            .Concat(newest.Where(p => !restored.ContainsKey(p.Chain)).Select(p => p with { Sequence = 0, Hash = AuditHash.Start, At = now }))
            .ToList();
        var done = new AuditEvent(
            AuditChain.Installation, now, identities.NewId(), owner.AccountId, owner.Name, Role: null, nameof(RestoreStore), "done", TrialId: null, SiteId: null, Subject: null);
        await opened.AppendAsync(
            [
                done,
                done with { Field = "backup", NewValue = manifest.Sha256 },
                done with { Field = "lostEvents", NewValue = Invariant($"{lost}") },
                done with { Field = Checkpoint.Field, NewValue = Checkpoint.DigestOf(points) },
            ],
            cancellation);
        await checkpoints.KeepAsync(points, cancellation);
        return lost;
    }
}
