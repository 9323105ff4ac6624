using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TrialData.Testing;

/// <summary>Changes single places of a JSON text, so that a test shows what is wrong with it and nothing else.</summary>
public static partial class JsonEdit
{
    /// <param name="place">Such as <c>visits[1].forms[0].form</c>.</param>
    /// <param name="value">The JSON that stands there from now on; null takes the place out.</param>
    public static string With(string json, string place, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var steps = Step().Matches(place).Select(m => m.Value).ToList();
        var parent = root;
        foreach (var step in steps.SkipLast(1))
        {
            parent = IsIndex(parent!, step, out var index) ? parent![index] : parent![step];
        }

        Set(parent!, steps[^1], value);
        return root.ToJsonString();
    }

    private static void Set(JsonNode parent, string step, string? value)
    {
        if (IsIndex(parent, step, out var index))
        {
            var list = parent.AsArray();
            if (value is null)
            {
                list.RemoveAt(index);
            }
            else
            {
                list[index] = JsonNode.Parse(value);
            }
        }
        else if (value is null)
        {
            parent.AsObject().Remove(step);
        }
        else
        {
            parent[step] = JsonNode.Parse(value);
        }
    }

    private static bool IsIndex(JsonNode parent, string step, out int index)
    {
        index = 0;
        return parent is JsonArray && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    [GeneratedRegex("[^.\\[\\]]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();
}
