using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>What a population thinks health states are worth: 1 is full health, 0 as bad as being dead.</summary>
/// <remarks>A file of its own, because one profile has a value in each of several sets: every index names its set.</remarks>
public sealed class ValueSet
{
    private readonly decimal[] values;

    private ValueSet(string id, int version, string title, string reference, string? notes, IReadOnlyList<string> dimensions, int levels, decimal[] values)
    {
        (Id, Version, Title, Reference, Notes, Dimensions, Levels) = (id, version, title, reference, notes, dimensions, levels);
        this.values = values;
    }

    /// <summary>Name in lower case: <c>eq-5d-5l.uk-2026</c>.</summary>
    public string Id { get; }

    /// <summary>Counts from 1; a released version is never edited.</summary>
    public int Version { get; }

    /// <summary>The set's own name.</summary>
    public string Title { get; }

    /// <summary>Where the values are published.</summary>
    public string Reference { get; }

    /// <summary>What a reader of an index should know; null where there is nothing.</summary>
    public string? Notes { get; }

    /// <summary>Codes of the items that make a state, in their order.</summary>
    public IReadOnlyList<string> Dimensions { get; }

    /// <summary>How many levels each dimension has; 1 is the best.</summary>
    public int Levels { get; }

    /// <summary>The worst and the best value.</summary>
    public NumberRange Range => new(values.Min(), values.Max());

    /// <summary>The value of a state.</summary>
    /// <param name="state">The level of each dimension, from 1.</param>
    public decimal ValueOf(ReadOnlySpan<int> state)
    {
        var place = 0;
        foreach (var level in state)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Levels);
            place = (place * Levels) + level - 1;
        }

        return values[place];
    }

    /// <summary>Reads a value-set file.</summary>
    /// <param name="json">The file's text; its shape is laid down in <c>Definitions/value-set.schema.json</c>.</param>
    /// <returns>The set, or every fault with its JSON path.</returns>
    public static JsonReading<ValueSet> Parse(string json) => JsonCursor.Read(json, Read);

    private static ValueSet Read(JsonCursor cursor)
    {
        var dimensions = cursor.Strings("dimensions");
        var levels = cursor.Int("levels", minimum: 2, maximum: 9);
        var decrements = cursor.OptionalTable("decrements", (table, name) => table.Numbers(name));
        var table = cursor.Has("values") ? cursor.Numbers("values") : [];
        var states = (decrements.Count > 0, table.Count > 0) switch
        {
            (true, false) => FromDecrements(cursor, dimensions, levels, decrements),
            (false, true) => FromTable(cursor, dimensions, levels, table),
            _ => Neither(cursor),
        };

        return new ValueSet(
            cursor.String("id"),
            cursor.Int("version", minimum: 1),
            cursor.String("title"),
            cursor.String("reference"),
            cursor.OptionalString("notes"),
            dimensions,
            levels,
            states);
    }

    private static decimal[] Neither(JsonCursor cursor)
    {
        cursor.Fault("must hold either 'decrements' or 'values'");
        return [];
    }

    /// <summary>1 less what each dimension takes away at its level.</summary>
    private static decimal[] FromDecrements(
        JsonCursor cursor, IReadOnlyList<string> dimensions, int levels, IReadOnlyDictionary<string, IReadOnlyList<double>> decrements)
    {
        foreach (var dimension in dimensions.Where(each => !decrements.ContainsKey(each)))
        {
            cursor.Fault("decrements", null, $"has nothing for the dimension '{dimension}'");
        }

        foreach (var (name, numbers) in decrements)
        {
            if (!dimensions.Contains(name, StringComparer.Ordinal))
            {
                cursor.Fault($"decrements.{name}", null, "is not a dimension");
            }
            else if (numbers.Count != levels - 1)
            {
                cursor.Fault($"decrements.{name}", null, Invariant($"must hold {levels - 1} numbers, one for each level from 2 on; it holds {numbers.Count}"));
            }
            else if (numbers.Zip(numbers.Skip(1)).Any(pair => pair.Second < pair.First) || numbers[0] < 0)
            {
                cursor.Fault($"decrements.{name}", null, "must not fall from one level to the next");
            }
        }

        return cursor.FaultCount > 0
            ? []
            : [.. States(dimensions.Count, levels).Select(state => 1 - state.Select((level, i) => level == 0 ? 0 : (decimal)decrements[dimensions[i]][level - 1]).Sum())];
    }

    private static decimal[] FromTable(JsonCursor cursor, IReadOnlyList<string> dimensions, int levels, IReadOnlyList<double> table)
    {
        var states = (int)Math.Pow(levels, dimensions.Count);
        if (table.Count != states)
        {
            cursor.Fault("values", null, Invariant($"must hold {states} numbers, one for each state in rising order; it holds {table.Count}"));
        }

        return [.. table.Select(value => (decimal)value)];
    }

    private static IEnumerable<int[]> States(int dimensions, int levels) => dimensions == 0
        ? [[]]
        : States(dimensions - 1, levels).SelectMany(state => Enumerable.Range(0, levels).Select(level => (int[])[.. state, level]));
}
