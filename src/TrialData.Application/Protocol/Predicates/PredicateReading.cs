using TrialData.Instruments.Json;

namespace TrialData.Application.Protocol.Predicates;

/// <summary>Reads a predicate from a protocol file. What its operands name is checked once the whole file is read.</summary>
internal static class PredicateReading
{
    private const string IsName = "is";
    private const string OneOfWord = "oneOf";
    private const string AnsweredWord = "answered";
    private const string UnansweredWord = "unanswered";

    private static readonly Dictionary<string, Relation> Relations = new(StringComparer.Ordinal)
    {
        ["before"] = Relation.Before,
        ["after"] = Relation.After,
        ["equals"] = Relation.Equals,
        ["atLeast"] = Relation.AtLeast,
        ["atMost"] = Relation.AtMost,
    };

    public static Predicate Read(JsonCursor cursor)
    {
        if (cursor.Has("all"))
        {
            return new AllOf(cursor.Array("all", Read));
        }

        if (cursor.Has("any"))
        {
            return new AnyOf(cursor.Array("any", Read));
        }

        if (cursor.Has("not"))
        {
            return cursor.OptionalObject("not", Read) is { } part ? new Not(part) : new AllOf([]);
        }

        return ReadLeaf(cursor);
    }

    private static Predicate ReadLeaf(JsonCursor cursor)
    {
        var operand = ReadOperand(cursor);
        var word = cursor.OneOf(IsName, [.. Relations.Keys, OneOfWord, AnsweredWord, UnansweredWord]);
        return word switch
        {
            AnsweredWord or UnansweredWord => new Answered(operand, word == AnsweredWord),
            OneOfWord => new IsOneOf(operand, cursor.Strings("values")),
            _ => new Comparison(operand, Relations.GetValueOrDefault(word), ReadRight(cursor)),
        };
    }

    private static Operand ReadRight(JsonCursor cursor)
    {
        if (cursor.Has("value") == cursor.Has("than"))
        {
            cursor.Fault("needs either a value or than, what it is compared with");
        }

        return cursor.OptionalObject("than", ReadOperand) ?? new Constant($"{cursor.Path}.value", cursor.OptionalString("value") ?? string.Empty);
    }

    private static Operand ReadOperand(JsonCursor cursor)
    {
        if (cursor.Has("day"))
        {
            return new DayOperand($"{cursor.Path}.day", cursor.Enum<FormDay>("day"));
        }

        return new ItemOperand(cursor.Path, cursor.OptionalString("visit"), cursor.OptionalString("form"), cursor.String("item"));
    }
}
