using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Writes a verified copy of the store, with a manifest beside it, while others go on working.</summary>
/// <param name="To">A file that is not there yet.</param>
[OperatingSystemUserOnly, OutsideTransaction]
public sealed record BackUpStore(string To);

public sealed record BackedUpStore(string File, string ManifestFile, BackupManifest Manifest, long Events);

public sealed class BackUpStoreValidator : AbstractValidator<BackUpStore>
{
    public BackUpStoreValidator() => RuleFor(r => r.To).NotEmpty();
}

public sealed record BackupByServer()
    : Refusal("backup.by-the-server", "A store on SQL Server is backed up by the server itself: BACKUP DATABASE ... TO DISK ... WITH CHECKSUM, and RESTORE DATABASE. Keep the key ring too, apart from the backup.");

public sealed record BackupExists(string File)
    : Refusal("backup.exists", $"There is a file {File} already; a backup overwrites nothing.");

public sealed record BackupNotSound(string First)
    : Refusal("backup.not-sound", $"The copy does not hold, and was removed: {First}.")
{
    internal override bool StandsUnrecorded => true;
}

public sealed class BackUpStoreHandler(IStoreFiles files, AuditNote note, TimeProvider clock) : IUseCase<BackUpStore, BackedUpStore>
{
    private const string Unfinished = ".part";

    public async Task<Outcome<BackedUpStore>> HandleAsync(BackUpStore request, CancellationToken cancellation)
    {
        if (files.WhyNotCopied is { } refusal)
        {
            return refusal;
        }

        var manifestFile = BackupManifest.FileFor(request.To);
        if (Array.Find([request.To, manifestFile], files.Exists) is { } taken)
        {
            return new BackupExists(taken);
        }

        var (copy, text) = (request.To + Unfinished, manifestFile + Unfinished);
        try
        {
            var takenAt = clock.GetUtcNow();
            files.Discard(copy);
            files.Discard(text);
            await files.CopyToAsync(copy, cancellation);
            var proven = await ProveAsync(copy, takenAt, cancellation);
            if (proven.Refusal is { } unsound)
            {
                return unsound;
            }

            var manifest = proven.Value;
            await files.WriteTextAsync(text, manifest.ToJson(), cancellation);
            files.Publish(copy, request.To);
            files.Publish(text, manifestFile);
            note.Changed("backup", oldValue: null, manifest.Sha256);
            return new BackedUpStore(request.To, manifestFile, manifest, manifest.Heads.Sum(h => h.LastSequence));
        }
        finally
        {
            files.Discard(copy);
            files.Discard(text);
        }
    }

    private async Task<Outcome<BackupManifest>> ProveAsync(string copy, DateTimeOffset takenAt, CancellationToken cancellation)
    {
        StoreIdentity identity;
        string schemaVersion;
        AuditProof proof;
        await using (var opened = await files.OpenAsync(copy, cancellation))
        {
            if (await opened.DamageAsync(cancellation) is { Count: > 0 } damage)
            {
                return new BackupNotSound(damage[0]) { Faults = damage.Select(found => new Fault("file", Value: null, found)).ToList() };
            }

            // Before it is described: what nobody can read is named by the proof.
            proof = await AuditProof.OfAsync(opened.Trail, kept: null, unreadable: null, cancellation);
            if (proof.Breaks.Count > 0)
            {
                return new BackupNotSound(proof.Breaks[0].ToString()) { Faults = proof.Breaks };
            }

            var described = await opened.DescribeAsync(cancellation);
            if (described.Refusal is { } refusal)
            {
                return refusal;
            }

            (identity, schemaVersion) = described.Value;
        }

        var sha256 = await files.Sha256Async(copy, cancellation);
        return new BackupManifest(identity.StoreId, schemaVersion, takenAt, sha256, proof.Heads, BackupManifest.KeyRingIsNotHere);
    }
}
