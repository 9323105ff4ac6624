namespace TrialData.Statistics;

/// <summary>The outcomes of one cluster.</summary>
/// <param name="Size">At least 1.</param>
/// <param name="Sum">Of the outcomes.</param>
/// <param name="SquaresWithin">Squared distances from the cluster's mean.</param>
internal readonly record struct ClusterTotals(int Size, double Sum, double SquaresWithin)
{
    internal static List<ClusterTotals> Of(ReadOnlySpan<double> outcomes, ReadOnlySpan<int> clusters)
    {
        if (outcomes.Length != clusters.Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"{outcomes.Length} outcomes and {clusters.Length} clusters: one for each is needed."), nameof(clusters));
        }

        var places = new Dictionary<int, int>();
        var totals = new List<ClusterTotals>();
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (!double.IsFinite(outcomes[i]))
            {
                throw new ArgumentOutOfRangeException(FormattableString.Invariant($"outcomes[{i}]"), outcomes[i], "An outcome is a finite number.");
            }

            if (!places.TryGetValue(clusters[i], out var place))
            {
                places.Add(clusters[i], place = totals.Count);
                totals.Add(default);
            }

            totals[place] = totals[place].With(outcomes[i]);
        }

        return totals;
    }

    // Welford (1962), Technometrics 4:419: no large squares that cancel.
    private ClusterTotals With(double outcome)
    {
        var before = Size == 0 ? 0 : Sum / Size;
        var after = (Sum + outcome) / (Size + 1);
        return new ClusterTotals(Size + 1, Sum + outcome, SquaresWithin + ((outcome - before) * (outcome - after)));
    }
}
