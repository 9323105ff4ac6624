namespace TrialData.Randomisation;

/// <summary>How unbalanced simulated trials were, in participants (see <see cref="AssessmentResult"/>).</summary>
/// <param name="Mean">Mean over the trials.</param>
/// <param name="Percentile95">95 % of the trials have at most this.</param>
/// <param name="Largest">Largest over the trials.</param>
public sealed record ImbalanceSummary(double Mean, double Percentile95, double Largest);

/// <summary>The imbalance among the participants of one level.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Level">The level.</param>
/// <param name="Imbalance">The imbalance at the end.</param>
public sealed record LevelImbalance(string Factor, string Level, ImbalanceSummary Imbalance);

/// <summary>What a design is like before anybody was randomised by it.</summary>
/// <remarks>
/// <para>
/// Imbalance is the largest difference between arms in participants per unit of ratio (ratios in lowest terms): for 1:1 simply the
/// difference, for 2:1 |n₁ ⁄ 2 − n₂|.
/// </para>
/// <para>
/// Guesses follow the convergence strategy (Blackwell D, Hodges JL (1957), Annals of Mathematical Statistics 28:449-460): staff guess
/// the arm that has fewest of their site's past participants for its ratio; among several the one with the largest share, and by a fair coin
/// among those of one share. They know the past arms of their own site alone.
/// </para>
/// </remarks>
/// <param name="GuessRate">Share of allocations that are guessed right.</param>
/// <param name="GuessRateError">Its Monte Carlo standard error; 0 for a single trial.</param>
/// <param name="ChanceRate">Share that is guessed right by always naming the arm with the largest ratio.</param>
/// <param name="GuessLimit">The share that a warning is given above: by chance and a tenth of all.</param>
/// <param name="Overall">Imbalance of the whole trial at its end.</param>
/// <param name="OverallWorst">Largest imbalance of the whole trial at any time.</param>
/// <param name="LargestSite">Imbalance at the end of the site that has most.</param>
/// <param name="SumOfMargins">Imbalances at the end summed over the levels of all factors.</param>
/// <param name="LargestMargin">Imbalance at the end of the level that has most, over all factors.</param>
/// <param name="Levels">Imbalance at the end of each level.</param>
/// <param name="ArmShares">For each participant in order of entry, the share of trials that gave each arm.</param>
/// <param name="LossInParticipants">
/// Of two arms 1:1: mean of (difference)² ⁄ participants, the number of participants whose information an unadjusted comparison loses
/// to imbalance (Atkinson AC (2002), Journal of the Royal Statistical Society A 165:349-373, without covariates); null otherwise.
/// </param>
/// <param name="RefusedShare">Share of participants who found no place left, as in a random allocation rule whose strata were planned too small.</param>
/// <param name="Warnings">What a statistician should think about before the design is sealed; empty if nothing.</param>
public sealed record AssessmentResult(
    double GuessRate,
    double GuessRateError,
    double ChanceRate,
    double GuessLimit,
    ImbalanceSummary Overall,
    ImbalanceSummary OverallWorst,
    ImbalanceSummary LargestSite,
    ImbalanceSummary SumOfMargins,
    ImbalanceSummary LargestMargin,
    IReadOnlyList<LevelImbalance> Levels,
    IReadOnlyList<IReadOnlyList<double>> ArmShares,
    double? LossInParticipants,
    double RefusedShare,
    IReadOnlyList<DesignWarning> Warnings);

/// <summary>Something to think about.</summary>
/// <param name="Code">Stable code: <c>guessable</c>, <c>strata-too-small</c>, <c>hardly-by-chance</c>.</param>
/// <param name="Text">What it is, with the figure.</param>
public sealed record DesignWarning(string Code, string Text);
