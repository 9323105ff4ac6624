using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Administration;
using TrialData.Hosting;
using TrialData.Storage;

namespace TrialData.Cli.Commands;

/// <summary>Tokens of the operating-system user, one file for each store, readable by that user alone.</summary>
internal static class KeptTokens
{
    private const int NameBytes = 16;

    public static string? Find(StoreLocation store) => File.Exists(PathOf(store)) ? File.ReadAllText(PathOf(store)) : null;

    /// <returns>The file in which the token is kept.</returns>
    public static string Keep(StoreLocation store, ApiToken token)
    {
        var path = PathOf(store);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(token.Text);
        return path;
    }

    private static string PathOf(StoreLocation store)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{store.Engine}:{store.Target}"))[..NameBytes]);
        return Path.Combine(HostSettings.UserFolder(), "tokens", name);
    }
}
