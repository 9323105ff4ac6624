using System.Numerics;

namespace TrialData.Randomisation;

/// <summary>The allocations of clusters that have equal numbers within areas as far as possible, and differ by at most one in all.</summary>
internal sealed class AllocationSpace
{
    private const string SampleCell = "clusters";
    private const long CountersOfAttempt = 1 << 20;

    // So many in a row that were all drawn before mean that there are hardly any others.
    private const int MostRepeats = 10_000;

    // So many are reported at once.
    private const int Portion = 1000;

    private readonly int arms;
    private readonly int[] areaOfCluster;
    private readonly int[] sizeOfArea;

    internal AllocationSpace(int arms, IReadOnlyList<Cluster> clusters)
    {
        this.arms = arms;
        var areas = clusters.Select(cluster => cluster.Area).Distinct(StringComparer.Ordinal).ToList();
        areaOfCluster = [.. clusters.Select(cluster => areas.IndexOf(cluster.Area))];
        sizeOfArea = [.. areas.Select((_, area) => areaOfCluster.Count(each => each == area))];
        Count = Patterns(0, new int[arms], []) * sizeOfArea.Select(Arrangements).Aggregate(BigInteger.Multiply);
    }

    /// <summary>How many there are.</summary>
    internal BigInteger Count { get; }

    /// <summary>All, in order.</summary>
    internal List<byte[]> All()
    {
        var found = new List<byte[]>();
        Extend(new byte[areaOfCluster.Length], 0, new int[sizeOfArea.Length, arms], found);
        return found;
    }

    /// <summary>Different ones, each set equally likely.</summary>
    internal List<byte[]> Sample(IDraws draws, int size, IProgress<double>? progress = null)
    {
        var found = new List<byte[]>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (long attempt = 0, repeats = 0; found.Count < size && repeats < MostRepeats; attempt++)
        {
            var allocation = Draw(draws, attempt * CountersOfAttempt);
            var isNew = seen.Add(string.Create(allocation.Length, allocation, (letters, arm) =>
            {
                for (var i = 0; i < letters.Length; i++)
                {
                    letters[i] = (char)arm[i];
                }
            }));
            repeats = isNew ? 0 : repeats + 1;
            if (isNew)
            {
                found.Add(allocation);
                if (found.Count % Portion == 0)
                {
                    progress?.Report((double)found.Count / size);
                }
            }
        }

        return found;
    }

    private byte[] Draw(IDraws draws, long counter)
    {
        var places = PlacesDrawn(draws, ref counter);
        var allocation = new byte[areaOfCluster.Length];
        var weights = new int[arms];
        for (var cluster = 0; cluster < allocation.Length; cluster++)
        {
            var area = areaOfCluster[cluster];
            var left = 0;
            for (var arm = 0; arm < arms; arm++)
            {
                weights[arm] = places[area, arm];
                left += weights[arm];
            }

            allocation[cluster] = (byte)WeightedScheme.Pick(weights, draws.Below(left, SampleCell, counter++));
            places[area, allocation[cluster]]--;
        }

        return allocation;
    }

    private int[,] PlacesDrawn(IDraws draws, ref long counter)
    {
        while (true)
        {
            var places = new int[sizeOfArea.Length, arms];
            var totals = new int[arms];
            for (var area = 0; area < sizeOfArea.Length; area++)
            {
                var others = Enumerable.Range(0, arms).ToList();
                for (var over = sizeOfArea[area] % arms; over > 0; over--)
                {
                    var place = draws.Below(others.Count, SampleCell, counter++);
                    places[area, others[place]]++;
                    totals[others[place]]++;
                    others.RemoveAt(place);
                }

                for (var arm = 0; arm < arms; arm++)
                {
                    places[area, arm] += sizeOfArea[area] / arms;
                }
            }

            if (totals.Max() - totals.Min() <= 1)
            {
                return places;
            }
        }
    }

    private void Extend(byte[] allocation, int cluster, int[,] taken, List<byte[]> found)
    {
        if (cluster == allocation.Length)
        {
            var totals = Enumerable.Range(0, arms).Select(arm => Enumerable.Range(0, sizeOfArea.Length).Sum(each => taken[each, arm])).ToList();
            if (totals.Max() - totals.Min() <= 1)
            {
                found.Add([.. allocation]);
            }

            return;
        }

        var area = areaOfCluster[cluster];
        for (var arm = 0; arm < arms; arm++)
        {
            if (HasPlace(taken, area, arm))
            {
                allocation[cluster] = (byte)arm;
                taken[area, arm]++;
                Extend(allocation, cluster + 1, taken, found);
                taken[area, arm]--;
            }
        }
    }

    // An arm has its equal part, and one more as long as the area has clusters left over that no other arm took.
    private bool HasPlace(int[,] taken, int area, int arm)
    {
        var part = sizeOfArea[area] / arms;
        var over = Enumerable.Range(0, arms).Sum(each => Math.Max(0, taken[area, each] - part));
        return taken[area, arm] < part || (taken[area, arm] == part && over < sizeOfArea[area] % arms);
    }

    // In how many ways the arms with one more can be chosen in the areas from one on, so that totals differ by at most one.
    private BigInteger Patterns(int area, int[] totals, Dictionary<string, BigInteger> known)
    {
        if (area == sizeOfArea.Length)
        {
            return totals.Max() - totals.Min() <= 1 ? 1 : 0;
        }

        var least = totals.Min();
        var key = string.Join(',', totals.Select(total => total - least).Order().Prepend(area));
        if (!known.TryGetValue(key, out var ways))
        {
            ways = Subsets(sizeOfArea[area] % arms, 0).Select(subset => Patterns(area + 1, [.. totals.Select((total, arm) => total + (subset.Contains(arm) ? 1 : 0))], known))
                .Aggregate(BigInteger.Zero, BigInteger.Add);
            known.Add(key, ways);
        }

        return ways;
    }

    private IEnumerable<IReadOnlyList<int>> Subsets(int size, int from) => size == 0
        ? [[]]
        : Enumerable.Range(from, arms - from).SelectMany(first => Subsets(size - 1, first + 1).Select(rest => (IReadOnlyList<int>)[first, .. rest]));

    // The orders of an area's clusters over its places: a multinomial coefficient, the same whichever arms have one more.
    private BigInteger Arrangements(int size)
    {
        var orders = Factorial(size);
        for (var arm = 0; arm < arms; arm++)
        {
            orders /= Factorial((size / arms) + (arm < size % arms ? 1 : 0));
        }

        return orders;
    }

    private static BigInteger Factorial(int n) => Enumerable.Range(1, n).Aggregate(BigInteger.One, (product, factor) => product * factor);
}
