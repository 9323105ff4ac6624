using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TrialData.Application.Pipeline;

/// <summary>How an event says what it vouches for: a JSON object of names and digests, such as <c>{"participant:7":"ab…"}</c>.</summary>
public static class RecordDigests
{
    // In bytes: a name and the 64 digits of a digest.
    private const int UsualLength = 128;

    /// <param name="digests">In the ordinal order of their names, none twice; a null digest says that the record was deleted.</param>
    public static string ToJson(IReadOnlyCollection<KeyValuePair<string, string?>> digests)
    {
        var spelled = new ArrayBufferWriter<byte>(digests.Count * UsualLength);
        using (var json = new Utf8JsonWriter(spelled))
        {
            json.WriteStartObject();
            foreach (var (name, digest) in digests)
            {
                json.WriteString(name, digest);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(spelled.WrittenSpan);
    }

    /// <summary>The kind in a record's name, such as <c>participant</c>.</summary>
    public static string KindIn(string recordName) => recordName.Split(':')[0];

    /// <summary>None where the text is no such object: somebody changed the event, and its hash tells so.</summary>
    public static IReadOnlyDictionary<string, string?> Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string?>>(json) ?? [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, string?>(StringComparer.Ordinal);
        }
    }
}
