using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Factors as they are shown to those who enrol: in order of name, as the order of a design would tell of it.</summary>
internal static class FactorsByName
{
    public static List<string> NamesOf(SchemeDesign design) => design.Factors.Select(factor => factor.Name).Order(StringComparer.Ordinal).ToList();

    public static List<KeyValuePair<string, string>> LevelsOf(IEnumerable<KeyValuePair<string, string>> levels) =>
        levels.OrderBy(level => level.Key, StringComparer.Ordinal).ToList();

    public static string InOneText(IEnumerable<KeyValuePair<string, string>> levels) =>
        string.Join('|', LevelsOf(levels).Select(level => $"{level.Key}={level.Value}"));
}
