using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Instruments.Rules;

/// <summary>Reads the rule of a score by its <c>kind</c>, and finds what is wrong with it once its items are known.</summary>
internal static class RuleReading
{
    private static readonly string[] Kinds = ["sum", "mean", "item", "difference", "table", "valueSet", "allAtMost", "criterion"];

    internal static ScoreRule Read(JsonCursor cursor, IReadOnlyList<string> items, IReadOnlyList<string> less, Func<string, ValueSet?> valueSets)
    {
        var kind = cursor.OneOf("kind", Kinds);
        if (less.Count > 0 != (kind == "difference"))
        {
            cursor.Fault("less", null, less.Count > 0 ? "belongs to a difference only" : "is missing: a difference needs items to subtract");
        }

        return kind switch
        {
            "mean" => new MeanRule(ScaleOf(cursor)),
            "item" => new ItemRule(),
            "difference" => new DifferenceRule(items.Count),
            "table" => new TableRule(Table(cursor)),
            "valueSet" => FromValueSet(cursor, items, valueSets),
            "allAtMost" => new AllAtMostRule(cursor.Decimal("atMost")),
            "criterion" => new CriterionRule(cursor.Object("when", when => ConditionReading.Read(when, items)) ?? ConditionReading.StandIn),
            _ => new SumRule(ScaleOf(cursor)),
        };
    }

    internal static void Check(ScoreRule rule, IReadOnlyList<NumberRange> items, JsonCursor cursor)
    {
        switch (rule)
        {
            case TableRule table:
                CheckTable(table, items, cursor);
                break;
            case ValueSetRule { Values: var set } when items.Any(item => item != new NumberRange(1, set.Levels)):
                cursor.Fault("valueSet", set.Id, Invariant($"needs items from 1 to {set.Levels}"));
                break;
            case AllAtMostRule or CriterionRule when rule.Reach(items) is { } reach && reach.From == reach.To:
                cursor.Fault(rule is AllAtMostRule ? "atMost" : "when", (rule as AllAtMostRule)?.Threshold is { } atMost ? Answers.InWords(atMost) : null, $"makes the score {Answers.InWords(reach.From)} for every answer");
                break;
        }
    }

    private static Scale ScaleOf(JsonCursor cursor)
    {
        var scale = cursor.OptionalObject("scale", each => new Scale(each.Decimal("times"), each.OptionalDecimal("over") ?? 1)) ?? Scale.One;
        if (scale.Over <= 0)
        {
            cursor.Fault("scale.over", Answers.InWords(scale.Over), "must be above 0");
            return Scale.One;
        }

        return scale;
    }

    private static Dictionary<decimal, decimal> Table(JsonCursor cursor)
    {
        var table = new Dictionary<decimal, decimal>();
        foreach (var (sum, value) in cursor.OptionalArray("table", row => new Conversion(row.Decimal("sum"), row.Decimal("value"))))
        {
            if (!table.TryAdd(sum, value))
            {
                cursor.Fault("table", Answers.InWords(sum), "is converted twice");
            }
        }

        if (table.Count == 0)
        {
            cursor.Fault("table", null, "is missing: this kind converts the sum by a table");
        }

        return table;
    }

    private static void CheckTable(TableRule table, IReadOnlyList<NumberRange> items, JsonCursor cursor)
    {
        var (from, to) = (items.Sum(item => item.From), items.Sum(item => item.To));
        for (var sum = from; sum <= to; sum++)
        {
            if (!table.Values.ContainsKey(sum))
            {
                cursor.Fault("table", Answers.InWords(sum), "can be reached by the items, but is not converted");
            }
        }

        foreach (var sum in table.Values.Keys.Where(sum => sum < from || sum > to || sum != decimal.Truncate(sum)))
        {
            cursor.Fault("table", Answers.InWords(sum), "cannot be reached by the items");
        }
    }

    private static ScoreRule FromValueSet(JsonCursor cursor, IReadOnlyList<string> items, Func<string, ValueSet?> valueSets)
    {
        var id = cursor.String("valueSet");
        if (valueSets(id) is not { } found)
        {
            if (id.Length > 0)
            {
                cursor.Fault("valueSet", id, "is not a value set");
            }

            return new ItemRule();
        }

        if (!found.Dimensions.SequenceEqual(items, StringComparer.Ordinal))
        {
            cursor.Fault("items", null, $"must be the dimensions of the value set in their order: {string.Join(", ", found.Dimensions)}");
        }

        return new ValueSetRule(found);
    }

    private sealed record Conversion(decimal Sum, decimal Value);
}
