using System.Reflection;
using Microsoft.Data.SqlClient;

namespace TrialData.Storage.Engines;

/// <summary>CVE-2024-0056: clients of SQL Server whose encryption somebody on the way to the server can undo.</summary>
internal static class SqlClientAdvisory
{
    // The first fixed version of each line that the advisory names.
    private static readonly Version[] Fixed = [new(2, 1, 7), new(3, 1, 5), new(4, 0, 5), new(5, 1, 3)];

    private static readonly string[] OwnMachine = [".", "(local)", "localhost", "127.0.0.1", "::1", "[::1]"];

    /// <summary>The version of the package: that of the assembly stays the same within a line.</summary>
    public static Version ClientVersion { get; } = Version.Parse(
        typeof(SqlConnection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', '-')[0]);

    public static bool Concerns(Version client)
    {
        var firstFixed = Array.Find(Fixed, version => version.Major >= client.Major);
        return firstFixed is not null && (firstFixed.Major > client.Major || client < firstFixed);
    }

    /// <summary>Whether a data source names this machine, so that nothing crosses a network.</summary>
    public static bool IsOwnMachine(string dataSource)
    {
        var name = dataSource.Trim();
        foreach (var protocol in new[] { "tcp:", "lpc:", "np:", "admin:" })
        {
            name = name.StartsWith(protocol, StringComparison.OrdinalIgnoreCase) ? name[protocol.Length..] : name;
        }

        var host = name.TrimStart('\\').Split('\\', ',')[0].Trim();
        return OwnMachine.Contains(host, StringComparer.OrdinalIgnoreCase) || host.StartsWith("(localdb)", StringComparison.OrdinalIgnoreCase);
    }

    public static string? Warning(Version client, string dataSource) => Concerns(client) && !IsOwnMachine(dataSource)
        ? $"Warning: the SQL Server client {client.ToString(3)} predates the fix of CVE-2024-0056; publish with -p:SqlClientVersion=6.1.8."
        : null;
}
