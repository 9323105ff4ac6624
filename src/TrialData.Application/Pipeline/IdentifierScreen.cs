using System.Text.RegularExpressions;

namespace TrialData.Application.Pipeline;

/// <summary>What in a free text may tell who a participant is.</summary>
public enum IdentifierKind
{
    NhsNumber,
    EmailAddress,
    Postcode,
    PhoneNumber,
}

/// <summary>Looks for direct identifiers in free text. The store holds a trial number, never a name.</summary>
/// <remarks>No pattern finds every identifier. An answer is saved in spite of a false alarm, with a reason; a reason is worded otherwise.</remarks>
public static partial class IdentifierScreen
{
    private const int NhsDigits = 10;
    private const int NhsModulus = 11;
    private const int LongestMilliseconds = 1000;
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static IReadOnlyList<IdentifierKind> Find(string text)
    {
        var found = new List<IdentifierKind>();
        foreach (var match in TenDigits().EnumerateMatches(text))
        {
            if (IsNhsNumber(text.AsSpan(match.Index, match.Length)))
            {
                found.Add(IdentifierKind.NhsNumber);
                break;
            }
        }

        if (Email().IsMatch(text))
        {
            found.Add(IdentifierKind.EmailAddress);
        }

        if (Postcode().IsMatch(text))
        {
            found.Add(IdentifierKind.Postcode);
        }

        if (Phone().IsMatch(text))
        {
            found.Add(IdentifierKind.PhoneNumber);
        }

        return found;
    }

    /// <summary>Ten digits whose last one is the check digit (NHS Data Dictionary, NHS NUMBER: weights 10 to 2, modulus 11).</summary>
    internal static bool IsNhsNumber(ReadOnlySpan<char> text)
    {
        var sum = 0;
        var seen = 0;
        var last = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter))
            {
                continue;
            }

            last = letter - '0';
            seen++;
            sum += seen < NhsDigits ? last * (NhsModulus - seen) : 0;
        }

        var check = NhsModulus - (sum % NhsModulus);
        return seen == NhsDigits && check != NhsModulus - 1 && last == check % NhsModulus;
    }

    [GeneratedRegex(@"(?<![0-9])[0-9]{3}[\s.\-]?[0-9]{3}[\s.\-]?[0-9]{4}(?![0-9])", Options, LongestMilliseconds)]
    private static partial Regex TenDigits();

    // Every repetition is bounded, so that the time grows with the text alone.
    [GeneratedRegex(@"(?<=[^\s@])@[^\s@.]{1,63}\.[^\s@]{0,190}[A-Za-z]", Options, LongestMilliseconds)]
    private static partial Regex Email();

    // British Standard BS 7666 formats of a full postcode; "M6 2nd" is a visit and an ordinal.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPS-UW]|[A-HK-Y][0-9][ABEHMNPRV-Y]) ?(?!(?-i:[0-9](st|nd|rd|th)))[0-9][ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])",
        Options | RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"(?<![0-9])(\+44|0044|0)[\s\-()]{0,3}([0-9][\s.\-()]{0,3}){9,10}(?![0-9])", Options, LongestMilliseconds)]
    private static partial Regex Phone();
}
