using System.Text.RegularExpressions;
using Xunit;
using Xunit.Abstractions;

namespace TrialData.Storage.Tests.SqlRules;

public sealed partial class EverySqlFile(ITestOutputHelper output)
{
    private const double MostPairs = 0.15;

    [Fact]
    public void Is_T_SQL_without_traps_where_SQL_Server_sees_it()
    {
        var faults =
            from script in SqlScript.All
            where !script.IsForSqlite
            from batch in script.Batches
            from fault in TSql.FaultsIn(batch, script.IsShared)
            select $"{script}: {fault}";

        Assert.Empty(faults);
    }

    [Fact]
    public void Has_keywords_in_upper_case()
    {
        var faults = from script in SqlScript.All from fault in TSql.LowerCaseKeywordsIn(script.Text) select $"{script}: {fault}";

        Assert.Empty(faults);
    }

    [Fact]
    public void Is_shared_or_half_of_a_full_pair_that_says_why()
    {
        foreach (var statement in SqlScript.All.GroupBy(s => s.Statement, StringComparer.Ordinal))
        {
            var files = statement.ToList();
            if (files is [{ IsShared: true }])
            {
                continue;
            }

            Assert.True(files.Count == 2 && files.Exists(f => f.IsForSqlite) && files.Exists(f => f.IsForSqlServer), $"{statement.Key} is no full pair.");
            Assert.All(files, file => Assert.StartsWith("-- A pair: ", file.Text, StringComparison.Ordinal));
            Assert.True(FirstLine(files[0]) == FirstLine(files[1]), $"The halves of {statement.Key} give different reasons.");
        }
    }

    [Fact]
    public void Is_one_of_few_pairs()
    {
        var statements = SqlScript.All.Select(s => s.Statement).Distinct(StringComparer.Ordinal).Count();
        var pairs = SqlScript.All.Count(s => s.IsForSqlServer);
        output.WriteLine(FormattableString.Invariant($"{pairs} pairs in {statements} statements: {100.0 * pairs / statements:F1} %."));

        Assert.True(pairs <= MostPairs * statements);
    }

    [Fact]
    public void Is_used_at_exactly_one_place_if_it_is_a_query()
    {
        var queries = SqlScript.All
            .Where(s => s.Statement.StartsWith("queries/", StringComparison.Ordinal))
            .Select(s => s.Statement["queries/".Length..])
            .Distinct(StringComparer.Ordinal);
        var named = CodeFile.InSource().SelectMany(code => Named().Matches(code.Text)).Select(match => match.Groups["name"].Value);

        Assert.Equal(queries.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ends_in_one_semicolon_and_one_line_feed() =>
        Assert.All(SqlScript.All, script => Assert.Matches(@";\n\z", script.Text));

    private static string FirstLine(SqlScript script) => script.Text.Split('\n')[0];

    [GeneratedRegex("""SqlFile\.Named\(\s*"(?<name>[^"]+)"\s*\)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Named();
}
