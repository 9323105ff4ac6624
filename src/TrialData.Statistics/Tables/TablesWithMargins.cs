namespace TrialData.Statistics;

/// <summary>All tables with given margins, as a network: a node is what the rows have left before a column.</summary>
/// <remarks>A table's probability falls as Σ log x! over its cells grows; that sum is its length here.</remarks>
internal sealed class TablesWithMargins
{
    // A probability within 1e-7 of the observed one is a tie.
    private const double Tie = 1e-7;

    // Pasts whose lengths differ by less are one.
    private const double SamePast = 1e-10;

    private const long MostSteps = 20_000_000;

    private readonly int[] columns;
    private readonly Dictionary<string, Reach>[] reaches;
    private readonly int[] rows;
    private long steps;

    internal TablesWithMargins(int[] rows, int[] columns)
    {
        this.columns = [.. columns.OrderDescending()];
        this.rows = [.. rows.Order()];
        reaches = [.. this.columns.Select(_ => new Dictionary<string, Reach>(StringComparer.Ordinal))];
    }

    internal static ArgumentOutOfRangeException TooMany(long total) => new(
        nameof(total), total, "The margins allow too many tables for the exact test; of a table as large as this the chi-squared test is as good.");

    /// <summary>The probability of all tables at least as long as the observed one.</summary>
    internal double ShareAsRareAs(double observed)
    {
        var least = observed - Tie;
        var nodes = new Dictionary<string, Node>(StringComparer.Ordinal) { [KeyOf(rows)] = new Node(rows, []) };
        nodes[KeyOf(rows)].Add(0, 1);
        var share = 0.0;
        for (var column = 0; column < columns.Length; column++)
        {
            var next = new Dictionary<string, Node>(StringComparer.Ordinal);
            foreach (var node in nodes.Values)
            {
                var reach = ReachFrom(column, node.Left);
                var open = new List<(double Length, double Ways)>();
                foreach (var (length, ways) in node.Pasts)
                {
                    if (length + reach.Shortest >= least)
                    {
                        share += ways * Math.Exp(LogOfAll(column, node.Left) - length);
                    }
                    else if (length + reach.Longest >= least)
                    {
                        open.Add((length, ways));
                    }
                }

                if (open.Count > 0)
                {
                    Fill(column, node.Left, (left, added) => GoOn(next, left, open, added));
                }
            }

            nodes = next;
        }

        return Math.Min(1, share);
    }

    private static void GoOn(Dictionary<string, Node> next, int[] left, List<(double Length, double Ways)> pasts, double added)
    {
        var sorted = (int[])left.Clone();
        Array.Sort(sorted);
        var key = KeyOf(sorted);
        if (!next.TryGetValue(key, out var node))
        {
            next.Add(key, node = new Node(sorted, []));
        }

        foreach (var (length, ways) in pasts)
        {
            node.Add(length + added, ways);
        }
    }

    // The logarithm of the probability of all completions, were the length before them 0.
    private double LogOfAll(int column, int[] left)
    {
        var log = LogFactorial.Of(left.Sum());
        foreach (var row in left)
        {
            log -= LogFactorial.Of(row);
        }

        for (var i = 0; i < column; i++)
        {
            log += LogFactorial.Of(columns[i]);
        }

        foreach (var row in rows)
        {
            log += LogFactorial.Of(row);
        }

        return log - LogFactorial.Of(rows.Sum());
    }

    private Reach ReachFrom(int column, int[] left)
    {
        if (column == columns.Length - 1)
        {
            var length = left.Sum(LogFactorial.Of);
            return new Reach(length, length);
        }

        var key = KeyOf(left);
        if (reaches[column].TryGetValue(key, out var known))
        {
            return known;
        }

        var (shortest, longest) = (double.PositiveInfinity, double.NegativeInfinity);
        Fill(column, left, (rest, added) =>
        {
            var sorted = (int[])rest.Clone();
            Array.Sort(sorted);
            var reach = ReachFrom(column + 1, sorted);
            (shortest, longest) = (Math.Min(shortest, added + reach.Shortest), Math.Max(longest, added + reach.Longest));
        });
        return reaches[column][key] = new Reach(shortest, longest);
    }

    /// <summary>Every way to give the column's total to the rows: what they have left after it, and the length that it adds.</summary>
    private void Fill(int column, int[] left, Action<int[], double> take)
    {
        var rest = (int[])left.Clone();
        var room = new int[left.Length + 1];
        for (var row = left.Length - 1; row >= 0; row--)
        {
            room[row] = room[row + 1] + left[row];
        }

        Give(0, columns[column], 0);

        void Give(int row, int total, double length)
        {
            if (row == left.Length)
            {
                if (++steps > MostSteps)
                {
                    throw TooMany(rows.Sum());
                }

                take(rest, length);
                return;
            }

            for (var x = Math.Max(0, total - room[row + 1]); x <= Math.Min(left[row], total); x++)
            {
                rest[row] = left[row] - x;
                Give(row + 1, total - x, length + LogFactorial.Of(x));
            }

            rest[row] = left[row];
        }
    }

    private static string KeyOf(int[] left) => string.Join(',', left);

    /// <summary>The shortest and the longest completion.</summary>
    private readonly record struct Reach(double Shortest, double Longest);

    /// <summary>What the rows have left, and the lengths by which one comes there, each with the number of ways.</summary>
    private sealed record Node(int[] Left, Dictionary<long, (double Length, double Ways)> ByLength)
    {
        internal IEnumerable<(double Length, double Ways)> Pasts => ByLength.Values;

        internal void Add(double length, double ways)
        {
            var key = (long)Math.Round(length / SamePast);
            ByLength[key] = ByLength.TryGetValue(key, out var same) ? (same.Length, same.Ways + ways) : (length, ways);
        }
    }
}
