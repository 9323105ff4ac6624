namespace TrialData.Randomisation;

/// <summary>Draws the levels of simulated participants.</summary>
internal sealed class Population
{
    private const double Words = 1UL << 32;

    // For each factor, a word below the k-th threshold, and below none before, has level k; the last level takes the rest.
    private readonly uint[][] thresholds;

    internal Population(IReadOnlyList<AssessedFactor> factors)
    {
        thresholds = [.. factors.Select(Thresholds)];
    }

    internal int FactorCount => thresholds.Length;

    /// <summary>Draws the levels of all participants of a trial: those of one participant stand together.</summary>
    internal void Draw(SimulationStream stream, Span<int> levels)
    {
        for (var at = 0; at < levels.Length;)
        {
            foreach (var factor in thresholds)
            {
                var word = stream.NextWord();
                var level = 0;
                while (level < factor.Length && word >= factor[level])
                {
                    level++;
                }

                levels[at++] = level;
            }
        }
    }

    private static uint[] Thresholds(AssessedFactor factor)
    {
        var whole = factor.Levels.Sum(level => level.Share);
        var below = 0.0;
        return [.. factor.Levels.SkipLast(1).Select(level => (uint)Math.Min(uint.MaxValue, Math.Round((below += level.Share) / whole * Words)))];
    }
}
