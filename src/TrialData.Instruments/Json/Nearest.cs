namespace TrialData.Instruments.Json;

/// <summary>Finds the name somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>The candidate closest to a mistyped name, or null when none is close.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What could have been written.</param>
    /// <returns>
    /// The candidate with the smallest edit distance, upper and lower case counting as equal; the first of equals. Close means at
    /// most one edit in three characters of the longer name, and at least one edit is always allowed.
    /// </returns>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);

        return candidates
            .Select(candidate => (Name: candidate, Edits: Edits(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(candidate => candidate.Edits <= Math.Max(1, Math.Max(name.Length, candidate.Name.Length) / 3)
                && candidate.Edits < Math.Max(name.Length, candidate.Name.Length))
            .MinBy(candidate => candidate.Edits)
            .Name;
    }

    // Levenshtein (1966), one row at a time.
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substitution = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
