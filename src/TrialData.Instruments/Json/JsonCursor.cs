using System.Text.Json;
using static System.FormattableString;

namespace TrialData.Instruments.Json;

/// <summary>
/// A place in a JSON file: reads the properties of one object, keeps the JSON path, and notes every fault instead of stopping
/// at the first.
/// </summary>
/// <remarks>
/// <code>
/// var reading = JsonCursor.Read(json, c => new Site(c.String("code"), c.OptionalInt("target"), c.Strings("clusters")));
/// </code>
/// <para>
/// A property that is absent or of the wrong type leaves a fault and gives a stand-in (an empty string, 0, false, an empty list),
/// so reading goes on. A reading with any fault has no value, therefore no stand-in ever leaves it; a check that compares
/// properties should pass over stand-ins lest one mistake be reported twice: <see cref="FaultCount"/> tells whether a part was sound.
/// </para>
/// <para>
/// When the function given for an object returns, the properties it did not ask for are reported as unknown. A property named
/// <c>null</c> counts as absent. Property names are compared by case. The root may hold <c>$schema</c>, which is for editors.
/// </para>
/// </remarks>
public sealed class JsonCursor
{
    private readonly JsonElement element;
    private readonly List<JsonFault> faults;
    private readonly List<string> asked = [];
    private readonly Dictionary<string, JsonElement> properties = new(StringComparer.Ordinal);

    private JsonCursor(JsonElement element, string path, List<JsonFault> faults)
    {
        this.element = element;
        Path = path;
        this.faults = faults;
    }

    /// <summary>The JSON path of this object, such as <c>$.visits[2]</c>.</summary>
    public string Path { get; }

    /// <summary>How many faults have been noted so far, anywhere in the file.</summary>
    public int FaultCount => faults.Count;

    /// <summary>Reads a JSON text whose root is an object.</summary>
    /// <typeparam name="T">What the text describes.</typeparam>
    /// <param name="json">The text; neither comments nor trailing commas are JSON.</param>
    /// <param name="read">Reads the root. It is not called where the text is not a JSON object.</param>
    /// <returns>The value, or every fault. A text that is not JSON has one fault, with line and column counted from 1.</returns>
    public static JsonReading<T> Read<T>(string json, Func<JsonCursor, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(read);

        var (document, notJson) = JsonText.Parse(json);
        if (document is null)
        {
            return new JsonReading<T>(null, [notJson!]);
        }

        using (document)
        {
            var root = new JsonCursor(document.RootElement, "$", []);
            root.asked.Add("$schema");
            return new JsonReading<T>(root.Enter(read), root.faults);
        }
    }

    /// <summary>Notes a fault of this object as a whole.</summary>
    /// <param name="reason">Why the object cannot be taken.</param>
    public void Fault(string reason) => faults.Add(new JsonFault(Path, null, reason));

    /// <summary>Notes a fault of one property, or of anything below it.</summary>
    /// <param name="below">The property's name, or the rest of a path: <c>items[2]</c>.</param>
    /// <param name="value">What stands there; null where nothing does.</param>
    /// <param name="reason">Why it cannot be taken.</param>
    public void Fault(string below, string? value, string reason) =>
        faults.Add(new JsonFault($"{Path}.{below}", value is null ? null : JsonText.Shortened(value), reason));

    /// <summary>Whether the property is there and not null. Asking does not make it a known property.</summary>
    /// <param name="name">The property's name.</param>
    public bool Has(string name) => Value(name) is not null;

    /// <summary>A string that must be there and hold more than white space; given back without surrounding white space.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The string; empty where faulty.</returns>
    public string String(string name) => Required(name) ? OptionalString(name) ?? string.Empty : string.Empty;

    /// <summary>A string that may be absent, but not blank; given back without surrounding white space.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The string; null where absent or faulty.</returns>
    public string? OptionalString(string name) => Ask(name) is { } value ? Text(value, PathOf(name)) : null;

    /// <summary>A whole number that must be there.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="minimum">The lowest number that can be taken.</param>
    /// <param name="maximum">The highest number that can be taken.</param>
    /// <returns>The number; 0 where faulty.</returns>
    public int Int(string name, int minimum = int.MinValue, int maximum = int.MaxValue) =>
        Required(name) ? OptionalInt(name, minimum, maximum) ?? 0 : 0;

    /// <summary>A whole number that may be absent.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="minimum">The lowest number that can be taken.</param>
    /// <param name="maximum">The highest number that can be taken.</param>
    /// <returns>The number; null where absent or faulty.</returns>
    public int? OptionalInt(string name, int minimum = int.MinValue, int maximum = int.MaxValue)
    {
        if (OptionalDecimal(name) is not { } number)
        {
            return null;
        }

        if (decimal.Truncate(number) != number)
        {
            return Note<int>(name, "is not a whole number");
        }

        if (number >= minimum && number <= maximum)
        {
            return (int)number;
        }

        return Note<int>(name, maximum == int.MaxValue && number < minimum
            ? Invariant($"must be at least {minimum}")
            : Invariant($"must be from {minimum} to {maximum}"));
    }

    /// <summary>A decimal number that must be there.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The number; 0 where faulty.</returns>
    public decimal Decimal(string name) => Required(name) ? OptionalDecimal(name) ?? 0 : 0;

    /// <summary>A decimal number that may be absent.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The number; null where absent or faulty.</returns>
    public decimal? OptionalDecimal(string name)
    {
        if (Ask(name) is not { } value || !OfKind(value, JsonValueKind.Number, PathOf(name)))
        {
            return null;
        }

        return value.TryGetDecimal(out var number) ? number : Note<decimal>(name, "is too large");
    }

    /// <summary>True or false; must be there.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The value; false where faulty.</returns>
    public bool Bool(string name) => Required(name) && OptionalBool(name, otherwise: false);

    /// <summary>True or false, or what holds where the property is absent.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="otherwise">The value of an absent property.</param>
    /// <returns>The value; <paramref name="otherwise"/> where absent or faulty.</returns>
    public bool OptionalBool(string name, bool otherwise)
    {
        if (Ask(name) is not { } value)
        {
            return otherwise;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        WrongKind(value, "true or false", PathOf(name));
        return otherwise;
    }

    /// <summary>One of a list of words; must be there.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="allowed">The words, compared by case.</param>
    /// <returns>The word; empty where faulty.</returns>
    public string OneOf(string name, params IReadOnlyList<string> allowed) =>
        Required(name) ? OptionalOneOf(name, allowed) ?? string.Empty : string.Empty;

    /// <summary>One of a list of words, or absent.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="allowed">The words, compared by case.</param>
    /// <returns>The word; null where absent or faulty.</returns>
    public string? OptionalOneOf(string name, params IReadOnlyList<string> allowed)
    {
        if (OptionalString(name) is not { } word)
        {
            return null;
        }

        return MustBeOneOf(name, word, allowed) ? word : null;
    }

    /// <summary>A value of an enumeration, written in camel case; must be there.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="name">The property's name.</param>
    /// <returns>The value; the enumeration's zero where faulty.</returns>
    public T Enum<T>(string name)
        where T : struct, Enum => Required(name) ? OptionalEnum<T>(name) ?? default : default;

    /// <summary>A value of an enumeration, written in camel case, or absent.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="name">The property's name.</param>
    /// <returns>The value; null where absent or faulty.</returns>
    public T? OptionalEnum<T>(string name)
        where T : struct, Enum
    {
        var word = OptionalOneOf(name, [.. System.Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)]);
        return word is null ? null : System.Enum.Parse<T>(word, ignoreCase: true);
    }

    /// <summary>A list of strings that must be there and hold at least one.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The sound strings in their order; a faulty one is left out.</returns>
    public IReadOnlyList<string> Strings(string name) => NotEmpty(name, OptionalStrings);

    /// <summary>A list of strings that may be absent or empty.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The sound strings in their order; a faulty one is left out.</returns>
    public IReadOnlyList<string> OptionalStrings(string name) => [.. Elements(name).Select(place => Text(place.Element, place.Path)).OfType<string>()];

    /// <summary>A list of numbers that must be there and hold at least one.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The sound numbers in their order; a faulty one is left out.</returns>
    public IReadOnlyList<double> Numbers(string name) => NotEmpty<double>(name, list =>
        [.. Elements(list).Where(place => OfKind(place.Element, JsonValueKind.Number, place.Path)).Select(place => place.Element.GetDouble())]);

    /// <summary>An object that must be there.</summary>
    /// <typeparam name="T">What the object describes.</typeparam>
    /// <param name="name">The property's name.</param>
    /// <param name="read">Reads the object.</param>
    /// <returns>What was read; null where the property is absent or not an object.</returns>
    public T? Object<T>(string name, Func<JsonCursor, T> read)
        where T : class => Required(name) ? OptionalObject(name, read) : null;

    /// <summary>An object that may be absent.</summary>
    /// <typeparam name="T">What the object describes.</typeparam>
    /// <param name="name">The property's name.</param>
    /// <param name="read">Reads the object.</param>
    /// <returns>What was read; null where absent or not an object.</returns>
    public T? OptionalObject<T>(string name, Func<JsonCursor, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return Ask(name) is { } value ? new JsonCursor(value, PathOf(name), faults).Enter(read) : null;
    }

    /// <summary>A list of objects that must be there and hold at least one.</summary>
    /// <typeparam name="T">What each object describes.</typeparam>
    /// <param name="name">The property's name.</param>
    /// <param name="read">Reads one object.</param>
    /// <returns>What was read, in order; an element that is not an object is left out.</returns>
    public IReadOnlyList<T> Array<T>(string name, Func<JsonCursor, T> read)
        where T : class => NotEmpty(name, list => OptionalArray(list, read));

    /// <summary>A list of objects that may be absent or empty.</summary>
    /// <typeparam name="T">What each object describes.</typeparam>
    /// <param name="name">The property's name.</param>
    /// <param name="read">Reads one object.</param>
    /// <returns>What was read, in order; an element that is not an object is left out.</returns>
    public IReadOnlyList<T> OptionalArray<T>(string name, Func<JsonCursor, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return [.. Elements(name).Select(place => new JsonCursor(place.Element, place.Path, faults).Enter(read)).OfType<T>()];
    }

    /// <summary>The names of an object whose property names are free, such as a table of named lists; may be absent.</summary>
    /// <typeparam name="T">What is read from the object.</typeparam>
    /// <param name="name">The property's name.</param>
    /// <param name="read">Reads one entry: gets the cursor of the whole table and the entry's name.</param>
    /// <returns>The entries by name; empty where absent or not an object.</returns>
    public IReadOnlyDictionary<string, T> OptionalTable<T>(string name, Func<JsonCursor, string, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return OptionalObject(name, table => table.properties.Keys.ToDictionary(key => key, key => read(table, key), StringComparer.Ordinal))
            ?? [];
    }

    /// <summary>Notes a fault unless a word is in a list, with the nearest word as a suggestion.</summary>
    /// <param name="below">The property's name, or the rest of a path: <c>items[2]</c>.</param>
    /// <param name="word">What stands there.</param>
    /// <param name="allowed">What may stand there, compared by case.</param>
    /// <returns>Whether the word is in the list.</returns>
    public bool MustBeOneOf(string below, string word, IReadOnlyList<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        if (allowed.Contains(word, StringComparer.Ordinal))
        {
            return true;
        }

        Fault(below, word, $"is not one of {string.Join(", ", allowed)}{Suggestion(word, allowed)}");
        return false;
    }

    private static string Suggestion(string word, IEnumerable<string> allowed) =>
        Nearest.To(word, allowed) is { } meant ? $"; did you mean '{meant}'?" : string.Empty;

    private T? Enter<T>(Func<JsonCursor, T> read)
        where T : class
    {
        if (!OfKind(element, JsonValueKind.Object, Path))
        {
            return null;
        }

        GatherProperties();
        var value = read(this);
        foreach (var unknown in properties.Keys.Except(asked, StringComparer.Ordinal))
        {
            Note<int>(unknown, "is not a known property" + Suggestion(unknown, asked.Except(["$schema"])));
        }

        return value;
    }

    private void GatherProperties()
    {
        foreach (var property in element.EnumerateObject())
        {
            try
            {
                if (!properties.TryAdd(property.Name, property.Value))
                {
                    faults.Add(new JsonFault(PathOf(property.Name), null, "stands here more than once"));
                }
            }
            catch (InvalidOperationException)
            {
                // JSON can escape half of a surrogate pair; no name of ours can hold it.
                faults.Add(new JsonFault(Path, null, "has a property whose name " + JsonText.NotUnicode));
            }
        }
    }

    private JsonElement? Value(string name) =>
        properties.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement? Ask(string name)
    {
        asked.Add(name);
        return Value(name);
    }

    private bool Required(string name)
    {
        if (Ask(name) is not null)
        {
            return true;
        }

        faults.Add(new JsonFault(PathOf(name), null, "is missing"));
        return false;
    }

    private IReadOnlyList<T> NotEmpty<T>(string name, Func<string, IReadOnlyList<T>> read)
    {
        if (!Required(name))
        {
            return [];
        }

        if (Value(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0)
        {
            faults.Add(new JsonFault(PathOf(name), null, "is an empty list"));
        }

        return read(name);
    }

    private IEnumerable<(JsonElement Element, string Path)> Elements(string name)
    {
        if (Ask(name) is not { } value || !OfKind(value, JsonValueKind.Array, PathOf(name)))
        {
            return [];
        }

        return value.EnumerateArray().Select((each, index) => (each, Invariant($"{PathOf(name)}[{index}]")));
    }

    private string? Text(JsonElement value, string path)
    {
        if (!OfKind(value, JsonValueKind.String, path))
        {
            return null;
        }

        string? text;
        try
        {
            text = value.GetString();
        }
        catch (InvalidOperationException)
        {
            faults.Add(new JsonFault(path, JsonText.Shortened(value.GetRawText()), JsonText.NotUnicode));
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Add(new JsonFault(path, text, "is blank"));
            return null;
        }

        return text.Trim();
    }

    private bool OfKind(JsonElement value, JsonValueKind kind, string path)
    {
        if (value.ValueKind == kind)
        {
            return true;
        }

        WrongKind(value, JsonText.Named(kind), path);
        return false;
    }

    private void WrongKind(JsonElement value, string wanted, string path) =>
        faults.Add(new JsonFault(path, JsonText.Quoted(value), $"must be {wanted}, not {JsonText.Named(value.ValueKind)}"));

    private T? Note<T>(string name, string reason)
        where T : struct
    {
        faults.Add(new JsonFault(PathOf(name), JsonText.Quoted(properties[name]), reason));
        return null;
    }

    private string PathOf(string name) =>
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$') ? $"{Path}.{name}" : $"{Path}['{name}']";
}
