using System.Text.RegularExpressions;
using TrialData.Testing;

namespace TrialData.Storage.Tests.SqlRules;

/// <summary>A file below <c>sql/</c>: shared, or one half of a pair.</summary>
public sealed partial record SqlScript(string Path, string Text)
{
    private const string OfSqlite = ".sqlite.sql";
    private const string OfSqlServer = ".sqlserver.sql";
    private const string Ending = ".sql";

    public static IReadOnlyList<SqlScript> All { get; } = ReadAll();

    public bool IsForSqlite => Path.EndsWith(OfSqlite, StringComparison.Ordinal);

    public bool IsForSqlServer => Path.EndsWith(OfSqlServer, StringComparison.Ordinal);

    public bool IsShared => !IsForSqlite && !IsForSqlServer;

    /// <summary>The path without ending: what both halves of a pair have in common.</summary>
    public string Statement
    {
        get
        {
            if (IsForSqlite)
            {
                return Path[..^OfSqlite.Length];
            }

            return IsForSqlServer ? Path[..^OfSqlServer.Length] : Path[..^Ending.Length];
        }
    }

    /// <summary>The batches as they reach the server: Dapper writes parentheses around a list.</summary>
    public IEnumerable<string> Batches =>
        Text.Split("\n--;;\n", StringSplitOptions.RemoveEmptyEntries).Select(batch => List().Replace(batch, "IN (${list})"));

    public override string ToString() => Path;

    private static List<SqlScript> ReadAll()
    {
        var folder = Repository.PathOf("sql");
        return Directory.EnumerateFiles(folder, "*" + Ending, SearchOption.AllDirectories)
            .Select(file => new SqlScript(System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file).ReplaceLineEndings("\n")))
            .OrderBy(script => script.Path, StringComparer.Ordinal)
            .ToList();
    }

    [GeneratedRegex(@"\bIN (?<list>@\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex List();
}
