using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>Whether a definition may be used in a trial.</summary>
public enum DefinitionStatus
{
    /// <summary>Frozen: a correction is a new version.</summary>
    Released,

    /// <summary>Still being written: shown, and never used.</summary>
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
/// <param name="Sustained">Criteria that must hold over time; mostly empty.</param>
/// <param name="Repeats">Whether it is a log, with one entry for each event, rather than one form for each visit.</param>
/// <param name="OpenQuestion">What must be found out before a draft can be released; null for a released definition.</param>
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
    IReadOnlyList<ScoreDefinition> Scores,
    IReadOnlyList<SustainedDefinition> Sustained,
    bool Repeats,
    string? OpenQuestion)
{
    /// <summary>Reads a definition file.</summary>
    /// <param name="json">The file's text; its shape is laid down in <c>Definitions/instrument.schema.json</c>.</param>
    /// <param name="valueSets">Finds a value set by its id; null where the file needs none.</param>
    /// <returns>The definition, or every fault with its JSON path.</returns>
    public static JsonReading<InstrumentDefinition> Parse(string json, Func<string, ValueSet?>? valueSets = null) =>
        JsonCursor.Read(json, cursor => Read(cursor, valueSets ?? (_ => null)));

    private static InstrumentDefinition Read(JsonCursor cursor, Func<string, ValueSet?> valueSets)
    {
        var choiceSets = cursor.OptionalTable("choiceSets", ChoiceSet);
        var items = cursor.Array("items", item => ItemDefinition.Read(item, choiceSets));
        ItemDefinition.CheckList(items, cursor, "items");
        var scores = cursor.OptionalArray("scores", score => ScoreReading.Read(score, items, valueSets));
        var sustained = cursor.OptionalArray("sustained", each => ReadSustained(each, scores));
        CheckNames(items, [.. scores.Select(score => score.Id)], cursor, "scores");
        CheckNames(items, [.. scores.Select(score => score.Id), .. sustained.Select(each => each.Id)], cursor, "sustained", skip: scores.Count);

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
            Scores: scores,
            Sustained: sustained,
            Repeats: cursor.OptionalBool("repeats", otherwise: false),
            OpenQuestion: OpenQuestionOf(cursor));
    }

    private static SustainedDefinition ReadSustained(JsonCursor cursor, IReadOnlyList<ScoreDefinition> scores)
    {
        var sustained = new SustainedDefinition(
            ItemReading.Code(cursor, "id"), cursor.String("label"), cursor.String("criterion"), cursor.Int("days", minimum: 1, maximum: 3653));
        if (sustained.Criterion.Length > 0 && scores.FirstOrDefault(score => score.Id == sustained.Criterion)?.Range != new NumberRange(0, 1))
        {
            cursor.Fault("criterion", sustained.Criterion, "is not a score from 0 to 1 of this instrument");
        }

        return sustained;
    }

    private static string? OpenQuestionOf(JsonCursor cursor)
    {
        var question = cursor.OptionalString("openQuestion");
        var isDraft = cursor.OptionalEnum<DefinitionStatus>("status") is DefinitionStatus.Draft;
        if (isDraft != (question is not null))
        {
            cursor.Fault("openQuestion", null, isDraft ? "is missing: a draft says what is open" : "cannot stand in a released definition");
        }

        return question;
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

    private static void CheckNames(IReadOnlyList<ItemDefinition> items, IReadOnlyList<string> ids, JsonCursor cursor, string name, int skip = 0)
    {
        for (var i = skip; i < ids.Count; i++)
        {
            var taken = items.Select(item => item.Code).Concat(ids.Take(i));
            if (ids[i].Length > 0 && taken.Contains(ids[i], StringComparer.OrdinalIgnoreCase))
            {
                cursor.Fault(Invariant($"{name}[{i - skip}].id"), ids[i], "is already the name of an item or of an earlier score; upper and lower case count as equal");
            }
        }
    }
}
