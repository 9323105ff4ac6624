using TrialData.Testing;

namespace TrialData.Randomisation.Tests;

public sealed class A_design_under_assessment
{
    private static readonly AssessedFactor[] SixSites =
    [
        AssessedFactor.Even("site", "S1", "S2", "S3", "S4", "S5", "S6"),
        AssessedFactor.Even("severity", "low", "high"),
        AssessedFactor.Even("employment", "yes", "no"),
    ];

    private static readonly AssessedFactor[] ThreeSeverities = [SixSites[0], AssessedFactor.Even("severity", "low", "middle", "high"), SixSites[2]];

    // randomizeR, 2 arms, N = 100, 2000 sequences: correct guesses of the convergence strategy, and mean of the largest imbalance.
    public static TheoryData<string, double, double> OneSequence => new()
    {
        { "coin", 0.500, 12 },
        { "blocks 2", 0.750, 1 },
        { "blocks 4", 0.709, 2 },
        { "blocks 2,4", 0.722, 2 },
        { "blocks 2,4,6", 0.701, 2.6 },
        { "blocks 4,6,8", 0.679, 3 },
        { "biased coin 2/3", 0.623, 5.2 },
        { "big stick 3", 0.582, 3 },
        { "big stick 4", 0.560, 4 },
        { "maximal 3", 0.628, 3 },
    };

    // 600 participants, six sites, severity of three levels, employment of two, all even; staff know their site's past arms only. 400
    // simulated trials of another program, which did not print how many levels severity had: with three, all its figures come out.
    public static TheoryData<string, double, double, double, double> SixSiteTrials => new()
    {
        { "coin", 0.500, 19.1, 24.7, 0.01 },
        { "blocks 4 by site", 0.706, 1.7, 16.6, 0.01 },
        { "blocks 2,4,6 by site", 0.701, 1.8, 16.8, 0.01 },
        { "blocks 4 by all", 0.585, 4.4, 5.5, 0.01 },
        { "blocks 2,4,6 by all", 0.580, 4.7, 5.8, 0.01 },
        { "minimisation 1.0", 0.686, 0.6, 2.0, 0.02 },
        { "minimisation 0.9", 0.654, 0.9, 2.8, 0.02 },
        { "minimisation 0.8", 0.620, 1.5, 4.0, 0.02 },
        { "minimisation 0.7", 0.583, 2.3, 6.2, 0.02 },
        { "minimisation 0.8 without site", 0.507, 1.3, 14.4, 0.02 },
    };

    // As above with two levels of severity.
    public static TheoryData<string, double, double> TwoLevelTrials => new()
    {
        { "coin", 0.50, 0.01 },
        { "blocks 4 by site", 0.706, 0.01 },
        { "blocks 2,4,6 by site", 0.701, 0.01 },
        { "minimisation 0.8", 0.62, 0.02 },
        { "minimisation 0.8 without site", 0.507, 0.02 },
    };

    [Theory, MemberData(nameof(OneSequence))]
    public void Is_as_guessable_and_unbalanced_as_another_program_found(string name, double guesses, double imbalance)
    {
        var result = DesignAssessment.Run(new AssessmentPlan(Named(name, []), 100, Depth.Times(4000), []));

        Assert.InRange(result.GuessRate, guesses - 0.01, guesses + 0.01);
        Assert.InRange(result.OverallWorst.Mean, imbalance - 0.6, imbalance + 0.6);
    }

    [Theory, MemberData(nameof(SixSiteTrials))]
    public void Is_as_guessable_at_its_sites_as_another_program_found(string name, double guesses, double overall, double margin, double tolerance)
    {
        var result = DesignAssessment.Run(new AssessmentPlan(Named(name, ["site", "severity", "employment"]), 600, Depth.Times(1000), ThreeSeverities, "site"));

        Assert.InRange(result.GuessRate, guesses - tolerance, guesses + tolerance);

        // The other program's 400 trials leave a standard error of up to 0.7 (a coin's |difference| has a standard deviation of 14.8).
        Assert.InRange(result.Overall.Mean, overall - Math.Max(0.5, overall / 10), overall + Math.Max(0.5, overall / 10));
        Assert.InRange(result.LargestMargin.Mean, margin - Math.Max(0.5, margin / 10), margin + Math.Max(0.5, margin / 10));
        Assert.Equal(result.GuessRate > 0.6, result.Warnings.Any(warning => warning.Code == "guessable"));
    }

    [Theory, MemberData(nameof(TwoLevelTrials))]
    public void Is_as_guessable_as_the_figures_for_two_levels_say(string name, double guesses, double tolerance)
    {
        var result = DesignAssessment.Run(new AssessmentPlan(Named(name, ["site", "severity", "employment"]), 600, Depth.Times(1000), SixSites, "site"));

        Assert.InRange(result.GuessRate, guesses - tolerance, guesses + tolerance);
    }

    [Fact]
    public void Gives_the_same_result_on_any_number_of_cores_and_another_for_another_seed()
    {
        var plan = new AssessmentPlan(Named("minimisation 0.8", ["site", "severity", "employment"]), 120, 333, SixSites, "site", Seed: 9);
        var one = DesignAssessment.Run(plan, cores: 1);
        var four = DesignAssessment.Run(plan, cores: 4);

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(one), System.Text.Json.JsonSerializer.Serialize(four));
        Assert.NotEqual(one.GuessRate, DesignAssessment.Run(plan with { Seed = 10 }).GuessRate);
    }

    // A coin has independent halves: the mean of |difference| of n coins is near √(2n/π), and (difference)²/n has mean 1.
    [Fact]
    public void Counts_what_theory_says_of_a_coin()
    {
        var result = DesignAssessment.Run(new AssessmentPlan(Named("coin", []), 400, Depth.Times(4000), SixSites, "site"));

        Assert.InRange(result.Overall.Mean, 15.96 - 0.8, 15.96 + 0.8);
        Assert.InRange(result.LossInParticipants!.Value, 0.9, 1.1);
        Assert.InRange(result.GuessRate, 0.5 - (4 * result.GuessRateError), 0.5 + (4 * result.GuessRateError));
        Assert.All(result.ArmShares, shares => Assert.Equal(1, shares.Sum(), 1e-12));
        Assert.Equal(10, result.Levels.Count);
        Assert.InRange(result.SumOfMargins.Mean, result.LargestMargin.Mean, 10 * result.LargestMargin.Mean);
    }

    [Fact]
    public void Says_how_many_find_no_place()
    {
        var result = DesignAssessment.Run(new AssessmentPlan(new RandomAllocationRule(Designs.Equal, [], 60), 100, 100, []));

        Assert.Equal(0.4, result.RefusedShare, 1e-12);
        Assert.Equal(0, result.Overall.Largest);
        Assert.Contains(result.Warnings, warning => warning.Code == "strata-too-small");
    }

    [Fact]
    public void Counts_unequal_ratios_by_participants_per_unit()
    {
        var result = DesignAssessment.Run(new AssessmentPlan(new PermutedBlockScheme(Designs.TwoToOne, [], [3]), 300, 200, []));

        Assert.Equal((0, 1), (result.Overall.Largest, result.OverallWorst.Largest));
        Assert.Equal(2.0 / 3, result.ChanceRate, 1e-12);
        Assert.Null(result.LossInParticipants);
    }

    // AAB, ABA and BAA, each guessed at A first, are guessed right 2, 3 and 2 times of 3: 7 of 9.
    [Fact]
    public void Guesses_the_larger_arm_on_ties()
    {
        var blocks = DesignAssessment.Run(new AssessmentPlan(new PermutedBlockScheme(Designs.TwoToOne, [], [3]), 300, 400, []));
        var three = DesignAssessment.Run(new AssessmentPlan(new PermutedBlockScheme(Designs.Three, [], [3]), 300, 400, []));

        Assert.InRange(blocks.GuessRate, (7 / 9.0) - (4 * blocks.GuessRateError), (7 / 9.0) + (4 * blocks.GuessRateError));
        Assert.InRange(blocks.GuessRateError, 0.0001, 0.002);
        Assert.Equal(2 / 3.0, blocks.ChanceRate, 1e-12);
        Assert.Equal(23 / 30.0, blocks.GuessLimit, 1e-12);
        Assert.Contains("more than 76.7 %", Assert.Single(blocks.Warnings, warning => warning.Code == "guessable").Text, StringComparison.Ordinal);

        // Of three equal arms by a coin 1/3, 1/2 and 1, whichever order they come in.
        Assert.Equal(11 / 18.0, three.GuessRate, 1e-12);
    }

    [Fact]
    public void Reports_progress_and_can_be_stopped()
    {
        var plan = new AssessmentPlan(Named("coin", []), 100, 500, []);
        var reported = new Reported();
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        DesignAssessment.Run(plan, reported);

        Assert.Equal(1.0, reported.Values.Max());
        Assert.Equal(10, reported.Values.Count);
        Assert.ThrowsAny<OperationCanceledException>(() => DesignAssessment.Run(plan, cancellation: stop.Token));
    }

    [Fact]
    public void Is_refused_with_every_fault_of_the_plan()
    {
        var plan = new AssessmentPlan(
            Designs.Minimised(Designs.Equal, ImbalanceMeasure.Range, 0.8m), 0, 1, [AssessedFactor.Even("severity", "low", "mild"), new("employment", [new("yes", 0)])], "ward");

        Assert.Equal(
            ["participants", "factors[0].levels[1].level", "factors[1].levels[0].share", "factors", "siteFactor"],
            plan.Check().Select(fault => fault.Place));
        Assert.Throws<ArgumentException>(() => DesignAssessment.Run(plan));
        Assert.Contains("fixed", new AssessmentPlan(
            new UploadedList(Designs.Equal, [], [new ListRow(new Dictionary<string, string>(), "POD")], "", isInPieces: true), 10, 1, []).Check().Single().Reason, StringComparison.Ordinal);
    }

    private static SchemeDesign Named(string name, string[] factors)
    {
        Factor[] Strata() => name switch
        {
            _ when name.EndsWith("by site", StringComparison.Ordinal) => [Designs.Site],
            _ when name.EndsWith("by all", StringComparison.Ordinal) => [Designs.Site, new Factor("severity", []), Designs.Employment],
            _ => [],
        };
        var words = name.Split(' ');
        decimal Number() => decimal.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
        return words[0] switch
        {
            "coin" => new CompleteRandomisation(Designs.Equal),
            "blocks" => new PermutedBlockScheme(Designs.Equal, Strata(), [.. words[1].Split(',').Select(size => int.Parse(size, System.Globalization.CultureInfo.InvariantCulture))]),
            "biased" => new BiasedCoin(Designs.Equal, [], 0.6667m),
            "big" => new BigStick(Designs.Equal, [], words[2][0] - '0'),
            "maximal" => new MaximalProcedure(Designs.Equal, [], 100, 3),
            _ => new Minimisation(
                Designs.Equal,
                [.. factors.Where(factor => factor != "site" || !name.EndsWith("without site", StringComparison.Ordinal)).Select(factor => new WeightedFactor(factor, [], 1))],
                new MinimisationRule(ImbalanceMeasure.Range, Number(), AllowsDeterministic: Number() == 1)),
        };
    }

    private sealed class Reported : IProgress<double>
    {
        internal System.Collections.Concurrent.ConcurrentBag<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
