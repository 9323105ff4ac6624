using TrialData.Statistics;

namespace TrialData.Application.Analyses;

/// <summary>Effects of one table, and of a table for each site, by the methods of the Statistics leaf.</summary>
internal static class Effects
{
    public static EffectEstimates Of(TwoByTwo table) => new(
        (int)table.Events1,
        (int)table.N1,
        (int)table.Events0,
        (int)table.N0,
        WaldDifference.Interval(table),
        Newcombe.Difference(table),
        MiettinenNurminen.Difference(table),
        RiskRatio.KatzLog(table),
        OddsRatio.Woolf(table),
        ChiSquared.Test(table),
        table.ComparesArms ? Fisher.Test(table).TwoSided : null);

    public static StratifiedEffect Stratified(ReadOnlySpan<TwoByTwo> strata) => new(
        MantelHaenszel.StrataUsed(strata),
        MantelHaenszel.RiskDifference(strata),
        MantelHaenszel.RiskRatio(strata),
        MantelHaenszel.OddsRatio(strata),
        CochranMantelHaenszel.Test(strata),
        BreslowDay.Test(strata));
}
