using System.Text.Json;

namespace TrialData.Application.Pipeline;

/// <summary>How an event says what it vouches for: a JSON object of names and digests, such as <c>{"participant:7":"ab…"}</c>.</summary>
public static class RecordDigests
{
    /// <param name="digests">A null digest says that the record was deleted.</param>
    public static string ToJson(IEnumerable<KeyValuePair<string, string?>> digests) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string?>(digests.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal));

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
