using System.Text.Json;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Cli.Commands;

/// <summary>Answers in a JSON file: an object with an item and its answer each.</summary>
internal static class AnswersFile
{
    /// <summary>Puts what the file says over what is there: an answer over the reason why there was none, and the other way round.</summary>
    /// <returns>Why the file cannot be read; null where it was.</returns>
    public static async Task<AnswersUnreadable?> ReadAsync(
        FileInfo file, Dictionary<string, string> answers, Dictionary<string, Missing> missing, CancellationToken cancellation)
    {
        await using var stream = file.OpenRead();
        try
        {
            var root = await JsonSerializer.DeserializeAsync<JsonElement>(stream, cancellationToken: cancellation);
            var faults = root.ValueKind == JsonValueKind.Object
                ? Read(root, answers, missing)
                : [new Fault("$", Value: null, "must be an object: an item and its answer each")];
            return faults.Count == 0 ? null : new AnswersUnreadable(file.Name) { Faults = faults };
        }
        catch (JsonException fault)
        {
            return new AnswersUnreadable(file.Name) { Faults = [new Fault(file.Name, Value: null, fault.Message)] };
        }
        catch (InvalidOperationException)
        {
            // An escape for half of a surrogate pair is well-formed JSON, and no text: it shows when it is read as one.
            return new AnswersUnreadable(file.Name) { Faults = [new Fault(file.Name, Value: null, "holds half of a letter, which cannot be kept as it is")] };
        }
    }

    private static List<Fault> Read(JsonElement root, Dictionary<string, string> answers, Dictionary<string, Missing> missing)
    {
        var faults = new List<Fault>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in root.EnumerateObject())
        {
            if (!named.Add(item.Name))
            {
                faults.Add(new Fault($"$.{item.Name}", Value: null, "is answered more than once"));
            }
            else if (WhyMissing(item.Value) is { } reason)
            {
                answers.Remove(item.Name);
                missing[item.Name] = reason;
            }
            else if (item.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                missing.Remove(item.Name);
                answers[item.Name] = item.Value.ValueKind == JsonValueKind.String ? item.Value.GetString()! : item.Value.GetRawText();
            }
            else
            {
                faults.Add(new Fault(
                    $"$.{item.Name}", item.Value.GetRawText(), $"must be a text, a number, or {{ \"missing\": reason }} with one of {string.Join(", ", ItemAnswers.Reasons)}"));
            }
        }

        return faults;
    }

    private static Missing? WhyMissing(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("missing", out var word)
        && word.ValueKind == JsonValueKind.String
        && ItemAnswers.Reasons.Contains(word.GetString(), StringComparer.Ordinal)
            ? ItemAnswers.ReasonOf(word.GetString()!)
            : null;
}

internal sealed record AnswersUnreadable(string File)
    : Refusal("answers.unreadable", $"The answers in {File} cannot be read.");
