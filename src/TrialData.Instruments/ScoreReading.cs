using TrialData.Instruments.Json;
using TrialData.Instruments.Rules;
using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>Reads scores from JSON and finds what is wrong with them.</summary>
internal static class ScoreReading
{
    internal static ScoreDefinition Read(JsonCursor cursor, IReadOnlyList<ItemDefinition> items, Func<string, ValueSet?> valueSets)
    {
        var before = cursor.FaultCount;
        var counted = cursor.Strings("items");
        var less = cursor.OptionalStrings("less");
        IReadOnlyList<string> codes = [.. counted, .. less];
        var rule = RuleReading.Read(cursor, counted, less, valueSets);
        var score = new ScoreDefinition(
            Id: ItemReading.Code(cursor, "id"),
            Label: cursor.String("label"),
            Rule: rule,
            Items: codes,
            Range: cursor.Object("range", range => new NumberRange(range.Decimal("from"), range.Decimal("to"))) ?? new NumberRange(0, 0),
            Direction: cursor.Enum<Direction>("direction"),
            Missing: cursor.OptionalObject("missing", missing => Missing(missing, rule, codes.Count)) ?? MissingRule.Complete,
            Bands: cursor.OptionalArray("bands", band => new Band(band.Decimal("from"), band.Decimal("to"), band.String("label"))),
            Change: cursor.OptionalObject("change", Change));

        var shapeIsSound = cursor.FaultCount == before;
        CheckItems(score, counted.Count, items, cursor);
        if (shapeIsSound && cursor.FaultCount == before)
        {
            CheckReach(score, items, cursor);
        }

        if (shapeIsSound)
        {
            CheckBands(score, cursor, rangeIsSound: cursor.FaultCount == before);
        }

        return score;
    }

    private static MissingRule Missing(JsonCursor cursor, ScoreRule rule, int items)
    {
        var treatment = cursor.Enum<MissingTreatment>("rule");
        var leavesOut = cursor.OptionalOneOf("notAsked", "unanswered", "leftOut") == "leftOut";
        if (treatment is MissingTreatment.Complete)
        {
            return new MissingRule(treatment, LeavesOutNotAsked: leavesOut);
        }

        var minimum = cursor.Int("minimumAnswered");
        if (!rule.Treatments.Contains(treatment))
        {
            cursor.Fault("rule", treatment is MissingTreatment.PersonMean ? "personMean" : "answeredOnly", "does not belong to this kind of score");
        }
        else if (cursor.Has("minimumAnswered") && (minimum < 1 || minimum >= items))
        {
            cursor.Fault("minimumAnswered", Answers.InWords(minimum), Invariant($"must be from 1 to {items - 1}, one less than the number of items"));
        }

        return new MissingRule(treatment, minimum, leavesOut);
    }

    private static ChangeDefinition Change(JsonCursor cursor) => new(
        cursor.OptionalDecimal("floor"), Positive(cursor, "minimallyImportant"), Positive(cursor, "reliable"));

    private static decimal? Positive(JsonCursor cursor, string name)
    {
        var number = cursor.OptionalDecimal(name);
        if (number <= 0)
        {
            cursor.Fault(name, Answers.InWords(number.Value), "must be above 0");
        }

        return number;
    }

    private static void CheckItems(ScoreDefinition score, int counted, IReadOnlyList<ItemDefinition> items, JsonCursor cursor)
    {
        for (var i = 0; i < score.Items.Count; i++)
        {
            var (place, code) = (i < counted ? Invariant($"items[{i}]") : Invariant($"less[{i - counted}]"), score.Items[i]);
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
            else if (score.Rule is TableRule or ValueSetRule && !GivesWholeNumbersAlone(found))
            {
                cursor.Fault(place, code, "can be a number that is not whole, which this kind cannot look up");
            }
        }

        if (score.Rule is ItemRule && score.Items.Count > 1)
        {
            cursor.Fault("items", null, "must hold exactly one item where the kind is item");
        }
    }

    private static bool GivesWholeNumbersAlone(ItemDefinition item) =>
        item.Type is ItemType.Integer || (item.Type is ItemType.Choice && item.Choices.All(choice => choice.Missing || Answers.Number(choice.Value) is { Scale: 0 }));

    private static void CheckReach(ScoreDefinition score, IReadOnlyList<ItemDefinition> items, JsonCursor cursor)
    {
        var ranges = score.Items.Select(code => items.First(item => item.Code == code).Numbers!).ToList();
        var before = cursor.FaultCount;
        RuleReading.Check(score.Rule, ranges, cursor);
        if (cursor.FaultCount > before)
        {
            return;
        }

        var reach = score.Rule.Reach(ranges);
        if (score.Range != reach)
        {
            cursor.Fault("range", score.Range.ToString(), $"is not what the items can reach, {reach}");
        }
        else if (score.Change?.Floor is { } floor && !score.Range.Contains(floor))
        {
            cursor.Fault("change.floor", Answers.InWords(floor), $"is outside the range, {score.Range}");
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
