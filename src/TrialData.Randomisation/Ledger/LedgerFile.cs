using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TrialData.Randomisation;

/// <summary>The ledger as text: one canonical JSON object a line, the header first.</summary>
/// <remarks>
/// <para>The header: <c>{"commitment":"…","document":{…},"ledger":"TrialData ledger 1","nonce":"…"}</c>.</para>
/// <para>
/// An entry: <c>{"arm":"POD","cells":[{"cell":"all","counters":[0,0]}],"draw":{"bound":2,"cell":"all","counter":0,"value":1},"hash":"…",
/// "imbalance":[1,1],"kind":"allocated","levels":{"site":"S1"},"participant":"…","previous":"…","probabilities":["1/2","1/2"],
/// "recordedAt":"2026-03-02T09:00:00+00:00","schemeId":"…","sequence":1}</c>; what is null is left out. Lines end in a line feed.
/// </para>
/// <para>
/// A scheme that was sealed before there were ledgers has its earlier allocations between the two: <c>{"earlier":{"arm":"POD",
/// "participant":"…","recordedAt":"…","sequenceInStratum":1,"stratum":"site=S1"}}</c>.
/// </para>
/// </remarks>
public static class LedgerFile
{
    private const string Format = "TrialData ledger 1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new FractionConverter() },
    };

    /// <summary>The line of a header, without the line feed.</summary>
    /// <param name="header">The header.</param>
    public static string LineOf(LedgerHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var json = new JsonObject { ["ledger"] = Format, ["document"] = JsonNode.Parse(header.Document), ["commitment"] = header.Commitment };
        if (header.Nonce is not null)
        {
            json["nonce"] = header.Nonce;
        }

        return Commitment.Canonical(json.ToJsonString());
    }

    /// <summary>The line of an entry, without the line feed.</summary>
    /// <param name="entry">The entry.</param>
    public static string LineOf(LedgerEntry entry) => Commitment.Canonical(JsonSerializer.Serialize(entry, Json));

    /// <summary>The line of an allocation of before the ledger, without the line feed.</summary>
    /// <param name="allocation">The allocation.</param>
    public static string LineOf(EarlierAllocation allocation) => Commitment.Canonical(JsonSerializer.Serialize(new EarlierLine(allocation), Json));

    /// <summary>Reads the line of an allocation of before the ledger.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The allocation; null if the line begins as that of something else.</returns>
    /// <exception cref="FormatException">The line is not canonical.</exception>
    public static EarlierAllocation? ReadEarlier(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.StartsWith(EarlierLine.Beginning, StringComparison.Ordinal)
            ? Canonical(line, LineOf, text => JsonSerializer.Deserialize<EarlierLine>(text, Json)!.Earlier)
            : null;
    }

    /// <summary>Reads a header's line.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="FormatException">The line is not the canonical line of a header.</exception>
    public static LedgerHeader ReadHeader(string line) => Canonical(line, LineOf, text =>
    {
        var json = JsonNode.Parse(text) as JsonObject;
        return (string?)json?["ledger"] == Format && json["document"] is { } document && (string?)json["commitment"] is { } commitment
            ? new LedgerHeader(Commitment.Canonical(document.ToJsonString()), commitment, (string?)json["nonce"])
            : throw new FormatException($"The line is not the header of a {Format}.");
    });

    /// <summary>Reads an entry's line.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="FormatException">The line is not the canonical line of an entry.</exception>
    public static LedgerEntry ReadEntry(string line) => Canonical(line, LineOf, text => JsonSerializer.Deserialize<LedgerEntry>(text, Json)
        ?? throw new FormatException("The line is not an entry."));

    internal static string WithoutHash(LedgerEntry entry)
    {
        var json = JsonSerializer.SerializeToNode(entry, Json)!.AsObject();
        json.Remove("hash");
        return Commitment.Canonical(json.ToJsonString());
    }

    // Only the one spelling is taken: what a reader passes over, such as a second member of one name, could hide something.
    private static T Canonical<T>(string line, Func<T, string> write, Func<string, T> read)
    {
        ArgumentNullException.ThrowIfNull(line);
        T value;
        try
        {
            value = read(line);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The line cannot be read: " + fault.Message, fault);
        }

        return write(value) == line ? value : throw new FormatException("The line is not in canonical form.");
    }

    private sealed record EarlierLine(EarlierAllocation Earlier)
    {
        internal const string Beginning = "{\"earlier\":";
    }

    private sealed class FractionConverter : JsonConverter<Probability>
    {
        // Or null would be read as no probability, and met later.
        public override bool HandleNull => true;

        public override Probability Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = reader.GetString()?.Split('/');
            return parts is { Length: 2 } && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var numerator) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var denominator)
                ? new Probability(numerator, denominator)
                : throw new JsonException("A probability is a fraction such as 4/5.");
        }

        public override void Write(Utf8JsonWriter writer, Probability value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
