using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using TrialData.Application.Administration;
using TrialData.Storage.Engines;
using TrialData.Storage.Session;

namespace TrialData.Storage.Migration;

/// <summary>What a database consists of, compared with what the scripts make in an empty one.</summary>
internal static partial class SchemaObjects
{
    private const string Trigger = "trigger";

    private static readonly SqlFile FindSchemaObjects = SqlFile.Named("administration/FindSchemaObjects");
    private static readonly Lazy<IReadOnlyList<SchemaObject>> OfSqlite = new(MakeInMemory);

    public static async Task<ExaminedSchema> ExamineAsync(StoreSession session, CancellationToken cancellation)
    {
        var found = await session.QueryAsync<SchemaObject>(FindSchemaObjects, parameters: null, cancellation);
        var expected = session.Engine == Engine.Sqlite ? OfSqlite.Value : TriggersOf(session.Engine);
        return new ExaminedSchema(
            expected.Where(e => string.Equals(e.Kind, Trigger, StringComparison.Ordinal)).Select(e => e.Name).ToList(),
            Compare(expected, found).ToList());
    }

    private static IEnumerable<SchemaDifference> Compare(IReadOnlyList<SchemaObject> expected, IReadOnlyList<SchemaObject> found)
    {
        var standing = found.ToLookup(o => (o.Kind, o.Name));
        foreach (var one in expected)
        {
            var stands = standing[(one.Kind, one.Name)].ToList();
            if (stands.Count == 0)
            {
                yield return new SchemaDifference(one.Kind, one.Name, SchemaChange.Missing);
            }
            else if (stands.Count > 1 || !one.IsAs(stands[0]))
            {
                yield return new SchemaDifference(one.Kind, one.Name, SchemaChange.Changed);
            }
        }

        var known = expected.Select(e => (e.Kind, e.Name)).ToHashSet();
        foreach (var (kind, name) in standing.Select(s => s.Key).Where(key => !known.Contains(key)))
        {
            yield return new SchemaDifference(kind, name, SchemaChange.Foreign);
        }
    }

    // Of the other objects the scripts alone do not say how SQL Server lists them.
    private static List<SchemaObject> TriggersOf(Engine engine) =>
        Migrator.TriggersOf(engine).Select(t => new SchemaObject(Trigger, t.Name, TableName: null, t.Definition)).ToList();

    private static List<SchemaObject> MakeInMemory()
    {
        SqliteLibrary.Bind();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        foreach (var statement in Migrator.StatementsOf(Engine.Sqlite))
        {
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        command.CommandText = FindSchemaObjects.For(Engine.Sqlite);
        using var reader = command.ExecuteReader();
        var made = new List<SchemaObject>();
        while (reader.Read())
        {
            made.Add(new SchemaObject(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        return made;
    }

    private static string OneLine(string? definition) => Blanks().Replace(definition ?? string.Empty, " ").Trim(' ', ';');

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Blanks();

    /// <param name="TableName">Null where the definition alone says it.</param>
    private sealed record SchemaObject(string Kind, string Name, string? TableName, string? Definition)
    {
        public bool IsAs(SchemaObject other) =>
            (TableName is null || string.Equals(TableName, other.TableName, StringComparison.Ordinal))
            && string.Equals(OneLine(Definition), OneLine(other.Definition), StringComparison.Ordinal);
    }
}
