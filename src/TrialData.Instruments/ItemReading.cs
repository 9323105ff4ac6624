using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>Reads items from JSON and finds what is wrong with them.</summary>
internal static class ItemReading
{
    // Statistical packages take variable names of at most 32 characters.
    private const int LongestCode = 32;

    internal static ItemDefinition Read(JsonCursor cursor, IReadOnlyDictionary<string, IReadOnlyList<Choice>>? choiceSets)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        var before = cursor.FaultCount;
        var item = new ItemDefinition(
            Code: Code(cursor, "code"),
            Label: cursor.String("label"),
            Type: cursor.Enum<ItemType>("type"),
            Minimum: cursor.OptionalDecimal("minimum"),
            Maximum: cursor.OptionalDecimal("maximum"),
            Choices: Choices(cursor, choiceSets),
            Required: cursor.OptionalBool("required", otherwise: true),
            Reversed: cursor.OptionalBool("reversed", otherwise: false),
            ShowIf: cursor.OptionalObject("showIf", Condition),
            Expected: cursor.OptionalObject("expected", range => new NumberRange(range.Decimal("from"), range.Decimal("to"))),
            Imputation: cursor.OptionalEnum<DateImputation>("imputation"));

        if (cursor.FaultCount == before)
        {
            CheckLimits(item, cursor);
            CheckChoices(item, cursor);
        }

        return item;
    }

    internal static void CheckList(IReadOnlyList<ItemDefinition> items, JsonCursor cursor, string name)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(cursor);

        for (var i = 0; i < items.Count; i++)
        {
            var (item, earlier) = (items[i], items.Take(i).ToList());
            if (item.Code.Length > 0 && earlier.Any(other => string.Equals(other.Code, item.Code, StringComparison.OrdinalIgnoreCase)))
            {
                cursor.Fault(Invariant($"{name}[{i}].code"), item.Code, "is the code of an earlier item; upper and lower case count as equal");
            }

            if (item.ShowIf is { Item.Length: > 0 } condition)
            {
                CheckCondition(condition, earlier, cursor, Invariant($"{name}[{i}].showIf"));
            }
        }
    }

    /// <summary>A name that can be a variable in every export: a letter, then letters, digits and underscores.</summary>
    internal static string Code(JsonCursor cursor, string name)
    {
        var code = cursor.String(name);
        if (code.Length > 0 && (!char.IsAsciiLetter(code[0]) || code.Length > LongestCode || !code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')))
        {
            cursor.Fault(name, code, $"must be a letter followed by letters, digits or underscores, {LongestCode} characters at most");
        }

        return code;
    }

    internal static IReadOnlyList<Choice> ChoiceList(JsonCursor cursor, string name) => cursor.OptionalArray(
        name,
        choice => new Choice(
            choice.String("value"),
            choice.String("label"),
            choice.OptionalBool("missing", otherwise: false),
            choice.OptionalBool("exclusive", otherwise: false)));

    private static IReadOnlyList<Choice> Choices(JsonCursor cursor, IReadOnlyDictionary<string, IReadOnlyList<Choice>>? choiceSets)
    {
        if (choiceSets is not { Count: > 0 } || cursor.OptionalString("choiceSet") is not { } set)
        {
            return ChoiceList(cursor, "choices");
        }

        if (cursor.Has("choices"))
        {
            cursor.Fault("choices", null, "cannot stand beside choiceSet");
        }

        return cursor.MustBeOneOf("choiceSet", set, [.. choiceSets.Keys]) ? choiceSets[set] : [];
    }

    private static ShowIf Condition(JsonCursor cursor)
    {
        var unless = cursor.Has("notIn");
        if (unless && cursor.Has("in"))
        {
            cursor.Fault("in", null, "cannot stand beside notIn");
        }

        return new ShowIf(cursor.String("item"), cursor.Strings(unless ? "notIn" : "in"), unless);
    }

    private static void CheckLimits(ItemDefinition item, JsonCursor cursor)
    {
        foreach (var (name, limit) in new[] { ("minimum", item.Minimum), ("maximum", item.Maximum) })
        {
            if (limit is null)
            {
                continue;
            }

            if (item.Type is not (ItemType.Integer or ItemType.Decimal))
            {
                cursor.Fault(name, Answers.InWords(limit.Value), "belongs to integer and decimal items only");
            }
            else if (item.Type is ItemType.Integer && decimal.Truncate(limit.Value) != limit.Value)
            {
                cursor.Fault(name, Answers.InWords(limit.Value), "is not a whole number, as the limit of an integer item must be");
            }
        }

        if (item.Minimum > item.Maximum)
        {
            cursor.Fault("minimum", Answers.InWords(item.Minimum.Value), $"is above the maximum {Answers.InWords(item.Maximum.Value)}");
        }

        if (item.Expected is not null && item.Type is not (ItemType.Integer or ItemType.Decimal))
        {
            cursor.Fault("expected", item.Expected.ToString(), "belongs to integer and decimal items only");
        }
        else if (item.Expected is { } expected && (expected.From > expected.To || (item.Numbers is { } possible && !(possible.Contains(expected.From) && possible.Contains(expected.To)))))
        {
            cursor.Fault("expected", expected.ToString(), "must lie within the limits of the item");
        }

        if (item.Imputation is not null != (item.Type is ItemType.PartialDate))
        {
            cursor.Fault("imputation", null, item.Imputation is null ? "is missing: a partial date needs to say which day stands for it" : "belongs to partial dates only");
        }

        if (item.Reversed && item.Numbers is null)
        {
            cursor.Fault("reversed", "true", "needs an item with a lowest and a highest number");
        }
    }

    private static void CheckChoices(ItemDefinition item, JsonCursor cursor)
    {
        switch (item.Type)
        {
            case ItemType.Choice or ItemType.Choices when item.Choices.All(choice => choice.Missing):
                cursor.Fault("choices", null, "must hold at least one choice that is not missing");
                break;
            case ItemType.Choice or ItemType.Choices:
                break;
            case ItemType.Integer or ItemType.Decimal when item.Choices.Any(choice => !choice.Missing || Answers.Number(choice.Value) is not { } code || item.Numbers?.Contains(code) == true):
                cursor.Fault("choices", null, "of a number must all be missing ones, with codes that are numbers outside its limits");
                break;
            case ItemType.Integer or ItemType.Decimal:
                break;
            default:
                if (item.Choices.Count > 0)
                {
                    cursor.Fault("choices", null, "belong to choice items and numbers only");
                }

                break;
        }

        CheckChoiceValues(item.Choices, cursor, "choices");
    }

    internal static void CheckChoiceValues(IReadOnlyList<Choice> choices, JsonCursor cursor, string name)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i].Value.Length > 0 && choices.Take(i).Any(earlier => earlier.Value == choices[i].Value))
            {
                cursor.Fault(Invariant($"{name}[{i}].value"), choices[i].Value, "is the value of an earlier choice");
            }

            if (choices[i].Value.Contains('|', StringComparison.Ordinal))
            {
                cursor.Fault(Invariant($"{name}[{i}].value"), choices[i].Value, "must not hold '|', which stands between several choices");
            }
        }
    }

    private static void CheckCondition(ShowIf condition, List<ItemDefinition> earlier, JsonCursor cursor, string place)
    {
        if (earlier.Find(item => item.Code == condition.Item) is not { } asked)
        {
            var meant = Nearest.To(condition.Item, earlier.Select(item => item.Code));
            cursor.Fault($"{place}.item", condition.Item, "is not an earlier item" + (meant is null ? string.Empty : $"; did you mean '{meant}'?"));
            return;
        }

        var list = condition.Unless ? "notIn" : "in";
        for (var i = 0; i < condition.Values.Count; i++)
        {
            if (asked.Check(condition.Values[i]) is { } fault)
            {
                cursor.Fault(Invariant($"{place}.{list}[{i}]"), condition.Values[i], Invariant($"is no answer of {asked.Code}: it {fault.Reason}"));
            }
            else if (!asked.TryCanonical(condition.Values[i], out var canonical) || canonical != condition.Values[i])
            {
                cursor.Fault(Invariant($"{place}.{list}[{i}]"), condition.Values[i], Invariant($"must be written '{canonical}', the form in which answers are stored"));
            }
        }
    }
}
