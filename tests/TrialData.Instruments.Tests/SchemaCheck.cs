using System.Text.Json;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace TrialData.Instruments.Tests;

/// <summary>The part of JSON Schema 2020-12 that our schema uses; any other keyword is an error, so that none is passed over.</summary>
internal sealed class SchemaCheck
{
    private readonly JsonElement root;

    private SchemaCheck(JsonElement root) => this.root = root;

    internal static SchemaCheck Of(string schema) => new(JsonElement.Parse(schema));

    internal IReadOnlyList<string> Faults(string json)
    {
        var faults = new List<string>();
        Check(root, JsonElement.Parse(json), "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var rule = keyword.Value;
            var fault = keyword.Name switch
            {
                "$schema" or "$defs" or "title" or "description" or "default" => null,
                "type" => IsOfType(value, rule.GetString()!) ? null : "not of type " + rule,
                "enum" => rule.EnumerateArray().Any(word => word.GetString() == value.GetString()) ? null : "not one of the words listed",
                "pattern" => Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)) ? null : "does not match",
                "minLength" => value.GetString()!.Length >= rule.GetInt32() ? null : "too short",
                "maxLength" => value.GetString()!.Length <= rule.GetInt32() ? null : "too long",
                "minItems" => value.GetArrayLength() >= rule.GetInt32() ? null : "too few",
                "minimum" => value.GetDecimal() >= rule.GetDecimal() ? null : "too small",
                "$ref" => Follow(rule.GetString()!, value, path, faults),
                "items" => Each(rule, value, path, faults),
                "properties" => Properties(rule, value, path, faults),
                "required" => Required(rule, value, path, faults),
                "additionalProperties" => Additional(schema, rule, value, path, faults),
                _ => throw new NotSupportedException(keyword.Name),
            };
            if (fault is not null)
            {
                faults.Add($"{path}: {fault}");
            }
        }
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };

    private string? Follow(string reference, JsonElement value, string path, List<string> faults)
    {
        Check(root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]), value, path, faults);
        return null;
    }

    private string? Each(JsonElement rule, JsonElement value, string path, List<string> faults)
    {
        foreach (var (index, element) in value.EnumerateArray().Index())
        {
            Check(rule, element, Invariant($"{path}[{index}]"), faults);
        }

        return null;
    }

    private string? Properties(JsonElement rule, JsonElement value, string path, List<string> faults)
    {
        foreach (var property in rule.EnumerateObject())
        {
            if (value.TryGetProperty(property.Name, out var inner))
            {
                Check(property.Value, inner, $"{path}.{property.Name}", faults);
            }
        }

        return null;
    }

    private static string? Required(JsonElement rule, JsonElement value, string path, List<string> faults)
    {
        faults.AddRange(rule.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}.{name}: missing"));
        return null;
    }

    private string? Additional(JsonElement schema, JsonElement rule, JsonElement value, string path, List<string> faults)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out _))
            {
                continue;
            }

            if (rule.ValueKind is JsonValueKind.False)
            {
                faults.Add($"{path}.{property.Name}: unknown");
            }
            else
            {
                Check(rule, property.Value, $"{path}.{property.Name}", faults);
            }
        }

        return null;
    }
}
