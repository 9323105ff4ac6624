using System.Globalization;
using System.Text;
using TrialData.Application.Capture;
using TrialData.Application.Protocol;

namespace TrialData.Cli.Terminal;

/// <summary>What somebody typed, as it can stand on one line of a terminal. JSON gives it as it is.</summary>
internal static class Shown
{
    private const int Longest = 200;
    private const int LongestProse = 2000;
    private const int LongestInColumn = 30;

    /// <summary>Items as a form numbers them: q2 before q10.</summary>
    public static StringComparer ItemOrder { get; } = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    public static string Text(string text) => text.Length > Longest
        ? string.Create(CultureInfo.InvariantCulture, $"{Visible(text[..Longest])}... ({text.Length} characters; --json gives them all)")
        : Visible(text);

    /// <summary>A sentence of the program's that may quote what somebody typed.</summary>
    public static string Prose(string text) => text.Length > LongestProse ? Visible(text[..LongestProse]) + "..." : Visible(text);

    private static string Visible(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            shown.Append(Moves(rune) ? FormattableString.Invariant($"\\u{rune.Value:X4}") : rune.ToString());
        }

        return shown.ToString();
    }

    // A control character could move the cursor, and one that turns the writing direction what stands around it.
    private static bool Moves(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x2028 or 0x2029;

    public static string Answer(string? value, Missing? missing) => (value, missing) switch
    {
        ({ } text, _) => Text(text),
        (null, { } why) => $"({MissingCodes.Word(why)})",
        _ => "-",
    };

    /// <summary>Free text that may tell an arm; null for who is blinded.</summary>
    public static string TextOrKept(string? text) => text is null ? "(kept from who is blinded)" : Text(text);

    /// <summary>Beside others of its row.</summary>
    public static string InColumn(AnswerChange? given) => given?.Value is { Length: > LongestInColumn } text
        ? Visible(text[..LongestInColumn]) + "..."
        : Answer(given?.Value, given?.Missing);

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
