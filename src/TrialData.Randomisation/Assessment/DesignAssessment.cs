using System.Globalization;

namespace TrialData.Randomisation;

/// <summary>Simulates trials under a design: balance against predictability, before it is sealed.</summary>
/// <remarks>Each trial has a stream of its own (<see cref="SimulationStream"/>), so the result depends on the plan alone, not on cores or order.</remarks>
public static class DesignAssessment
{
    // Guess rates this far above chance are worth a warning: 60 % where two arms are equal.
    private const double GuessableAboveChance = 0.1;

    // Trials are handed to cores in portions that are large against the cost of handing out.
    private const int Portion = 50;

    /// <summary>Simulates.</summary>
    /// <param name="plan">What to simulate.</param>
    /// <param name="progress">Takes the share of trials that are done, from 0 to 1; from any thread.</param>
    /// <param name="cores">On how many cores; null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentException">The plan has faults; <see cref="AssessmentPlan.Check"/> gives them as values.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static AssessmentResult Run(AssessmentPlan plan, IProgress<double>? progress = null, int? cores = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Check() is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join('\n', faults), nameof(plan));
        }

        var gate = new Lock();
        var total = new AssessmentWorker(plan).Tally;
        var done = 0;
        var portions = (plan.Simulations + Portion - 1) / Portion;
        Parallel.For(
            0,
            portions,
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = cores ?? -1 },
            () => new AssessmentWorker(plan),
            (portion, _, worker) =>
            {
                var first = portion * Portion;
                var count = Math.Min(Portion, plan.Simulations - first);
                worker.Simulate(first, count);
                progress?.Report((double)Interlocked.Add(ref done, count) / plan.Simulations);
                return worker;
            },
            worker =>
            {
                lock (gate)
                {
                    total.Add(worker.Tally);
                }
            });
        return ResultOf(plan, total);
    }

    private static AssessmentResult ResultOf(AssessmentPlan plan, AssessmentTally tally)
    {
        var guessed = (double)tally.Guessed / AssessmentTally.GuessUnit / Math.Max(1, tally.Allocated);
        var chance = (double)plan.Design.Arms.Max(arm => arm.Ratio) / plan.Design.Arms.Sum(arm => arm.Ratio);
        var refused = 1 - ((double)tally.Allocated / ((double)plan.Participants * plan.Simulations));
        return new AssessmentResult(
            guessed,
            GuessRateError(tally),
            chance,
            chance + GuessableAboveChance,
            tally.Overall.Summary(tally.Unit),
            tally.OverallWorst.Summary(tally.Unit),
            tally.LargestSite.Summary(tally.Unit),
            tally.SumOfMargins.Summary(tally.Unit),
            tally.LargestMargin.Summary(tally.Unit),
            [.. plan.Factors.SelectMany(factor => factor.Levels.Select(level => (factor.Name, level.Level)))
                .Zip(tally.Levels, (level, imbalance) => new LevelImbalance(level.Name, level.Level, imbalance.Summary(tally.Unit)))],
            [.. tally.Given.Chunk(plan.Design.Arms.Count).Select(given => (IReadOnlyList<double>)[.. given.Select(count => (double)count / tally.Trials)])],
            DesignChecks.TwoEqualArms(plan.Design.Arms).Any() ? null : (double)tally.SquaredDifferences / tally.Allocated,
            refused,
            [.. Warnings(guessed, chance + GuessableAboveChance, refused), .. DesignWarnings.Of(plan.Design)]);
    }

    private static double GuessRateError(AssessmentTally tally)
    {
        if (tally.Trials < 2 || tally.Allocated == 0)
        {
            return 0;
        }

        var mean = (double)tally.Guessed / tally.Trials;
        var variance = (((double)tally.GuessedSquared / tally.Trials) - (mean * mean)) * tally.Trials / (tally.Trials - 1);
        return Math.Sqrt(Math.Max(0, variance) / tally.Trials) / AssessmentTally.GuessUnit / ((double)tally.Allocated / tally.Trials);
    }

    private static IEnumerable<DesignWarning> Warnings(double guessed, double limit, double refused)
    {
        if (guessed > limit)
        {
            yield return new DesignWarning("guessable", string.Create(
                CultureInfo.InvariantCulture,
                $"Staff who keep a record of their own site guess {guessed:P1} of allocations; more than {100 * limit:0.#} % is a risk of selection bias wherever the arm is known afterwards."));
        }

        if (refused > 0)
        {
            yield return new DesignWarning("strata-too-small", string.Create(
                CultureInfo.InvariantCulture, $"{refused:P2} of participants find no place left in their stratum."));
        }
    }
}
