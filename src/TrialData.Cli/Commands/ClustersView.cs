using System.Globalization;
using System.Numerics;
using TrialData.Application.Allocation.Clusters;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

internal static class ClustersView
{
    private const int PairsShown = 20;

    public static void Show(AssessedClusters assessed)
    {
        Columns.Write([
            ["Clusters", Invariant($"{assessed.Clusters.Count} in {Counted.Of(assessed.Areas, "area")}, {assessed.Arms} arms")],
            ["Allocations", $"{Grouped(assessed.Allocations)} with equal numbers within areas as far as possible"],
            ["Looked at", assessed.IsEnumerated ? Invariant($"all {assessed.Considered:N0}") : Invariant($"a sample of {assessed.Considered:N0}; the trial's own sample is another, drawn from its secret")],
            ["Acceptable", Invariant($"{assessed.Acceptable:N0}")],
            ["Balance score", Invariant($"best {assessed.BestScore:0.######}, cut-off {assessed.CutOff:0.######}, worst {assessed.WorstScore:0.######}")],
        ]);
        if (assessed.Pairs.Count > 0)
        {
            ShowCovariates(assessed);
            ShowPairs(assessed);
        }

        foreach (var warning in assessed.Warnings)
        {
            Screen.Line($"Warning: {Shown.Prose(warning.Text)}");
        }
    }

    public static void Show(AllocatedClusters allocated)
    {
        Screen.Line(Invariant($"All {allocated.Clusters} clusters are allocated: one of {allocated.Acceptable:N0} acceptable allocations, of {allocated.Considered:N0} looked at."));
        Screen.Line("Whoever may see allocations lists the arms: trialdata allocation clusters.");
    }

    public static void Show(ListedClusters listed) => Columns.Write([
        ["Cluster", "Name", "Site", "Arm"],
        .. listed.Clusters.Select(each => new[] { each.Cluster, Shown.Text(each.Name), each.Site, $"{each.Arm} ({each.ArmLabel})" }),
    ]);

    private static void ShowCovariates(AssessedClusters assessed)
    {
        var table = Screen.Table("Largest difference between the means of two arms", "Covariate", "Weight", "SD", "Acceptable: mean", "largest", "Looked at: mean", "largest");
        foreach (var each in assessed.Covariates)
        {
            table.Row(
                each.Name, Invariant($"{each.Weight}"), Number(each.StandardDeviation), Number(each.Mean), Number(each.Largest), Number(each.MeanConsidered), Number(each.LargestConsidered));
        }

        Screen.Out.Write(table);
    }

    private static void ShowPairs(AssessedClusters assessed)
    {
        var (least, most) = (assessed.Pairs.MinBy(pair => pair.Acceptable)!, assessed.Pairs.MaxBy(pair => pair.Acceptable)!);
        Screen.Line(Invariant($"Two clusters share an arm in {Share(least)} ({Names(least)}) to {Share(most)} ({Names(most)}) of the acceptable allocations."));
        ShowFixed("Always together", assessed.AlwaysTogether);
        ShowFixed("Never together", assessed.NeverTogether);
    }

    private static void ShowFixed(string title, IReadOnlyList<AssessedPair> pairs)
    {
        var named = string.Join("; ", pairs.Take(PairsShown).Select(pair => Names(pair) + (pair.IsByArea ? ", by their area" : string.Empty)));
        Screen.Line($"{title}: {(pairs.Count == 0 ? "no pair" : named)}{(pairs.Count > PairsShown ? Invariant($" and {pairs.Count - PairsShown} more; --json lists them") : string.Empty)}.");
    }

    private static string Names(AssessedPair pair) => $"{Shown.Text(pair.First)} and {Shown.Text(pair.Second)}";

    private static string Share(AssessedPair pair) => Invariant($"{pair.Acceptable * 100:0.0} %");

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Grouped(string number) => BigInteger.Parse(number, CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture);
}
