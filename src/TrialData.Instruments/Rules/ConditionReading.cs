using TrialData.Instruments.Json;

namespace TrialData.Instruments.Rules;

/// <summary>Reads the condition of a criterion.</summary>
internal static class ConditionReading
{
    /// <summary>Stands for a condition that could not be read.</summary>
    internal static Condition StandIn { get; } = new CountOf([], 0, 0);

    internal static Condition Read(JsonCursor cursor, IReadOnlyList<string> items)
    {
        var forms = new[] { "item", "all", "any", "count" }.Where(cursor.Has).ToList();
        if (forms.Count != 1)
        {
            cursor.Fault("must hold exactly one of 'item', 'all', 'any' and 'count'");
        }

        return forms.FirstOrDefault() switch
        {
            "item" => ReadLimits(cursor, items),
            "all" when cursor.Array("all", part => Read(part, items)) is var parts => new CountOf(parts, parts.Count, parts.Count),
            "any" when cursor.Array("any", part => Read(part, items)) is var parts => new CountOf(parts, 1, parts.Count),
            "count" => cursor.Object("count", count => ReadCount(count, items)) ?? StandIn,
            _ => StandIn,
        };
    }

    private static Within ReadLimits(JsonCursor cursor, IReadOnlyList<string> items)
    {
        var code = cursor.String("item");
        var place = items.ToList().IndexOf(code);
        if (place < 0 && code.Length > 0)
        {
            cursor.Fault("item", code, "is not among the items of this score");
        }

        var limits = new Within(Math.Max(place, 0), cursor.OptionalDecimal("from"), cursor.OptionalDecimal("to"));
        if (limits is { From: null, To: null } || limits.From > limits.To)
        {
            cursor.Fault("needs a 'from', a 'to' that is not below it, or both");
        }

        return limits;
    }

    private static CountOf ReadCount(JsonCursor cursor, IReadOnlyList<string> items)
    {
        var parts = cursor.Array("of", part => Read(part, items));
        return new CountOf(
            parts,
            cursor.OptionalInt("from", minimum: 0, maximum: parts.Count) ?? 0,
            cursor.OptionalInt("to", minimum: 0, maximum: parts.Count) ?? parts.Count);
    }
}
