using System.Text.Json;

namespace TrialData.Randomisation.Tests;

/// <summary>The golden vectors, made by the programs in <c>vectors</c>.</summary>
internal static class Vectors
{
    private static readonly JsonElement File = Load("vectors.json");
    private static readonly JsonElement Schemes = Load("schemes.json");

    internal static IReadOnlyList<ListVector> Lists { get; } = Load("lists.json").GetProperty("lists").Deserialize<List<ListVector>>(JsonSerializerOptions.Web)!;

    internal static JsonElement BlindingIndices { get; } = Load("blinding-indices.json");

    internal static IReadOnlyList<T> Of<T>(string list) => File.GetProperty(list).Deserialize<List<T>>(JsonSerializerOptions.Web)!;

    internal static IReadOnlyList<T> OfSchemes<T>(string list) => Schemes.GetProperty(list).Deserialize<List<T>>(JsonSerializerOptions.Web)!;

    private static JsonElement Load(string name)
    {
        using var stream = typeof(Vectors).Assembly.GetManifestResourceStream(name)!;
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

internal sealed record SchemeVector(string Scheme, string Secret, string? Nonce, IReadOnlyList<StepVector> Allocations);

internal sealed record StepVector(
    Dictionary<string, string> Levels,
    IReadOnlyList<CellState> Before,
    IReadOnlyList<long> Imbalance,
    IReadOnlyList<string> Probabilities,
    SchemeDraw? Draw,
    string? Arm,
    int Share);

internal sealed record KeyVector(string Secret, string Nonce, string Key);

internal sealed record SlotVector(string Scheme, string Secret, string Site, int Number, string Arm, int Share, IReadOnlyList<string> Probabilities, SchemeDraw Draw);

internal sealed record LedgerVector(string Secret, IReadOnlyList<string> Lines);

internal sealed record ListVector(
    string Secret,
    IReadOnlyList<string> Arms,
    IReadOnlyList<string> Factors,
    IReadOnlyList<RowVector> Rows,
    string Digest,
    string Root,
    IReadOnlyList<PieceVector> Pieces,
    string LastPiece);

internal sealed record RowVector(IReadOnlyList<string> Levels, string Arm);

internal sealed record PieceVector(string Start, string Content, string Path);

internal sealed record ClusterVector(
    string Scheme,
    string Secret,
    string Allocations,
    int Considered,
    int Acceptable,
    double Score,
    double Limit,
    double Best,
    IReadOnlyList<string> ArmOfCluster,
    int Value,
    IReadOnlyList<IReadOnlyList<string>> Probabilities);
