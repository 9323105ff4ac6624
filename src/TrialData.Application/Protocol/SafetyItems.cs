namespace TrialData.Application.Protocol;

/// <summary>The items by which an entry of a safety log says whether, and until when, it must be reported.</summary>
public static class SafetyItems
{
    public const string Seriousness = "seriousness";
    public const string Causality = "causality";
    public const string Expected = "expected";
    public const string KnownOn = "known_on";

    public static IReadOnlyList<string> All { get; } = [Seriousness, Causality, Expected, KnownOn];
}
