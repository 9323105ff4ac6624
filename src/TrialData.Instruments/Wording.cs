using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>
/// The wording of an instrument that a site may show under its own licence: a private file beside the installation, never part of
/// the product. It changes labels alone; codes, values and scores stay those of the definition.
/// </summary>
/// <param name="Instrument">The instrument's id.</param>
/// <param name="Version">The definition's version.</param>
/// <param name="Licence">The licence under which the site shows the wording.</param>
/// <param name="Items">Wording by item code.</param>
/// <param name="Choices">Wording of choices: by item code, then by value. The name <c>*</c> stands for every item.</param>
public sealed record Wording(
    string Instrument,
    int Version,
    string Licence,
    IReadOnlyDictionary<string, string> Items,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Choices)
{
    private const string EveryItem = "*";

    private static readonly Dictionary<string, string> None = [];

    /// <summary>Reads a wording file and checks it against the definition it names.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="find">Finds a definition by id and version.</param>
    /// <returns>The wording, or every fault with its JSON path.</returns>
    public static JsonReading<Wording> Parse(string json, Func<string, int, InstrumentDefinition?> find) => JsonCursor.Read(json, cursor =>
    {
        var wording = new Wording(
            cursor.String("instrument"),
            cursor.Int("version", minimum: 1),
            cursor.String("licence"),
            cursor.OptionalTable("items", (table, code) => table.String(code)),
            cursor.OptionalTable("choices", (table, code) => table.OptionalTable(code, (values, value) => values.String(value))));
        Check(wording, find(wording.Instrument, wording.Version), cursor);
        return wording;
    });

    /// <summary>The definition with this wording in the place of its labels.</summary>
    /// <param name="definition">The definition that the wording was made for.</param>
    public InstrumentDefinition Of(InstrumentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition with
        {
            Items =
            [
                .. definition.Items.Select(item => item with
                {
                    Label = Items.GetValueOrDefault(item.Code, item.Label),
                    Choices = ChoicesOf(item),
                }),
            ],
        };
    }

    private List<Choice> ChoicesOf(ItemDefinition item)
    {
        var words = new[] { EveryItem, item.Code }.SelectMany(name => Choices.GetValueOrDefault(name, None)).ToList();
        var named = item.Choices.Select(choice => choice with { Label = words.LastOrDefault(word => word.Key == choice.Value).Value ?? choice.Label }).ToList();

        // The steps of a rating scale that is a number in the definition.
        var steps = words.Where(word => IsStep(item, word.Key) && !named.Exists(choice => choice.Value == word.Key)).DistinctBy(word => word.Key);
        return [.. named, .. steps.Select(word => new Choice(word.Key, words.Last(last => last.Key == word.Key).Value))];
    }

    private static bool IsStep(ItemDefinition item, string value) =>
        item is { Type: ItemType.Integer, Numbers: { } range } && Answers.Number(value) is { } number && range.Contains(number) && Answers.InWords(number) == value;

    private static void Check(Wording wording, InstrumentDefinition? definition, JsonCursor cursor)
    {
        if (definition is null)
        {
            if (wording.Instrument.Length > 0)
            {
                cursor.Fault("instrument", wording.Instrument, Invariant($"version {wording.Version} is not known"));
            }

            return;
        }

        foreach (var code in wording.Items.Keys.Where(code => definition.Items.All(item => item.Code != code)))
        {
            cursor.Fault($"items.{code}", null, "is not an item of the instrument");
        }

        foreach (var (code, choices) in wording.Choices)
        {
            var items = definition.Items.Where(item => code == EveryItem || item.Code == code).ToList();
            if (items.Count == 0)
            {
                cursor.Fault($"choices.{code}", null, "is not an item of the instrument");
            }

            foreach (var value in choices.Keys.Where(value => items.Count > 0 && !items.Exists(item => IsStep(item, value) || item.Choices.Any(choice => choice.Value == value))))
            {
                cursor.Fault($"choices.{code}.{value}", null, "is not a choice of the item");
            }
        }
    }
}
