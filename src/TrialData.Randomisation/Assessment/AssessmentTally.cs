namespace TrialData.Randomisation;

/// <summary>What is counted over simulated trials. All in whole numbers, so that the order of adding up does not matter.</summary>
internal sealed class AssessmentTally
{
    // Makes the credit for a guess among m arms a whole number, for each m up to 16.
    internal const int GuessUnit = 720_720;

    private readonly int[] perUnit;
    private readonly int siteFactor;
    private readonly int[] levelStart;
    private readonly int arms;
    private readonly int[] ofLevel;
    private readonly int[] ofSite;
    private readonly int[] ofTrial;

    /// <param name="ratios">Ratios in lowest terms.</param>
    /// <param name="levelCounts">How many levels each factor has.</param>
    /// <param name="siteFactor">The factor whose staff guess; −1 if all staff know everything.</param>
    internal AssessmentTally(int[] ratios, int[] levelCounts, int siteFactor, int participants)
    {
        arms = ratios.Length;
        Unit = (int)Fractions.LeastCommonMultiple(ratios);
        perUnit = [.. ratios.Select(ratio => Unit / ratio)];
        this.siteFactor = siteFactor;
        levelStart = [.. levelCounts.Select((_, factor) => levelCounts.Take(factor).Sum())];
        ofLevel = new int[levelCounts.Sum() * arms];
        ofSite = new int[(siteFactor < 0 ? 1 : levelCounts[siteFactor]) * arms];
        ofTrial = new int[arms];
        Given = new long[participants * arms];
        Levels = [.. Enumerable.Range(0, levelCounts.Sum()).Select(_ => new Histogram())];
    }

    /// <summary>Imbalances are counted in this part of a participant.</summary>
    internal int Unit { get; }

    /// <summary>How often each arm was given to each participant in order of entry.</summary>
    internal long[] Given { get; }

    internal long Trials { get; private set; }

    internal long Allocated { get; private set; }

    /// <summary>Right guesses, each as <see cref="GuessUnit"/>.</summary>
    internal Int128 Guessed { get; private set; }

    internal Int128 GuessedSquared { get; private set; }

    /// <summary>Of two arms: squared differences, over participants.</summary>
    internal Int128 SquaredDifferences { get; private set; }

    internal Histogram Overall { get; } = new();

    internal Histogram OverallWorst { get; } = new();

    internal Histogram LargestSite { get; } = new();

    internal Histogram SumOfMargins { get; } = new();

    internal Histogram LargestMargin { get; } = new();

    internal Histogram[] Levels { get; }

    /// <summary>Counts a whole trial.</summary>
    /// <param name="levels">The levels of all participants.</param>
    /// <param name="given">The arm of each; −1 if there was no place left.</param>
    internal void Take(ReadOnlySpan<int> levels, ReadOnlySpan<int> given)
    {
        Array.Clear(ofLevel);
        Array.Clear(ofSite);
        Array.Clear(ofTrial);
        var (guessed, worst) = (0L, 0);
        for (var participant = 0; participant < given.Length; participant++)
        {
            var arm = given[participant];
            if (arm < 0)
            {
                continue;
            }

            var own = levels.Slice(participant * levelStart.Length, levelStart.Length);
            var site = ofSite.AsSpan(siteFactor < 0 ? 0 : own[siteFactor] * arms, arms);
            guessed += Credit(site, arm);
            site[arm]++;
            ofTrial[arm]++;
            Given[(participant * arms) + arm]++;
            for (var factor = 0; factor < own.Length; factor++)
            {
                ofLevel[((levelStart[factor] + own[factor]) * arms) + arm]++;
            }

            worst = Math.Max(worst, Imbalance(ofTrial));
        }

        Close(guessed, worst);
    }

    /// <summary>Adds what another has counted.</summary>
    internal void Add(AssessmentTally other)
    {
        (Trials, Allocated) = (Trials + other.Trials, Allocated + other.Allocated);
        (Guessed, GuessedSquared) = (Guessed + other.Guessed, GuessedSquared + other.GuessedSquared);
        SquaredDifferences += other.SquaredDifferences;
        for (var i = 0; i < Given.Length; i++)
        {
            Given[i] += other.Given[i];
        }

        Overall.Add(other.Overall);
        OverallWorst.Add(other.OverallWorst);
        LargestSite.Add(other.LargestSite);
        SumOfMargins.Add(other.SumOfMargins);
        LargestMargin.Add(other.LargestMargin);
        for (var level = 0; level < Levels.Length; level++)
        {
            Levels[level].Add(other.Levels[level]);
        }
    }

    private void Close(long guessed, int worst)
    {
        Trials++;
        Allocated += ofTrial.Sum();
        Guessed += guessed;
        GuessedSquared += (Int128)guessed * guessed;
        long difference = ofTrial[0] - ofTrial[1];
        SquaredDifferences += difference * difference;
        Overall.Take(Imbalance(ofTrial));
        OverallWorst.Take(worst);
        LargestSite.Take(Largest(ofSite));
        var (sum, largest) = (0, 0);
        for (var level = 0; level < Levels.Length; level++)
        {
            var imbalance = Imbalance(ofLevel.AsSpan(level * arms, arms));
            Levels[level].Take(imbalance);
            sum += imbalance;
            largest = Math.Max(largest, imbalance);
        }

        SumOfMargins.Take(sum);
        LargestMargin.Take(largest);
    }

    private int Largest(ReadOnlySpan<int> counts)
    {
        var largest = 0;
        for (var at = 0; at < counts.Length; at += arms)
        {
            largest = Math.Max(largest, Imbalance(counts.Slice(at, arms)));
        }

        return largest;
    }

    private int Imbalance(ReadOnlySpan<int> counts)
    {
        var (least, most) = (int.MaxValue, 0);
        for (var arm = 0; arm < counts.Length; arm++)
        {
            var scaled = counts[arm] * perUnit[arm];
            least = Math.Min(least, scaled);
            most = Math.Max(most, scaled);
        }

        return most - least;
    }

    // On ties the arm with the larger share is named: that is right more often. A coin among m arms of one share is right once in m times; crediting
    // that much needs no coin.
    private int Credit(ReadOnlySpan<int> counts, int arm)
    {
        var own = counts[arm] * perUnit[arm];
        var tied = 0;
        for (var each = 0; each < counts.Length; each++)
        {
            var scaled = counts[each] * perUnit[each];
            if (scaled < own || (scaled == own && perUnit[each] < perUnit[arm]))
            {
                return 0;
            }

            tied += scaled == own && perUnit[each] == perUnit[arm] ? 1 : 0;
        }

        return GuessUnit / tied;
    }
}
