using System.Reflection;

namespace TrialData.Web.Ground;

/// <summary>Which program answers: its version, and the first characters of the commit it was built from.</summary>
internal static class ProgramVersion
{
    private const int CharactersOfCommit = 8;

    public static string Text { get; } = Short(
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "without a version");

    private static string Short(string version) => version.Split('+') is [var number, { Length: > CharactersOfCommit } commit]
        ? $"{number} ({commit[..CharactersOfCommit]})"
        : version;
}
