using Xunit;

namespace TrialData.Statistics.Tests.Properties;

public class CrossTables
{
    // Of two rows and two columns the exact test is Fisher's, which is computed otherwise.
    [Fact]
    public void Of_two_by_two_give_what_fisher_gives()
    {
        for (var a = 0; a <= 7; a++)
        {
            for (var c = 0; c <= 9; c++)
            {
                var fisher = Fisher.Test(new TwoByTwo(a, 7, c, 9)).TwoSided;
                Assert.Equal(fisher, FisherFreemanHalton.P(new CrossTable([a, 7 - a, c, 9 - c], 2)), 1e-12);
            }
        }
    }

    // Every table with the margins, one by one, with its multivariate hypergeometric probability.
    [Theory]
    [InlineData(3, 3, 2, 4, 3)]
    [InlineData(5, 2, 4, 1, 6)]
    [InlineData(4, 4, 4, 4, 4)]
    public void Are_as_rare_as_one_by_one(int r0, int r1, int r2, int c0, int c1)
    {
        var all = Tables([r0, r1, r2], [c0, c1, r0 + r1 + r2 - c0 - c1]).ToList();
        var probabilities = all.ConvertAll(cells => Math.Exp(-cells.Sum(cell => LogFactorialBySum(cell))));
        var total = probabilities.Sum();

        foreach (var (cells, probability) in all.Zip(probabilities))
        {
            var expected = probabilities.Where(other => other <= probability * (1 + 1e-7)).Sum() / total;
            Assert.Equal(expected, FisherFreemanHalton.P(new CrossTable([.. cells.Select(cell => (long)cell)], 3)), 1e-12);
        }
    }

    [Fact]
    public void Do_not_change_when_they_are_turned_or_have_an_empty_row()
    {
        long[] counts = [4, 1, 0, 2, 3, 5];
        var p = FisherFreemanHalton.P(new CrossTable(counts, 3));

        Assert.Equal(p, FisherFreemanHalton.P(new CrossTable([4, 2, 1, 3, 0, 5], 2)), 1e-14);
        Assert.Equal(p, FisherFreemanHalton.P(new CrossTable([4, 1, 0, 0, 0, 0, 2, 3, 5], 3)), 1e-14);
        Assert.Equal(1, FisherFreemanHalton.P(new CrossTable([0, 0, 3, 4], 2)));
        Assert.Null(Independence.Pearson(new CrossTable([0, 0, 3, 4], 2)));
    }

    [Fact]
    public void Without_a_trend_have_none_and_a_shift_of_scores_changes_nothing()
    {
        Assert.Equal(0, CochranArmitage.Test([2, 4, 6], [10, 20, 30])!.Value.Statistic, 1e-12);
        Assert.Equal(
            CochranArmitage.Test([1, 4, 9], [10, 12, 14])!.Value.Statistic,
            CochranArmitage.Test([1, 4, 9], [10, 12, 14], [-7, -5, -3])!.Value.Statistic,
            1e-12);
        Assert.Null(CochranArmitage.Test([0, 0], [3, 4]));
        Assert.Null(CochranArmitage.Test([1, 2], [3, 4], [5, 5]));
    }

    [Fact]
    public void Name_what_is_wrong_with_them()
    {
        Assert.Equal("counts[1][0]", Assert.Throws<ArgumentOutOfRangeException>(() => new CrossTable([1, 2, -3, 4], 2)).ParamName);
        Assert.Throws<ArgumentException>(() => new CrossTable([1, 2, 3], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CrossTable([1, 2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CrossTable([1, 2], 1));
        Assert.Equal("events[1]", Assert.Throws<ArgumentOutOfRangeException>(() => CochranArmitage.Test([1, 5], [3, 4])).ParamName);
        Assert.Equal("scores[0]", Assert.Throws<ArgumentOutOfRangeException>(() => CochranArmitage.Test([1, 2], [3, 4], [double.NaN, 1])).ParamName);
        Assert.Throws<ArgumentException>(() => CochranArmitage.Test([1, 2], [3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.Test(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => FisherFreemanHalton.P(new CrossTable([.. Enumerable.Repeat(40L, 36)], 6)));
    }

    private static IEnumerable<int[]> Tables(int[] rows, int[] columns)
    {
        if (rows.Length == 0)
        {
            yield return [];
            yield break;
        }

        foreach (var row in Rows(rows[0], columns))
        {
            int[] left = [.. columns.Zip(row, (column, cell) => column - cell)];
            if (rows.Length > 1 || left.All(cell => cell == 0))
            {
                foreach (var rest in Tables(rows[1..], left))
                {
                    yield return [.. row, .. rest];
                }
            }
        }
    }

    private static IEnumerable<int[]> Rows(int total, int[] room)
    {
        if (room.Length == 1)
        {
            if (total <= room[0])
            {
                yield return [total];
            }

            yield break;
        }

        for (var cell = 0; cell <= Math.Min(total, room[0]); cell++)
        {
            foreach (var rest in Rows(total - cell, room[1..]))
            {
                yield return [cell, .. rest];
            }
        }
    }

    private static double LogFactorialBySum(int n) => Enumerable.Range(1, n).Sum(k => Math.Log(k));
}
