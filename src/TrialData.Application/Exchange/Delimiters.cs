namespace TrialData.Application.Exchange;

/// <summary>What can part the fields of a file.</summary>
internal static class Delimiters
{
    private const string Known = ",;\t|";

    /// <summary>In words: what seems to part the fields, where a header of several columns looks like one; null where none does.</summary>
    /// <param name="delimiter">What should have parted them.</param>
    /// <param name="names">Columns that the file should have.</param>
    public static string? Mistaken(string[] header, char delimiter, IReadOnlySet<string> names)
    {
        if (header is not [var only] || names.Contains(only))
        {
            return null;
        }

        // One name could stand in a longer one by chance.
        var needed = Math.Min(names.Count, 2);
        return Known
            .Where(other => other != delimiter && needed > 0 && only.Split(other).Select(name => name.Trim('"')).Count(names.Contains) >= needed)
            .Select(Named)
            .FirstOrDefault();
    }

    public static string Named(char delimiter) => delimiter == '\t' ? "tabs" : $"'{delimiter}'";
}
