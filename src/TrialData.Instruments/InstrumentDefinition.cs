using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>Whether a definition may be used in a trial.</summary>
public enum DefinitionStatus
{
    /// <summary>Frozen: a correction is a new version.</summary>
    Released,

    /// <summary>Still being written; found only by its version.</summary>
    Draft,
}

/// <summary>Who gives the answers.</summary>
public enum Rater
{
    /// <summary>The participant.</summary>
    Self,

    /// <summary>Somebody else: clinician, researcher or blinded assessor.</summary>
    Observer,
}

/// <summary>An outcome instrument: its items, its scores and where they come from.</summary>
/// <param name="Id">Name in lower case with hyphens: <c>qpr-15</c>.</param>
/// <param name="Version">Counts from 1; a released version is never edited.</param>
/// <param name="Title">The instrument's own name.</param>
/// <param name="Status">Whether it may be used.</param>
/// <param name="Reference">The publications the items, scores and cut-offs rest on.</param>
/// <param name="Licence">Who owns it and what may be shown.</param>
/// <param name="Recall">The period that the answers look back on; null where there is none.</param>
/// <param name="Rater">Who gives the answers.</param>
/// <param name="Notes">What a reader of a score should know; null where there is nothing.</param>
/// <param name="Items">The items in the order in which they are asked.</param>
/// <param name="Scores">The scores; may be empty.</param>
public sealed record InstrumentDefinition(
    string Id,
    int Version,
    string Title,
    DefinitionStatus Status,
    string Reference,
    string Licence,
    string? Recall,
    Rater Rater,
    string? Notes,
    IReadOnlyList<ItemDefinition> Items,
    IReadOnlyList<ScoreDefinition> Scores)
{
    /// <summary>Reads a definition file.</summary>
    /// <param name="json">The file's text; its shape is laid down in <c>Definitions/instrument.schema.json</c>.</param>
    /// <returns>The definition, or every fault with its JSON path.</returns>
    public static JsonReading<InstrumentDefinition> Parse(string json) => JsonCursor.Read(json, Read);

    /// <summary>Reads a definition at a place of a larger file.</summary>
    /// <param name="cursor">The place.</param>
    /// <returns>The definition, sound if the cursor has no new fault.</returns>
    public static InstrumentDefinition Read(JsonCursor cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);

        var choiceSets = cursor.OptionalTable("choiceSets", ChoiceSet);
        var items = cursor.Array("items", item => ItemDefinition.Read(item, choiceSets));
        ItemDefinition.CheckList(items, cursor, "items");
        var scores = cursor.OptionalArray("scores", score => ScoreReading.Read(score, items));
        CheckNames(items, scores, cursor);

        return new InstrumentDefinition(
            Id: Name(cursor),
            Version: cursor.Int("version", minimum: 1),
            Title: cursor.String("title"),
            Status: cursor.Enum<DefinitionStatus>("status"),
            Reference: cursor.String("reference"),
            Licence: cursor.String("licence"),
            Recall: cursor.OptionalString("recall"),
            Rater: cursor.Enum<Rater>("rater"),
            Notes: cursor.OptionalString("notes"),
            Items: items,
            Scores: scores);
    }

    private static IReadOnlyList<Choice> ChoiceSet(JsonCursor table, string name)
    {
        var choices = ItemReading.ChoiceList(table, name);
        ItemReading.CheckChoiceValues(choices, table, name);
        return choices;
    }

    private static string Name(JsonCursor cursor)
    {
        var id = cursor.String("id");
        if (id.Length > 0 && (!char.IsAsciiLetterLower(id[0]) || !id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')))
        {
            cursor.Fault("id", id, "must be a lower-case letter followed by lower-case letters, digits or hyphens");
        }

        return id;
    }

    private static void CheckNames(IReadOnlyList<ItemDefinition> items, IReadOnlyList<ScoreDefinition> scores, JsonCursor cursor)
    {
        for (var i = 0; i < scores.Count; i++)
        {
            var id = scores[i].Id;
            var taken = items.Select(item => item.Code).Concat(scores.Take(i).Select(score => score.Id));
            if (id.Length > 0 && taken.Contains(id, StringComparer.OrdinalIgnoreCase))
            {
                cursor.Fault(Invariant($"scores[{i}].id"), id, "is already the name of an item or of an earlier score; upper and lower case count as equal");
            }
        }
    }
}
