using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Allocation.Downtime;

/// <summary>The code that stands inside an envelope: entering it proves that the envelope was opened, and guessing it tells nothing.</summary>
internal static class EnvelopeCode
{
    // Ten letters of 32: nobody tries 2 to the 50th by hand, and each attempt is audited. Without letters that look like digits.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;

    public static string New(IIdentities identities)
    {
        var letters = identities.NewSecret(Length).Select(each => Alphabet[each % Alphabet.Length]).ToArray();
        return $"{new string(letters, 0, Length / 2)}-{new string(letters, Length / 2, Length / 2)}";
    }

    /// <summary>SHA-256 over scheme, site, number and code as it was printed, however it was typed.</summary>
    public static string HashOf(Scheme scheme, long siteId, int number, string code)
    {
        var typed = new string(code.Where(char.IsAsciiLetterOrDigit).ToArray()).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Invariant($"{scheme.PublicId:D}|{siteId}|{number}|{typed}"))));
    }
}
