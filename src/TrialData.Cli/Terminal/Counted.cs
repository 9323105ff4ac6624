using static System.FormattableString;

namespace TrialData.Cli.Terminal;

/// <summary>Numbers of things in words: <c>1 visit</c>, <c>2 visits</c>.</summary>
internal static class Counted
{
    public static string Of(long count, string one) => Invariant($"{count} {one}{(count == 1 ? string.Empty : "s")}");
}
