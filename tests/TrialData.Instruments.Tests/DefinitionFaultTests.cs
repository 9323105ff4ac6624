using System.Globalization;
using System.Text.Json.Nodes;

namespace TrialData.Instruments.Tests;

public sealed class A_faulty_definition
{
    private const string Sound = """
        {
          "id": "made-up", "version": 1, "title": "Made up", "status": "released", "reference": "None (2026)", "licence": "None", "rater": "self",
          "choiceSets": { "grade": [ { "value": "0", "label": "unknown", "missing": true }, { "value": "1", "label": "low" }, { "value": "5", "label": "high" } ] },
          "items": [
            { "code": "a", "label": "A", "type": "integer", "minimum": 0, "maximum": 4, "reversed": true },
            { "code": "b", "label": "B", "type": "choice", "choiceSet": "grade" },
            { "code": "c", "label": "C", "type": "decimal", "minimum": 0, "maximum": 1.5, "showIf": { "item": "b", "in": ["1", "5"] } },
            { "code": "d", "label": "D", "type": "text" }
          ],
          "scores": [
            { "id": "total", "label": "Total", "kind": "sum", "items": ["a", "b"], "range": { "from": 1, "to": 9 }, "direction": "higherIsWorse",
              "missing": { "rule": "personMean", "minimumAnswered": 1 }, "bands": [ { "from": 1, "to": 3, "label": "low" }, { "from": 4, "to": 9, "label": "high" } ] },
            { "id": "criterion", "label": "Criterion", "kind": "allAtMost", "atMost": 2, "items": ["a", "b"], "range": { "from": 0, "to": 1 }, "direction": "higherIsBetter" },
            { "id": "only", "label": "Only", "kind": "item", "items": ["a"], "range": { "from": 0, "to": 4 }, "direction": "higherIsBetter" }
          ]
        }
        """;

    // Place to change, the JSON that takes its place (nothing to remove it), and the fault.
    public static TheoryData<string, string?, string> Faults => new()
    {
        { "reference", null, "$.reference: is missing" },
        { "reference", "\" \"", "$.reference: ' ' is blank" },
        { "licence", null, "$.licence: is missing" },
        { "id", "\"Made Up\"", "$.id: 'Made Up' must be a lower-case letter followed by lower-case letters, digits or hyphens" },
        { "version", "0", "$.version: '0' must be at least 1" },
        { "status", "\"final\"", "$.status: 'final' is not one of released, draft" },
        { "rater", "\"selv\"", "$.rater: 'selv' is not one of self, observer; did you mean 'self'?" },
        { "items", "[]", "$.items: is an empty list" },
        { "items.0.code", "\"1a\"", "$.items[0].code: '1a' must be a letter followed by letters, digits or underscores, 32 characters at most" },
        { "items.1.code", "\"A\"", "$.items[1].code: 'A' is the code of an earlier item; upper and lower case count as equal" },
        { "items.0.type", "\"int\"", "$.items[0].type: 'int' is not one of integer, decimal, choice, choices, boolean, date, partialDate, instant, text" },
        { "items.0.minimum", "5", "$.items[0].minimum: '5' is above the maximum 4" },
        { "items.0.minimum", "0.5", "$.items[0].minimum: '0.5' is not a whole number, as the limit of an integer item must be" },
        { "items.0.maximum", null, "$.items[0].reversed: 'true' needs an item with a lowest and a highest number" },
        { "items.3.maximum", "9", "$.items[3].maximum: '9' belongs to integer and decimal items only" },
        { "items.3.choices", "[{ \"value\": \"1\", \"label\": \"one\" }]", "$.items[3].choices: belong to choice items and numbers only" },
        { "items.1.choices", "[]", "$.items[1].choices: cannot stand beside choiceSet" },
        { "items.1.choiceSet", "\"grad\"", "$.items[1].choiceSet: 'grad' is not one of grade; did you mean 'grade'?" },
        { "items.1.choiceSet", null, "$.items[1].choices: must hold at least one choice that is not missing" },
        { "choiceSets.grade.2.value", "\"1\"", "$.choiceSets.grade[2].value: '1' is the value of an earlier choice" },
        { "items.2.showIf.item", "\"z\"", "$.items[2].showIf.item: 'z' is not an earlier item" },
        { "items.2.showIf.item", "\"d\"", "$.items[2].showIf.item: 'd' is not an earlier item" },
        { "items.2.showIf.in", "[]", "$.items[2].showIf.in: is an empty list" },
        { "items.2.showIf.in.1", "\"7\"", "$.items[2].showIf.in[1]: '7' is no answer of b: it is not one of 0, 1, 5" },
        { "items.2.showIf", "{ \"item\": \"a\", \"in\": [\"01\"] }", "$.items[2].showIf.in[0]: '01' must be written '1', the form in which answers are stored" },
        { "items.2.showIf.on", "\"x\"", "$.items[2].showIf.on: 'x' is not a known property; did you mean 'in'?" },
        { "scores.0.id", "\"a\"", "$.scores[0].id: 'a' is already the name of an item or of an earlier score; upper and lower case count as equal" },
        { "scores.1.id", "\"Total\"", "$.scores[1].id: 'Total' is already the name of an item or of an earlier score; upper and lower case count as equal" },
        { "scores.0.kind", "\"product\"", "$.scores[0].kind: 'product' is not one of sum, mean, item, difference, table, valueSet, allAtMost, criterion" },
        { "scores.0.kind", "\"mean\"", "$.scores[0].missing.rule: 'personMean' does not belong to this kind of score" },
        { "scores.0.scale", "{ \"times\": 2, \"over\": 0 }", "$.scores[0].scale.over: '0' must be above 0" },
        { "scores.0.scale", "{ \"times\": 2 }", "$.scores[0].range: '1 to 9' is not what the items can reach, 2 to 18" },
        { "scores.0.less", "[\"a\"]", "$.scores[0].less: belongs to a difference only" },
        { "scores.0.change", "{ \"floor\": 10 }", "$.scores[0].change.floor: '10' is outside the range, 1 to 9" },
        { "scores.0.change", "{ \"reliable\": 0 }", "$.scores[0].change.reliable: '0' must be above 0" },
        { "scores.1", "{ \"id\": \"d2\", \"label\": \"D\", \"kind\": \"difference\", \"items\": [\"a\"], \"range\": { \"from\": 0, \"to\": 4 }, \"direction\": \"neither\" }", "$.scores[1].less: is missing: a difference needs items to subtract" },
        { "scores.1", "{ \"id\": \"d2\", \"label\": \"D\", \"kind\": \"difference\", \"items\": [\"a\"], \"less\": [\"zzz\"], \"range\": { \"from\": 0, \"to\": 4 }, \"direction\": \"neither\" }", "$.scores[1].less[0]: 'zzz' is not an item of this instrument" },
        { "scores.1", "{ \"id\": \"t\", \"label\": \"T\", \"kind\": \"table\", \"items\": [\"a\"], \"table\": [{ \"sum\": 0, \"value\": 1 }, { \"sum\": 9, \"value\": 2 }], \"range\": { \"from\": 1, \"to\": 2 }, \"direction\": \"neither\" }", "$.scores[1].table: '3' can be reached by the items, but is not converted" },
        { "scores.1", "{ \"id\": \"t\", \"label\": \"T\", \"kind\": \"table\", \"items\": [\"a\"], \"table\": [{ \"sum\": 0, \"value\": 1 }, { \"sum\": 9, \"value\": 2 }], \"range\": { \"from\": 1, \"to\": 2 }, \"direction\": \"neither\" }", "$.scores[1].table: '9' cannot be reached by the items" },
        { "scores.1", "{ \"id\": \"t\", \"label\": \"T\", \"kind\": \"table\", \"items\": [\"a\"], \"table\": [{ \"sum\": 0, \"value\": 1 }, { \"sum\": 0, \"value\": 2 }], \"range\": { \"from\": 1, \"to\": 2 }, \"direction\": \"neither\" }", "$.scores[1].table: '0' is converted twice" },
        { "scores.1", "{ \"id\": \"v\", \"label\": \"V\", \"kind\": \"valueSet\", \"valueSet\": \"none\", \"items\": [\"a\"], \"range\": { \"from\": 0, \"to\": 1 }, \"direction\": \"neither\" }", "$.scores[1].valueSet: 'none' is not a value set" },
        { "scores.1", "{ \"id\": \"c2\", \"label\": \"C\", \"kind\": \"criterion\", \"when\": { \"item\": \"c\", \"from\": 1 }, \"items\": [\"a\"], \"range\": { \"from\": 0, \"to\": 1 }, \"direction\": \"neither\" }", "$.scores[1].when.item: 'c' is not among the items of this score" },
        { "scores.1", "{ \"id\": \"c2\", \"label\": \"C\", \"kind\": \"criterion\", \"when\": { \"item\": \"a\", \"from\": 3, \"to\": 2 }, \"items\": [\"a\"], \"range\": { \"from\": 0, \"to\": 1 }, \"direction\": \"neither\" }", "$.scores[1].when: needs a 'from', a 'to' that is not below it, or both" },
        { "scores.1", "{ \"id\": \"c2\", \"label\": \"C\", \"kind\": \"criterion\", \"when\": { \"item\": \"a\", \"from\": 1, \"any\": [] }, \"items\": [\"a\"], \"range\": { \"from\": 0, \"to\": 1 }, \"direction\": \"neither\" }", "$.scores[1].when: must hold exactly one of 'item', 'all', 'any' and 'count'" },
        { "scores.1", "{ \"id\": \"c2\", \"label\": \"C\", \"kind\": \"criterion\", \"when\": { \"item\": \"a\", \"from\": 0 }, \"items\": [\"a\"], \"range\": { \"from\": 0, \"to\": 1 }, \"direction\": \"neither\" }", "$.scores[1].when: makes the score 1 for every answer" },
        { "sustained", "[{ \"id\": \"s\", \"label\": \"S\", \"criterion\": \"total\", \"days\": 182 }]", "$.sustained[0].criterion: 'total' is not a score from 0 to 1 of this instrument" },
        { "sustained", "[{ \"id\": \"only\", \"label\": \"S\", \"criterion\": \"criterion\", \"days\": 182 }]", "$.sustained[0].id: 'only' is already the name of an item or of an earlier score; upper and lower case count as equal" },
        { "status", "\"draft\"", "$.openQuestion: is missing: a draft says what is open" },
        { "openQuestion", "\"Why?\"", "$.openQuestion: cannot stand in a released definition" },
        { "items.0.choices", "[{ \"value\": \"9\", \"label\": \"nine\" }]", "$.items[0].choices: of a number must all be missing ones, with codes that are numbers outside its limits" },
        { "items.0.choices", "[{ \"value\": \"3\", \"label\": \"three\", \"missing\": true }]", "$.items[0].choices: of a number must all be missing ones, with codes that are numbers outside its limits" },
        { "items.0.expected", "{ \"from\": 1, \"to\": 5 }", "$.items[0].expected: '1 to 5' must lie within the limits of the item" },
        { "items.0.imputation", "\"first\"", "$.items[0].imputation: belongs to partial dates only" },
        { "items.3.type", "\"partialDate\"", "$.items[3].imputation: is missing: a partial date needs to say which day stands for it" },
        { "choiceSets.grade.2.value", "\"1|2\"", "$.choiceSets.grade[2].value: '1|2' must not hold '|', which stands between several choices" },
        { "items.2.showIf", "{ \"item\": \"a\", \"in\": [\"1\"], \"notIn\": [\"2\"] }", "$.items[2].showIf.in: cannot stand beside notIn" },
        { "scores.1", "{ \"id\": \"t\", \"label\": \"T\", \"kind\": \"table\", \"items\": [\"c\"], \"table\": [{ \"sum\": 0, \"value\": 1 }, { \"sum\": 1, \"value\": 2 }], \"range\": { \"from\": 1, \"to\": 2 }, \"direction\": \"neither\" }", "$.scores[1].items[0]: 'c' can be a number that is not whole, which this kind cannot look up" },
        { "scores.0.items.1", "\"bb\"", "$.scores[0].items[1]: 'bb' is not an item of this instrument; did you mean 'b'?" },
        { "scores.0.items.1", "\"a\"", "$.scores[0].items[1]: 'a' is counted twice" },
        { "scores.0.items.1", "\"d\"", "$.scores[0].items[1]: 'd' has no lowest and highest number to score" },
        { "scores.2.items", "[\"a\", \"b\"]", "$.scores[2].items: must hold exactly one item where the kind is item" },
        { "scores.0.range.to", "10", "$.scores[0].range: '1 to 10' is not what the items can reach, 1 to 9" },
        { "scores.0.range", null, "$.scores[0].range: is missing" },
        { "scores.1.range.to", "2", "$.scores[1].range: '0 to 2' is not what the items can reach, 0 to 1" },
        { "scores.1.atMost", null, "$.scores[1].atMost: is missing" },
        { "scores.1.atMost", "5", "$.scores[1].atMost: '5' makes the score 1 for every answer" },
        { "scores.1.atMost", "0", "$.scores[1].atMost: '0' makes the score 0 for every answer" },
        { "scores.0.atMost", "5", "$.scores[0].atMost: '5' is not a known property" },
        { "scores.0.direction", "\"up\"", "$.scores[0].direction: 'up' is not one of higherIsBetter, higherIsWorse, neither" },
        { "scores.0.missing.minimumAnswered", "2", "$.scores[0].missing.minimumAnswered: '2' must be from 1 to 1, one less than the number of items" },
        { "scores.0.missing.minimumAnswered", null, "$.scores[0].missing.minimumAnswered: is missing" },
        { "scores.1.missing", "{ \"rule\": \"personMean\", \"minimumAnswered\": 1 }", "$.scores[1].missing.rule: 'personMean' does not belong to this kind of score" },
        { "scores.0.bands.1.from", "3", "$.scores[0].bands[1]: '3 to 9' overlaps or precedes the band before it, 1 to 3" },
        { "scores.0.bands.1.from", "5.5", "$.scores[0].bands[1]: '5.5 to 9' leaves a gap after the band before it, 1 to 3" },
        { "scores.0.bands.1.to", "3", "$.scores[0].bands[1]: '4 to 3' begins above its end" },
        { "scores.0.bands.1.to", "8", "$.scores[0].bands: must begin and end with the range, 1 to 9" },
    };

    [Fact]
    public void Is_first_a_sound_one() => Assert.True(InstrumentDefinition.Parse(Sound).IsSound);

    [Theory, MemberData(nameof(Faults))]
    public void Is_told_the_place_and_the_reason(string place, string? replacement, string fault) =>
        Assert.Contains(fault, InstrumentDefinition.Parse(Changed(Sound, place, replacement)).Faults.Select(each => each.ToString()));

    [Fact]
    public void Is_told_everything_at_once()
    {
        var json = new[] { ("reference", null), ("items.2.showIf.item", "\"z\""), ("scores.0.range.to", "10"), ("scores.0.bands.1.from", "3"), ("scores.2.items.0", "\"q\"") }
            .Aggregate(Sound, (text, change) => Changed(text, change.Item1, change.Item2));

        Assert.Equal(
            ["$.items[2].showIf.item", "$.scores[0].range", "$.scores[0].bands[1]", "$.scores[2].items[0]", "$.reference"],
            InstrumentDefinition.Parse(json).Faults.Select(fault => fault.Path));
    }

    private static string Changed(string json, string place, string? replacement)
    {
        var root = JsonNode.Parse(json)!;
        var steps = place.Split('.');
        var parent = steps[..^1].Aggregate(root, (node, step) => Index(step) is { } index ? node[index]! : node[step]!);
        if (Index(steps[^1]) is { } at)
        {
            parent[at] = JsonNode.Parse(replacement!);
        }
        else if (replacement is null)
        {
            parent.AsObject().Remove(steps[^1]);
        }
        else
        {
            parent[steps[^1]] = JsonNode.Parse(replacement);
        }

        return root.ToJsonString();
    }

    private static int? Index(string step) => int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? index : null;
}
