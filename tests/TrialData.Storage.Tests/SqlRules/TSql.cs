using Microsoft.SqlServer.TransactSql.ScriptDom;
using static System.FormattableString;

namespace TrialData.Storage.Tests.SqlRules;

/// <summary>Reads T-SQL as SQL Server 2019 does and finds what breaks the rules of this store.</summary>
internal static class TSql
{
    /// <summary>What is wrong with a batch: what does not parse, what only one engine takes, what means something else on the other.</summary>
    public static IReadOnlyList<string> FaultsIn(string batch, bool isShared)
    {
        using var reader = new StringReader(batch);
        var fragment = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        if (errors.Count > 0)
        {
            return errors.Select(e => Invariant($"line {e.Line}: {e.Message}")).ToList();
        }

        var traps = new Traps(isShared);
        fragment.Accept(traps);
        return [.. traps.Found, .. LowerCaseKeywords(fragment.ScriptTokenStream)];
    }

    /// <summary>Keywords in lower case, in text of either engine: the words are the same, so the tokens of one do for both.</summary>
    public static IEnumerable<string> LowerCaseKeywordsIn(string text)
    {
        using var reader = new StringReader(text);
        return LowerCaseKeywords(new TSql150Parser(initialQuotedIdentifiers: true).GetTokenStream(reader, out _)).ToList();
    }

    private static IEnumerable<string> LowerCaseKeywords(IEnumerable<TSqlParserToken> tokens) =>
        from token in tokens
        where token.IsKeyword() && !string.Equals(token.Text, token.Text.ToUpperInvariant(), StringComparison.Ordinal)
        select Invariant($"line {token.Line}: the keyword {token.Text} is not in upper case");
}
