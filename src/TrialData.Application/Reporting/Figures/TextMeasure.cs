using System.Globalization;
using System.Text;

namespace TrialData.Application.Reporting.Figures;

/// <summary>Estimates how wide text will be, so that a static drawing can leave room for it.</summary>
/// <remarks>
/// Widths are the published metrics of Helvetica, which Arial and Liberation Sans share; figures ask for these families.
/// A margin covers other fonts a machine may put in their place.
/// </remarks>
public static class TextMeasure
{
    public const double LineHeight = 1.25;

    private const double Margin = 1.04;
    private const double BoldFactor = 1.08;
    private const int Unknown = 600;
    private const int Wide = 1000;

    // Thousandths of the font size for the printable characters of ASCII, from the space on.
    private static readonly int[] Ascii =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    public static double Width(string text, double size, bool bold = false)
    {
        var thousandths = text.Normalize(NormalizationForm.FormD).EnumerateRunes().Sum(WidthOf);
        return thousandths / 1000.0 * size * Margin * (bold ? BoldFactor : 1);
    }

    /// <summary>Breaks text into lines that fit; what does not fit into the last line ends in an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, int mostLines, bool bold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, width, size, bold)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        lines.Add(line);
        if (lines.Count <= mostLines)
        {
            return lines;
        }

        var rest = string.Join(' ', lines.Skip(mostLines - 1));
        return [.. lines.Take(mostLines - 1), Ellipsise(rest, width, size, bold)];
    }

    public static string Ellipsise(string text, double width, double size, bool bold = false)
    {
        if (Width(text, size, bold) <= width)
        {
            return text;
        }

        // Text elements, not characters: an accent stays with its letter.
        var elements = StringInfo.ParseCombiningCharacters(text);
        for (var kept = elements.Length - 1; kept > 0; kept--)
        {
            var shorter = text[..elements[kept]].TrimEnd() + "…";
            if (Width(shorter, size, bold) <= width)
            {
                return shorter;
            }
        }

        return "…";
    }

    private static IEnumerable<string> Pieces(string word, double width, double size, bool bold)
    {
        var elements = StringInfo.ParseCombiningCharacters(word);
        var start = 0;
        for (var i = 1; i < elements.Length; i++)
        {
            var next = i + 1 < elements.Length ? elements[i + 1] : word.Length;
            if (Width(word[start..next], size, bold) > width)
            {
                yield return word[start..elements[i]];
                start = elements[i];
            }
        }

        yield return word[start..];
    }

    private static int WidthOf(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => Ascii[rune.Value - ' '],
        '\u00A0' => Ascii[0],
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Control => 0,
        // Hangul, CJK and full-width forms fill a square, as do symbols outside the first plane.
        >= 0x1100 and <= 0x11FF or >= 0x2E80 and <= 0xD7FF or >= 0xF900 and <= 0xFAFF or >= 0xFF00 or '…' or '—' => Wide,
        _ => Unknown,
    };
}
