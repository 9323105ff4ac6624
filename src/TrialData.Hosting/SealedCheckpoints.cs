using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using TrialData.Application.Administration;

namespace TrialData.Hosting;

/// <summary>Checkpoints in a file beside the keys, one sealed line each: who can write the database alone can neither read nor make one.</summary>
public sealed class SealedCheckpoints(HostSettings settings, IDataProtectionProvider provider) : ICheckpoints
{
    // As Data Protection names its files.
    private const string Keys = "key-*.xml";

    private readonly IDataProtector protector = provider.CreateProtector("TrialData.Audit.Checkpoint.v1");

    public async Task KeepAsync(IReadOnlyList<Checkpoint> checkpoints, CancellationToken cancellation)
    {
        var lines = checkpoints.Select(c => protector.Protect(JsonSerializer.Serialize(c)));
        await File.AppendAllLinesAsync(FileName(), lines, cancellation);
    }

    public async Task<KeptCheckpoints> FindAsync(Guid storeId, CancellationToken cancellation)
    {
        var points = new List<Checkpoint>();
        if (!File.Exists(FileName()))
        {
            return new KeptCheckpoints(points, Unreadable: null) { EmptyKeyRing = HoldsKey() ? null : settings.KeyRing };
        }

        var number = 0;
        string? unreadable = null;
        await foreach (var line in File.ReadLinesAsync(FileName(), cancellation))
        {
            number++;
            if (Open(line) is not { } point)
            {
                unreadable ??= FormattableString.Invariant($"line {number} of {FileName()} was not sealed with this key ring, or was changed");
            }
            else if (point.StoreId == storeId)
            {
                points.Add(point);
            }
        }

        return new KeptCheckpoints(points, unreadable);
    }

    private Checkpoint? Open(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Checkpoint>(protector.Unprotect(line));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private bool HoldsKey() => new DirectoryInfo(settings.KeyRing) is { Exists: true } folder && folder.EnumerateFiles(Keys).Any();

    private string FileName() => Path.Combine(settings.KeyRing, "audit-checkpoints");
}
