using System.Text.Json;

namespace TrialData.Cli.Terminal;

/// <summary>Values of an enumeration as people write them at the command line: <c>lost-to-follow-up</c>.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>For reading alone: <c>lost to follow up</c>.</summary>
    public static string Said<T>(T value)
        where T : struct, Enum => Of(value).Replace('-', ' ');

    public static string[] All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Of).ToArray();

    public static T Parse<T>(string word)
        where T : struct, Enum => Enum.GetValues<T>().Single(value => string.Equals(Of(value), word, StringComparison.OrdinalIgnoreCase));
}
