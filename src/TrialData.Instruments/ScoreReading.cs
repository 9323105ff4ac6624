using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>Reads scores from JSON and finds what is wrong with them.</summary>
internal static class ScoreReading
{
    private static readonly string[] Kinds = ["sum", "item", "allAtMost"];
    private static readonly string[] MissingRules = ["complete", "personMean"];

    internal static ScoreDefinition Read(JsonCursor cursor, IReadOnlyList<ItemDefinition> items)
    {
        var before = cursor.FaultCount;
        var codes = cursor.Strings("items");
        var kind = cursor.OneOf("kind", Kinds);
        var score = new ScoreDefinition(
            Id: ItemReading.Code(cursor, "id"),
            Label: cursor.String("label"),
            Rule: Rule(cursor, kind),
            Items: codes,
            Range: cursor.Object("range", range => new NumberRange(range.Decimal("from"), range.Decimal("to"))) ?? new NumberRange(0, 0),
            Direction: cursor.Enum<Direction>("direction"),
            Missing: cursor.OptionalObject("missing", missing => Missing(missing, kind, codes.Count)) ?? new MissingRule(codes.Count),
            Bands: cursor.OptionalArray("bands", band => new Band(band.Decimal("from"), band.Decimal("to"), band.String("label"))));

        var shapeIsSound = cursor.FaultCount == before;
        CheckItems(score, items, cursor);
        if (shapeIsSound && cursor.FaultCount == before)
        {
            CheckRange(score, items, cursor);
            CheckBands(score, cursor, rangeIsSound: cursor.FaultCount == before);
        }

        return score;
    }

    private static ScoreRule Rule(JsonCursor cursor, string kind) => kind switch
    {
        "allAtMost" => new AllAtMostRule(cursor.Decimal("atMost")),
        "item" => new ItemRule(),
        _ => new SumRule(),
    };

    private static MissingRule Missing(JsonCursor cursor, string kind, int items)
    {
        if (cursor.OneOf("rule", MissingRules) != "personMean")
        {
            return new MissingRule(items);
        }

        var minimum = cursor.Int("minimumAnswered");
        if (kind.Length > 0 && kind != "sum")
        {
            cursor.Fault("rule", "personMean", "belongs to sums only");
        }
        else if (cursor.Has("minimumAnswered") && (minimum < 1 || minimum >= items))
        {
            cursor.Fault("minimumAnswered", Answers.InWords(minimum), Invariant($"must be from 1 to {items - 1}, one less than the number of items"));
        }

        return new MissingRule(minimum);
    }

    private static void CheckItems(ScoreDefinition score, IReadOnlyList<ItemDefinition> items, JsonCursor cursor)
    {
        for (var i = 0; i < score.Items.Count; i++)
        {
            var (place, code) = (Invariant($"items[{i}]"), score.Items[i]);
            if (items.FirstOrDefault(item => item.Code == code) is not { } found)
            {
                var meant = Nearest.To(code, items.Select(item => item.Code));
                cursor.Fault(place, code, "is not an item of this instrument" + (meant is null ? string.Empty : $"; did you mean '{meant}'?"));
            }
            else if (score.Items.Take(i).Contains(code, StringComparer.Ordinal))
            {
                cursor.Fault(place, code, "is counted twice");
            }
            else if (found.Numbers is null)
            {
                cursor.Fault(place, code, "has no lowest and highest number to score");
            }
        }

        if (score.Rule is ItemRule && score.Items.Count > 1)
        {
            cursor.Fault("items", null, "must hold exactly one item where the kind is item");
        }
    }

    private static void CheckRange(ScoreDefinition score, IReadOnlyList<ItemDefinition> items, JsonCursor cursor)
    {
        var reach = score.Rule.Reach([.. score.Items.Select(code => items.First(item => item.Code == code).Numbers!)]);
        if (score.Rule is AllAtMostRule always && reach.From == reach.To)
        {
            cursor.Fault("atMost", Answers.InWords(always.Threshold), $"makes the score {Answers.InWords(reach.From)} for every answer");
        }
        else if (score.Range != reach)
        {
            cursor.Fault("range", score.Range.ToString(), $"is not what the items can reach, {reach}");
        }
    }

    private static void CheckBands(ScoreDefinition score, JsonCursor cursor, bool rangeIsSound)
    {
        for (var i = 0; i < score.Bands.Count; i++)
        {
            var band = score.Bands[i];
            if (band.From > band.To)
            {
                cursor.Fault(Invariant($"bands[{i}]"), Words(band), "begins above its end");
            }
            else if (i > 0 && band.From <= score.Bands[i - 1].To)
            {
                cursor.Fault(Invariant($"bands[{i}]"), Words(band), Invariant($"overlaps or precedes the band before it, {Words(score.Bands[i - 1])}"));
            }
            else if (i > 0 && band.From > score.Bands[i - 1].To + 1)
            {
                cursor.Fault(Invariant($"bands[{i}]"), Words(band), Invariant($"leaves a gap after the band before it, {Words(score.Bands[i - 1])}"));
            }
        }

        if (rangeIsSound && score.Bands.Count > 0 && (score.Bands[0].From != score.Range.From || score.Bands[^1].To != score.Range.To))
        {
            cursor.Fault("bands", null, $"must begin and end with the range, {score.Range}");
        }
    }

    private static string Words(Band band) => new NumberRange(band.From, band.To).ToString();
}
