using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TrialData.Randomisation;

/// <summary>A fingerprint of scheme and secret, published before the first allocation and checked after the last.</summary>
/// <remarks>
/// <para>
/// SHA-256 (FIPS 180-4) of the scheme's canonical JSON in UTF-8, followed by the 32 bytes of the secret. The fixed length of the
/// secret tells where the one ends and the other begins. The secret's 256 random bits hide the scheme; the hash holds both fast.
/// </para>
/// <para>
/// Canonical JSON follows RFC 8785: no white space, properties in the order of their names by UTF-16 code unit, strings with the
/// shortest escapes (<c>\"</c>, <c>\\</c>, <c>\b \f \n \r \t</c>, other control characters as <c>\u00xx</c> in lower case) and
/// nothing else escaped. It is stricter in numbers, which are written in plain notation with at most 28 digits, without plus sign,
/// leading zeros or trailing zeros after the point; an exponent is refused.
/// </para>
/// </remarks>
public static class Commitment
{
    // System.Decimal keeps 28 digits whatever they are.
    private const int MostDigits = 28;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Commits to a scheme and its secret.</summary>
    /// <param name="scheme">The scheme as JSON; brought to canonical form first, so the layout does not matter.</param>
    /// <param name="secret">The secret, 32 bytes.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    /// <exception cref="ArgumentException">The secret has another length, or the scheme has no canonical form.</exception>
    public static string Of(string scheme, ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SealedDraws.SecretLength)
        {
            throw new ArgumentException($"A secret has {SealedDraws.SecretLength} bytes.", nameof(secret));
        }

        byte[] message = [.. Utf8.GetBytes(Canonical(scheme)), .. secret];
        var hash = SHA256.HashData(message);
        CryptographicOperations.ZeroMemory(message);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Brings JSON to its canonical form.</summary>
    /// <param name="json">Any JSON text.</param>
    /// <returns>The canonical form; of a canonical text, the text itself.</returns>
    /// <exception cref="ArgumentException">The text is not JSON, repeats a property, or holds a number or string without canonical form.</exception>
    public static string Canonical(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(Utf8.GetBytes(json), new JsonDocumentOptions { AllowDuplicateProperties = false });
            var text = new StringBuilder();
            Write(document.RootElement, text);
            return text.ToString();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // System.Text.Json reports half a surrogate pair in an escape as an InvalidOperationException.
            throw new ArgumentException("The text has no canonical form: " + fault.Message, nameof(json), fault);
        }
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteList('{', '}', element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal), text, property =>
                {
                    WriteString(property.Name, text);
                    text.Append(':');
                    Write(property.Value, text);
                });
                break;
            case JsonValueKind.Array:
                WriteList('[', ']', element.EnumerateArray(), text, each => Write(each, text));
                break;
            case JsonValueKind.String:
                WriteString(element.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(Number(element.GetRawText()));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteList<T>(char open, char close, IEnumerable<T> elements, StringBuilder text, Action<T> write)
    {
        text.Append(open);
        foreach (var (index, element) in elements.Index())
        {
            if (index > 0)
            {
                text.Append(',');
            }

            write(element);
        }

        text.Append(close);
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }

    private static string Number(string raw)
    {
        if (raw.Count(char.IsAsciiDigit) > MostDigits
            || !decimal.TryParse(raw, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            throw new InvalidOperationException($"{raw} is not in plain notation with at most {MostDigits} digits.");
        }

        // The conditional drops the sign that System.Decimal keeps of a negative zero.
        return (number == 0 ? 0 : number).ToString("0.############################", CultureInfo.InvariantCulture);
    }
}
