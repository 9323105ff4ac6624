using System.Text.Json;
using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>Reads one object of a design's JSON and collects what is wrong with it; what is missing reads as something empty.</summary>
internal sealed class DesignCursor(JsonElement json, string place, List<DesignFault> faults)
{
    private readonly HashSet<string> read = [];

    /// <summary>Reads a whole text, which must be one JSON object.</summary>
    internal static SchemeReading<T> Read<T>(string json, Func<DesignCursor, T?> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(json);
        var faults = new List<DesignFault>();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new SchemeReading<T>(null, [new DesignFault("", json, "must be an object")]);
            }

            var cursor = new DesignCursor(document.RootElement, "", faults);
            var value = read(cursor);
            cursor.Finish();
            return new SchemeReading<T>(faults.Count == 0 ? value : null, faults);
        }
        catch (JsonException fault)
        {
            return new SchemeReading<T>(null, [new DesignFault("", json, "is not JSON: " + fault.Message)]);
        }
    }

    /// <summary>A text of an object, whatever else is in it; null where there is none.</summary>
    internal static string? TextOf(string json, string name)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Makes a design whose parts could be read and have no faults.</summary>
    internal T? Sound<T>(IReadOnlyList<DesignFault> found, Func<T> make)
        where T : class
    {
        // What could not be read has a fault already; the emptiness that stands for it need not have another.
        if (faults.Count == 0)
        {
            faults.AddRange(found);
        }

        return faults.Count == 0 ? make() : null;
    }

    internal T? Refuse<T>(string name, string reason)
        where T : class
    {
        faults.Add(new DesignFault(At(name), Has(name) ? json.GetProperty(name).ToString() : "", reason));
        return null;
    }

    internal string Text(string name) =>
        Take(name, JsonValueKind.String, "must be a text") is { } value ? value.GetString()! : "";

    /// <summary>A text that must be one of several; null, and one fault, where it is none of them.</summary>
    /// <param name="reason">What it then is not; those that are permitted are listed after it.</param>
    internal string? OneOf(string name, string reason, params IReadOnlyList<string> permitted)
    {
        if (Take(name, JsonValueKind.String, "must be a text: " + string.Join(", ", permitted)) is not { } value)
        {
            return null;
        }

        var text = value.GetString()!;
        return Holds(permitted.Contains(text, StringComparer.Ordinal), text, At(name), $"{reason}: {string.Join(", ", permitted)}") ? text : null;
    }

    /// <summary>Leaves the rest unread, where it cannot be told what belongs there.</summary>
    internal T? PassOverTheRest<T>()
        where T : class
    {
        read.UnionWith(json.EnumerateObject().Select(property => property.Name));
        return null;
    }

    internal int Integer(string name) => IntegerOf(Take(name, JsonValueKind.Number, "must be a whole number"), At(name));

    internal decimal Number(string name) => NumberOf(Take(name, JsonValueKind.Number, "must be a number"), At(name));

    internal bool Flag(string name)
    {
        read.Add(name);
        if (!json.TryGetProperty(name, out var value))
        {
            return false;
        }

        return Holds(value.ValueKind is JsonValueKind.True or JsonValueKind.False, value, At(name), "must be true or false") && value.GetBoolean();
    }

    internal IReadOnlyList<int> Integers(string name) =>
        [.. Elements(name, required: true).Select(element => IntegerOf(OfKind(element.Value, JsonValueKind.Number, element.At, "must be a whole number"), element.At))];

    internal IReadOnlyList<decimal> Numbers(string name) =>
        [.. Elements(name, required: true).Select(element => NumberOf(OfKind(element.Value, JsonValueKind.Number, element.At, "must be a number"), element.At))];

    internal IReadOnlyList<string> Texts(string name) =>
        [.. Elements(name, required: false).Select(element => OfKind(element.Value, JsonValueKind.String, element.At, "must be a text")?.GetString() ?? "")];

    internal IReadOnlyList<T> Objects<T>(string name, bool required, Func<DesignCursor, T> readObject) =>
        [.. Elements(name, required).Where(element => OfKind(element.Value, JsonValueKind.Object, element.At, "must be an object") is not null)
            .Select(element => Finished(new DesignCursor(element.Value, element.At, faults), readObject))];

    /// <summary>Reads an object inside this one, with whatever it holds.</summary>
    internal T? Object<T>(string name, Func<DesignCursor, T?> readObject)
        where T : class =>
        Take(name, JsonValueKind.Object, "must be an object") is { } value ? Finished(new DesignCursor(value, At(name), faults), readObject) : null;

    internal bool Has(string name) => json.TryGetProperty(name, out _);

    private static T Finished<T>(DesignCursor cursor, Func<DesignCursor, T> readObject)
    {
        var value = readObject(cursor);
        cursor.Finish();
        return value;
    }

    // What nobody asked for is a fault: a design is only replayed if all of it is understood.
    private void Finish()
    {
        foreach (var property in json.EnumerateObject().Where(property => !read.Contains(property.Name)))
        {
            faults.Add(new DesignFault(At(property.Name), property.Value.GetRawText(), "is not known here"));
        }
    }

    private string At(string name) => place.Length == 0 ? name : $"{place}.{name}";

    private List<(JsonElement Value, string At)> Elements(string name, bool required)
    {
        if (!required && !json.TryGetProperty(name, out _))
        {
            return [];
        }

        return Take(name, JsonValueKind.Array, "must be a list") is { } list
            ? [.. list.EnumerateArray().Index().Select(element => (element.Item, Invariant($"{At(name)}[{element.Index}]")))]
            : [];
    }

    private JsonElement? Take(string name, JsonValueKind kind, string reason)
    {
        read.Add(name);
        if (json.TryGetProperty(name, out var value))
        {
            return OfKind(value, kind, At(name), reason);
        }

        faults.Add(new DesignFault(At(name), "", "is missing"));
        return null;
    }

    private JsonElement? OfKind(JsonElement value, JsonValueKind kind, string at, string reason) =>
        Holds(value.ValueKind == kind, value, at, reason) ? value : null;

    private int IntegerOf(JsonElement? value, string at) =>
        value is { } found && Holds(found.TryGetInt32(out var number), found, at, "must be a whole number") ? number : 0;

    private decimal NumberOf(JsonElement? value, string at) =>
        value is { } found && Holds(found.TryGetDecimal(out var number), found, at, "is too large or too long") ? number : 0;

    private bool Holds(bool condition, JsonElement value, string at, string reason) => Holds(condition, value.GetRawText(), at, reason);

    private bool Holds(bool condition, string value, string at, string reason)
    {
        if (!condition)
        {
            faults.Add(new DesignFault(at, value, reason));
        }

        return condition;
    }
}
