using System.Text.RegularExpressions;
using Xunit;

namespace TrialData.Storage.Tests.SqlRules;

public sealed partial class SqlInCode
{
    private const string MayHoldPragmas = "TrialData.Storage/Engines/SqliteEngine.cs";

    [Fact]
    public void Is_nowhere_in_a_string_of_the_product()
    {
        var found =
            from code in CodeFile.InSource()
            from text in code.Strings
            where Statement().IsMatch(text) || (Pragma().IsMatch(text) && code.Path != MayHoldPragmas)
            select $"{code.Path}: {text}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("var a = \"SELECT 1\";")]
    [InlineData("var a = $\"update {table} set Code = @Code\";")]
    [InlineData("var a = @\"DELETE  FROM Trial\";")]
    [InlineData("var a = \"\"\"\n    INSERT INTO Trial (Code)\n    VALUES (@Code)\n    \"\"\";")]
    [InlineData("var a = \"DROP TRIGGER Answer_NoUpdate\";")]
    public void Would_be_seen(string code) =>
        Assert.Contains(new CodeFile("Example.cs", code).Strings, text => Statement().IsMatch(text));

    [Theory]
    [InlineData("// SELECT nothing")]
    [InlineData("var a = text.StartsWith(\"SELECT\");")]
    [InlineData("var a = \"Select a form, or insert a row.\"; // \"SELECT 1\"")]
    [InlineData("var a = '\"'; /* SELECT */ var b = '\"';")]
    public void Is_told_from_words_and_comments(string code) =>
        Assert.DoesNotContain(new CodeFile("Example.cs", code).Strings, text => Statement().IsMatch(text));

    [GeneratedRegex(@"\bSELECT\s|(?i:\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\S+\s+SET\b|\bDELETE\s+FROM\b|\b(CREATE|ALTER|DROP)\s+(TABLE|INDEX|TRIGGER|VIEW)\b)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Statement();

    [GeneratedRegex(@"(?i)\bPRAGMA\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Pragma();
}
