using System.Collections.Concurrent;
using System.Reflection;

namespace TrialData.Storage.Session;

/// <summary>One statement under <c>sql/</c>: shared text, or a full pair, one for each engine.</summary>
public sealed class SqlFile
{
    private static readonly Assembly Home = typeof(SqlFile).Assembly;
    private static readonly ConcurrentDictionary<string, SqlFile> Known = new(StringComparer.Ordinal);

    private readonly string sqlite;
    private readonly string sqlServer;

    private SqlFile(string name)
    {
        Name = name;
        if (Read($"sql/{name}.sql") is { } shared)
        {
            sqlite = sqlServer = shared;
        }
        else
        {
            sqlite = Read($"sql/{name}.sqlite.sql") ?? throw new InvalidOperationException($"sql/{name}.sql is not there, nor a pair.");
            sqlServer = Read($"sql/{name}.sqlserver.sql") ?? throw new InvalidOperationException($"sql/{name}.sqlserver.sql is missing from the pair.");
        }

        OnlyReads = IsQuery(sqlite) && IsQuery(sqlServer);
    }

    public string Name { get; }

    /// <param name="name">Folder and name below <c>sql/queries</c>, without ending: <c>allocation/AddAllocation</c>.</param>
    public static SqlFile Named(string name) => Known.GetOrAdd($"queries/{name}", n => new SqlFile(n));

    /// <summary>Whether the statement leaves the store as it is.</summary>
    public bool OnlyReads { get; }

    public string For(Engine engine) => engine == Engine.Sqlite ? sqlite : sqlServer;

    /// <summary>The migration scripts for an engine, in order of their number.</summary>
    public static IReadOnlyList<(string Name, string Text)> Migrations(Engine engine)
    {
        var ending = engine == Engine.Sqlite ? ".sqlserver.sql" : ".sqlite.sql";
        return Home.GetManifestResourceNames()
            .Where(n => n.StartsWith("sql/migrations/", StringComparison.Ordinal) && !n.EndsWith(ending, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => (Path.GetFileName(n).Split('.')[0], Read(n)!))
            .ToList();
    }

    // Ours begin with their verb, or with the WITH of a query.
    private static bool IsQuery(string text) =>
        text.Split('\n').First(line => !line.StartsWith("--", StringComparison.Ordinal) && line.Length > 0) is var first
        && (first.StartsWith("SELECT", StringComparison.Ordinal) || first.StartsWith("WITH ", StringComparison.Ordinal));

    private static string? Read(string resource)
    {
        using var stream = Home.GetManifestResourceStream(resource);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
