using TrialData.Storage.Tests.SqlRules;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Schema;

public sealed class TheSchema
{
    private const string WriteVariable = "TRIALDATA_WRITE_SCHEMA";

    [Fact]
    public async Task Of_a_fresh_store_is_the_one_reviewed()
    {
        await using var host = await TrialHost.StartAsync(Engine.Sqlite);
        var actual = await SchemaText.OfAsync(new RawStore(host.Location));
        var file = Repository.PathOf("sql", "schema.txt");
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            await File.WriteAllTextAsync(file, actual);
        }

        var reviewed = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");
        Assert.True(reviewed == actual, $"sql/schema.txt is not the schema of a fresh store; {WriteVariable}=1 writes it anew. Now:\n{actual}");
    }

    [Fact]
    public void Has_every_migration_in_the_table_of_versions()
    {
        var table = Repository.Read("sql", "README.md");

        Assert.All(
            SqlScript.All.Where(s => s.Statement.StartsWith("migrations/", StringComparison.Ordinal)),
            script => Assert.Contains($"| `{script.Statement["migrations/".Length..]}` |", table, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gives_every_constraint_and_index_a_name_of_its_kind()
    {
        await using var host = await TrialHost.StartAsync(Engine.Sqlite);
        var store = new RawStore(host.Location);
        var unnamed =
            from table in await store.QueryAsync<string>("SELECT sql FROM sqlite_master WHERE type = 'table'")
            from rule in new[] { "PRIMARY KEY", "UNIQUE", "CHECK", "REFERENCES", "DEFAULT" }
            where Count(table, $" {rule} ") > Count(table, $"CONSTRAINT {Prefix(rule)}_")
            select $"{table}: {rule}";

        Assert.Empty(unnamed);
    }

    private static string Prefix(string rule) => rule switch
    {
        "PRIMARY KEY" => "PK",
        "UNIQUE" => "UQ",
        "CHECK" => "CK",
        "REFERENCES" => "FK",
        _ => "DF",
    };

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
