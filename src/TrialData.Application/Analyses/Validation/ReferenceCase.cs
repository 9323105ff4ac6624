using System.Text.Json;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Analyses.Validation;

/// <summary>One case of a file: what goes into a method, and what must come out.</summary>
/// <param name="Place">File and JSON path, where a fault is reported.</param>
internal sealed record ReferenceCase(CaseFile File, string Place, string Family, string Id, string Method, JsonElement Element)
{
    internal CaseInput Input => new(Element.GetProperty("input"), $"{Place}.input", File.OpenData);

    /// <summary>The cases of a file. What is malformed is added to <paramref name="faults"/> and left out.</summary>
    internal static IEnumerable<ReferenceCase> ReadAll(CaseFile file, List<Fault> faults)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(file.Text);
            root = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            faults.Add(new Fault(Invariant($"{file.Name} line {exception.LineNumber + 1}"), Value: null, $"not valid JSON: {exception.Message}"));
            yield break;
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("cases", out var cases) || cases.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new Fault($"{file.Name} $.cases", Value: null, "a file of reference cases has an array of cases"));
            yield break;
        }

        var family = Text(root, "family") ?? Path.GetFileNameWithoutExtension(file.Name);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;

        foreach (var element in cases.EnumerateArray())
        {
            var place = Invariant($"{file.Name} $.cases[{index++}]");
            if (FirstFault(element, place, ids) is { } fault)
            {
                faults.Add(fault);
            }
            else
            {
                yield return new ReferenceCase(file, place, family, Text(element, "id")!, Text(element, "method")!, element);
            }
        }
    }

    private static Fault? FirstFault(JsonElement element, string place, HashSet<string> ids)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return new Fault(place, Value: null, "a case is an object");
        }

        foreach (var name in (string[])["id", "method"])
        {
            if (string.IsNullOrWhiteSpace(Text(element, name)))
            {
                return new Fault($"{place}.{name}", Value: null, "a text is required here");
            }
        }

        foreach (var name in (string[])["input", "expected"])
        {
            if (!element.TryGetProperty(name, out var part) || part.ValueKind != JsonValueKind.Object)
            {
                return new Fault($"{place}.{name}", Value: null, "an object is required here");
            }
        }

        if (!element.GetProperty("expected").EnumerateObject().Any())
        {
            return new Fault($"{place}.expected", Value: null, "at least one value is required here: a case that expects nothing proves nothing");
        }

        var id = Text(element, "id")!;
        return ids.Add(id) ? null : new Fault($"{place}.id", id, "another case of this file has the same id");
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A case whose numbers no trial can have. It fails, and the other cases are run.</summary>
internal sealed class ImpossibleCaseException(string place, string sentence) : Exception($"{place}: {sentence}")
{
    internal string Sentence { get; } = sentence;
}

/// <summary>A case that cannot be run as it is written. It ends as a refusal and never leaves this folder.</summary>
internal sealed class FaultyCaseException(Fault fault) : Exception(fault.ToString())
{
    internal Fault Fault { get; } = fault;
}
