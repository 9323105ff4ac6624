using System.Text.Json.Nodes;
using TrialData.Testing;

namespace TrialData.Application.Tests.Schemas;

/// <summary>A faulty file of <c>tests/schemas</c>: a sound one with a change, and the path at which it must fail.</summary>
internal sealed record FaultyFile(string Fault, string Path, string Json)
{
    public static string Sound(string name) => Repository.Read("tests", "schemas", "sound", name);

    public static FaultyFile Find(string name, string fault) => All(name).Single(f => f.Fault == fault);

    public static IEnumerable<FaultyFile> All(string name)
    {
        var list = JsonNode.Parse(Repository.Read("tests", "schemas", "faulty", name))!;
        foreach (var each in list["cases"]!.AsArray().OfType<JsonObject>())
        {
            var document = JsonNode.Parse(Sound(name))!;
            foreach (var (pointer, value) in each["put"]?.AsObject() ?? [])
            {
                Put(document, pointer, value);
            }

            foreach (var pointer in each["remove"]?.AsArray() ?? [])
            {
                Remove(document, pointer!.GetValue<string>());
            }

            yield return new FaultyFile(each["fault"]!.GetValue<string>(), each["path"]!.GetValue<string>(), document.ToJsonString());
        }
    }

    private static void Put(JsonNode document, string pointer, JsonNode? value)
    {
        var (place, key) = At(document, pointer);
        if (place is JsonArray list)
        {
            list[Index(key)] = value?.DeepClone();
        }
        else
        {
            place[key] = value?.DeepClone();
        }
    }

    private static void Remove(JsonNode document, string pointer)
    {
        var (place, key) = At(document, pointer);
        if (place is JsonArray list)
        {
            list.RemoveAt(Index(key));
        }
        else
        {
            place.AsObject().Remove(key);
        }
    }

    private static (JsonNode Place, string Key) At(JsonNode document, string pointer)
    {
        var keys = pointer.Split('/')[1..];
        return (keys[..^1].Aggregate(document, (place, key) => place is JsonArray list ? list[Index(key)]! : place[key]!), keys[^1]);
    }

    private static int Index(string key) => int.Parse(key, System.Globalization.CultureInfo.InvariantCulture);
}
