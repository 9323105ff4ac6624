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
            .OrderBy(candidate => candidate.Edits)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    // Optimal string alignment: insert, delete, replace, or swap two neighbours (Damerau 1964).
    private static int Edits(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                var replaced = edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(replaced, 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}
