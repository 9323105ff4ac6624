using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Administration;
using TrialData.Hosting;
using TrialData.Storage;

namespace TrialData.Cli.Commands;

/// <summary>
/// Tokens of the operating-system user, one file for each store, readable by that user alone. The file is named by the store itself:
/// another store that takes its place finds no token, and overwrites none.
/// </summary>
internal static class KeptTokens
{
    private const int NameBytes = 16;

    public static string? Find(Guid storeId) => Read(PathOf(storeId));

    /// <summary>A token that version 0.1 kept under the place of a store; it may be of another store that stood there before.</summary>
    public static string? FindByPlace(StoreLocation store) => Read(PathOf(store));

    /// <summary>Keeps a token found by place under its store, now that the store has taken it.</summary>
    public static void MoveFromPlace(StoreLocation store, Guid storeId) => File.Move(PathOf(store), PathOf(storeId), overwrite: false);

    /// <returns>The file in which the token is kept.</returns>
    public static string Keep(Guid storeId, ApiToken token)
    {
        var path = PathOf(storeId);
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

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    private static string PathOf(Guid storeId) => Path.Combine(HostSettings.UserFolder(), "tokens", storeId.ToString("D"));

    private static string PathOf(StoreLocation store)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{store.Engine}:{store.Target}"))[..NameBytes]);
        return Path.Combine(HostSettings.UserFolder(), "tokens", name);
    }
}
