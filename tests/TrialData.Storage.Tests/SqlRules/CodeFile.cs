using System.Text.RegularExpressions;
using TrialData.Testing;

namespace TrialData.Storage.Tests.SqlRules;

/// <summary>A file of C#.</summary>
internal sealed partial record CodeFile(string Path, string Text)
{
    /// <summary>The text of its string literals, comments left out.</summary>
    public IEnumerable<string> Strings =>
        StringOrComment().Matches(Text).Select(match => match.Groups["string"]).Where(found => found.Success).Select(found => found.Value);

    public static IReadOnlyList<CodeFile> InSource()
    {
        var folder = Repository.PathOf("src");
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => new CodeFile(System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
    }

    // Comments and characters come first, so that a quotation mark in them opens no string.
    [GeneratedRegex("""
        //[^\n]* | /\*.*?\*/ | '(?:[^'\\\n]|\\.)+'
        | (?<string> (?<quotes>"{3,}).*?\k<quotes> | @\$?"(?:[^"]|"")*" | \$@"(?:[^"]|"")*" | "(?:[^"\\\n]|\\.)*" )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex StringOrComment();
}
