using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using TrialData.Application.Administration;

namespace TrialData.Hosting;

/// <summary>Checkpoints in a file beside the keys, one sealed line each: who can write the database alone can neither read nor make one.</summary>
public sealed class SealedCheckpoints(HostSettings settings, IDataProtectionProvider provider) : ICheckpoints
{
    // As Data Protection names its files.
    private const string Keys = "key-*.xml";

    private const char LineEnd = '\n';

    private readonly IDataProtector protector = provider.CreateProtector("TrialData.Audit.Checkpoint.v1");

    public async Task KeepAsync(IReadOnlyList<Checkpoint> checkpoints, CancellationToken cancellation)
    {
        var lines = string.Concat(checkpoints.Select(c => protector.Protect(JsonSerializer.Serialize(c)) + LineEnd));
        await using var file = new FileStream(FileName(), ForOwnerToAppend());
        await EndLastLineAsync(file, cancellation);
        await file.WriteAsync(Encoding.UTF8.GetBytes(lines), cancellation);
        file.Flush(flushToDisk: true);
    }

    public async Task<KeptCheckpoints> FindAsync(Guid storeId, CancellationToken cancellation)
    {
        var points = new List<Checkpoint>();
        if (!File.Exists(FileName()))
        {
            return new KeptCheckpoints(points, Unreadable: null) { EmptyKeyRing = HoldsKey() ? null : settings.KeyRing };
        }

        var lines = (await File.ReadAllTextAsync(FileName(), cancellation)).Split(LineEnd);
        var (unreadable, torn) = ((string?)null, (string?)null);
        for (var number = 1; number <= lines.Length; number++)
        {
            var (line, isLast) = (lines[number - 1].TrimEnd('\r'), number == lines.Length);
            if (isLast && line.Length == 0)
            {
                break;
            }

            if (Open(line) is { } point)
            {
                points.AddRange(point.StoreId == storeId ? [point] : []);
            }
            else if (isLast)
            {
                torn = FormattableString.Invariant($"line {number} of {FileName()} ends in the middle");
            }
            else
            {
                unreadable ??= FormattableString.Invariant($"line {number} of {FileName()} was not sealed with this key ring, or was changed");
            }
        }

        return new KeptCheckpoints(points, unreadable) { Torn = torn };
    }

    /// <summary>Cuts off what a crash left of a line, or ends a line that lacks its end alone.</summary>
    private async Task EndLastLineAsync(FileStream file, CancellationToken cancellation)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        var text = await reader.ReadToEndAsync(cancellation);
        var last = text[(text.LastIndexOf(LineEnd) + 1)..];
        if (last.Length > 0 && Open(last) is null)
        {
            file.SetLength(file.Length - Encoding.UTF8.GetByteCount(last));
        }

        file.Seek(0, SeekOrigin.End);
        if (last.Length > 0 && Open(last) is not null)
        {
            file.WriteByte((byte)LineEnd);
        }
    }

    private static FileStreamOptions ForOwnerToAppend()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private Checkpoint? Open(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Checkpoint>(protector.Unprotect(line));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private bool HoldsKey() => new DirectoryInfo(settings.KeyRing) is { Exists: true } folder && folder.EnumerateFiles(Keys).Any();

    private string FileName() => Path.Combine(settings.KeyRing, "audit-checkpoints");
}
