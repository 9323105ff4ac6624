using Xunit;

namespace TrialData.Statistics.Tests.Properties;

public class StratifiedEstimates
{
    private static readonly TwoByTwo NobodyInArm0 = new(2, 5, 0, 0);

    [Fact]
    public void Of_one_stratum_are_those_of_its_table()
    {
        foreach (var table in Tables.Many())
        {
            TwoByTwo[] strata = [table];

            Close.To(table.OddsRatio ?? double.NaN, MantelHaenszel.CommonOddsRatio(strata) ?? double.NaN);
            Close.To(table.RiskRatio ?? double.NaN, MantelHaenszel.CommonRiskRatio(strata) ?? double.NaN);
            Same(OddsRatio.Woolf(table), MantelHaenszel.OddsRatio(strata));
            Same(RiskRatio.KatzLog(table), MantelHaenszel.RiskRatio(strata));
            Close.To(table.RiskDifference!.Value, MantelHaenszel.RiskDifference(strata)!.Value.Value);
            Close.To(WaldDifference.Interval(table)!.Value.StandardError, MantelHaenszel.RiskDifferenceGreenlandRobins(strata)!.Value.StandardError);
            Close.To(ChiSquared.NMinusOne(table)?.Statistic ?? double.NaN, CochranMantelHaenszel.Test(strata)?.Statistic ?? double.NaN);
            Close.To(Fisher.Test(table).TwoSided, Fisher.TestOverStrata(strata).TwoSided);
            Close.To(ConditionalOddsRatio.Exact(table).Upper, ConditionalOddsRatio.ExactOverStrata(strata).Upper, 1e-8);
        }
    }

    [Fact]
    public void Do_not_depend_on_the_order_of_the_strata()
    {
        foreach (var strata in Tables.ManyStrata())
        {
            TwoByTwo[] reversed = [.. Enumerable.Reverse(strata)];

            Same(MantelHaenszel.OddsRatio(strata), MantelHaenszel.OddsRatio(reversed));
            Same(MantelHaenszel.RiskDifference(strata), MantelHaenszel.RiskDifference(reversed));
            Close.To(BreslowDay.Statistic(strata) ?? double.NaN, BreslowDay.Statistic(reversed) ?? double.NaN);
            Close.To(WoolfTest.Homogeneity(strata)?.Statistic ?? double.NaN, WoolfTest.Homogeneity(reversed)?.Statistic ?? double.NaN);
            Close.To(ConditionalOddsRatio.ExactOverStrata(strata).Lower, ConditionalOddsRatio.ExactOverStrata(reversed).Lower);
        }
    }

    [Fact]
    public void Leave_out_strata_with_an_empty_arm()
    {
        foreach (var strata in Tables.ManyStrata())
        {
            TwoByTwo[] more = [NobodyInArm0, .. strata, default];

            Assert.Equal(MantelHaenszel.StrataUsed(strata), MantelHaenszel.StrataUsed(more));
            Assert.Equal(MantelHaenszel.OddsRatio(strata), MantelHaenszel.OddsRatio(more));
            Assert.Equal(MantelHaenszel.RiskRatio(strata), MantelHaenszel.RiskRatio(more));
            Assert.Equal(MantelHaenszel.RiskDifference(strata), MantelHaenszel.RiskDifference(more));
            Assert.Equal(CochranMantelHaenszel.Test(strata), CochranMantelHaenszel.Test(more));
            Assert.Equal(BreslowDay.Test(strata), BreslowDay.Test(more));
            Assert.Equal(WoolfTest.Homogeneity(strata), WoolfTest.Homogeneity(more));
            Assert.Equal(Fisher.TestOverStrata(strata), Fisher.TestOverStrata(more));
        }
    }

    [Fact]
    public void Change_direction_with_the_arms()
    {
        foreach (var strata in Tables.ManyStrata())
        {
            TwoByTwo[] swapped = [.. strata.Select(table => table.Swapped())];

            Close.To(1 / (MantelHaenszel.CommonOddsRatio(swapped) ?? double.NaN), MantelHaenszel.CommonOddsRatio(strata) ?? double.NaN);
            Close.To(-MantelHaenszel.RiskDifference(swapped)?.Value ?? double.NaN, MantelHaenszel.RiskDifference(strata)?.Value ?? double.NaN);
            Close.To(1 / ConditionalOddsRatio.ExactOverStrata(swapped).Upper, ConditionalOddsRatio.ExactOverStrata(strata).Lower);
            Close.To(CochranMantelHaenszel.Test(swapped)?.Statistic ?? double.NaN, CochranMantelHaenszel.Test(strata)?.Statistic ?? double.NaN);
            Close.To(BreslowDay.Statistic(swapped) ?? double.NaN, BreslowDay.Statistic(strata) ?? double.NaN, 1e-7);
        }
    }

    [Fact]
    public void Are_undefined_without_a_stratum_that_compares_the_arms()
    {
        foreach (var strata in (TwoByTwo[][])[[], [NobodyInArm0]])
        {
            Assert.Equal(0, MantelHaenszel.StrataUsed(strata));
            Assert.Null(MantelHaenszel.OddsRatio(strata));
            Assert.Null(MantelHaenszel.RiskRatio(strata));
            Assert.Null(MantelHaenszel.RiskDifference(strata));
            Assert.Null(MantelHaenszel.RiskDifferenceGreenlandRobins(strata));
            Assert.Null(CochranMantelHaenszel.Test(strata));
            Assert.Null(BreslowDay.Test(strata));
            Assert.Null(WoolfTest.Homogeneity(strata));
        }
    }

    private static void Same(WaldEstimate? want, WaldEstimate? got)
    {
        Assert.Equal(want is null, got is null);
        Close.To(want?.Value ?? 0, got?.Value ?? 0);
        Close.To(want?.StandardError ?? 0, got?.StandardError ?? 0);
        Close.To(want?.Lower ?? 0, got?.Lower ?? 0);
        Close.To(want?.Upper ?? 0, got?.Upper ?? 0);
    }
}
