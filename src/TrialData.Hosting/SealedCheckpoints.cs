using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using TrialData.Application.Administration;

namespace TrialData.Hosting;

/// <summary>Checkpoints in a file beside the keys, one sealed line each: who can write the database alone can neither read nor make one.</summary>
public sealed class SealedCheckpoints(HostSettings settings, IDataProtectionProvider provider) : ICheckpoints
{
    private readonly IDataProtector protector = provider.CreateProtector("TrialData.Audit.Checkpoint.v1");

    public async Task KeepAsync(IReadOnlyList<Checkpoint> checkpoints, CancellationToken cancellation)
    {
        var lines = checkpoints.Select(c => protector.Protect(JsonSerializer.Serialize(c)));
        await File.AppendAllLinesAsync(FileName(), lines, cancellation);
    }

    public async Task<IReadOnlyList<Checkpoint>> NewestAsync(Guid storeId, CancellationToken cancellation)
    {
        if (!File.Exists(FileName()))
        {
            return [];
        }

        var newest = new Dictionary<string, Checkpoint>(StringComparer.Ordinal);
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(FileName(), cancellation))
        {
            number++;
            var kept = Open(line, number);
            if (kept.StoreId == storeId)
            {
                newest[kept.Chain] = kept;
            }
        }

        return [.. newest.Values];
    }

    private Checkpoint Open(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<Checkpoint>(protector.Unprotect(line))!;
        }
        catch (CryptographicException unsealed)
        {
            throw new InvalidDataException($"line {FormattableString.Invariant($"{number}")} of {FileName()} was not sealed with this key ring, or was changed", unsealed);
        }
    }

    private string FileName() => Path.Combine(settings.KeyRing, "audit-checkpoints");
}
