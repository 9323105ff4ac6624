namespace TrialData.Storage.Ports;

/// <summary>Engines compare letters differently; a key in one spelling makes them agree.</summary>
internal static class NameKeys
{
    public static string Of(string name) => name.Normalize().ToUpperInvariant();
}
