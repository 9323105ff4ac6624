using System.Text.Json;

namespace TrialData.Randomisation.Tests;

/// <summary>The golden vectors, made by <c>vectors/make_vectors.py</c>.</summary>
internal static class Vectors
{
    private static readonly JsonElement File = Load();

    internal static IReadOnlyList<T> Of<T>(string list) => File.GetProperty(list).Deserialize<List<T>>(JsonSerializerOptions.Web)!;

    private static JsonElement Load()
    {
        using var stream = typeof(Vectors).Assembly.GetManifestResourceStream("vectors.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}

internal sealed record DrawVector(string Secret, string Scheme, string Stratum, long Counter, int Bound, int Value, int Attempts);

internal sealed record SequenceVector(
    string Secret,
    string Scheme,
    string Stratum,
    IReadOnlyList<ArmRatio> Arms,
    IReadOnlyList<int> BlockSizes,
    IReadOnlyList<string> Allocations);

internal sealed record CommitmentVector(string Scheme, string Secret, string Commitment);
