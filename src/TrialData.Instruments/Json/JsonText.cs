using System.Text;
using System.Text.Json;
using static System.FormattableString;

namespace TrialData.Instruments.Json;

/// <summary>Parses JSON text and puts what it holds into words.</summary>
internal static class JsonText
{
    internal const string NotUnicode = "is not valid Unicode";

    private const int LongestQuoted = 60;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static (JsonDocument? Document, JsonFault? Fault) Parse(string json)
    {
        var text = json.TrimStart('\uFEFF');
        try
        {
            return (JsonDocument.Parse(StrictUtf8.GetBytes(text)), null);
        }
        catch (JsonException notJson)
        {
            return (null, Syntax(text, notJson));
        }
        catch (EncoderFallbackException)
        {
            return (null, new JsonFault("$", null, NotUnicode));
        }
    }

    internal static string? Quoted(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? null : Shortened(value.GetRawText().Trim('"'));

    internal static string Shortened(string value) => value.Length <= LongestQuoted ? value : string.Concat(value.AsSpan(0, LongestQuoted), "…");

    internal static string Named(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Null => "null",
        JsonValueKind.Undefined => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No element of a parsed file is undefined."),
    };

    // System.Text.Json counts lines and UTF-8 bytes from 0; people count lines and characters from 1.
    private static JsonFault Syntax(string text, JsonException notJson)
    {
        var line = (int)(notJson.LineNumber ?? 0);
        var bytes = Encoding.UTF8.GetBytes(text.Split('\n').ElementAtOrDefault(line) ?? string.Empty);
        var before = Math.Min((int)(notJson.BytePositionInLine ?? 0), bytes.Length);
        var column = Encoding.UTF8.GetCharCount(bytes, 0, before) + 1;
        var reason = notJson.Message.Split(" LineNumber:", 2)[0];
        return new JsonFault(Invariant($"line {line + 1}, column {column}"), null, $"is not JSON: {reason}");
    }
}
