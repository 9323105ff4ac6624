using System.Text.RegularExpressions;
using TrialData.Storage.Records;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Audit;

/// <summary>A new table or column is decided on: events vouch for it, or it says why not.</summary>
public sealed partial class EveryTable
{
    [Fact]
    public void Has_records_or_a_reason_why_not() => Assert.Equal(
        Schema().Select(table => table.Name).Order(StringComparer.Ordinal),
        VouchedRecords.All.Select(kind => kind.Table).Concat(VouchedRecords.Exempt.Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void Has_every_column_in_its_records_or_a_reason_why_not()
    {
        var tables = Schema().ToDictionary(table => table.Name, table => table.Columns, StringComparer.Ordinal);

        Assert.All(VouchedRecords.All, kind => Assert.Equal(
            tables[kind.Table].Order(StringComparer.Ordinal),
            ColumnsReadBy(kind).Concat(kind.LeftOut.Keys).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Comes_after_the_one_it_belongs_to() => Assert.All(
        VouchedRecords.All.Index().Where(kind => kind.Item.Parent is not null),
        kind => Assert.Contains(kind.Item.Parent!.Value.Kind, VouchedRecords.All.Take(kind.Index)));

    private static string[] ColumnsReadBy(RecordKind kind)
    {
        var text = kind.Rows.For(Engine.Sqlite);
        return text["SELECT".Length..text.IndexOf("FROM", StringComparison.Ordinal)].Split(',', StringSplitOptions.TrimEntries);
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> Columns)> Schema() =>
        from table in Repository.Read("sql", "schema.txt").ReplaceLineEndings("\n").Split("\n\n")
        where table.StartsWith("table ", StringComparison.Ordinal)
        let lines = table.Split('\n')
        select (lines[0]["table ".Length..], (IReadOnlyList<string>)lines.Select(line => Column().Match(line)).Where(m => m.Success).Select(m => m.Groups["name"].Value).ToList());

    [GeneratedRegex(@"^    (?<name>\w+) \S+ (NOT )?NULL", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Column();
}
