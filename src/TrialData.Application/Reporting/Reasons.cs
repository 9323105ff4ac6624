using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting;

/// <summary>Why a measure is not defined, in words for a footnote.</summary>
internal static class Reasons
{
    public const string NobodyRandomised = "Nobody was randomised in this cell.";
    public const string NothingRecorded = "No outcome is recorded in this cell.";
    /// <summary>Why a stratified measure is not defined.</summary>
    public static string Stratified(StratifiedEffect? effect) => effect is { StrataUsed: > 0 }
        ? "The sum over the sites that the measure is divided by is zero."
        : "No site has recorded outcomes in both arms.";
    public const string NoHomogeneity = "Fewer than two sites have the information that the test needs.";

    public static string Rate(RateCell? cell) => cell is null or { Randomised: 0 } ? NobodyRandomised : NothingRecorded;

    public static string Effect(EffectEstimates effect) => effect switch
    {
        { N1: 0, N0: 0 } => "No outcome is recorded in either arm.",
        { N1: 0 } or { N0: 0 } => "No outcome is recorded in one of the arms.",
        { Events1: 0, Events0: 0 } => "There are no events in either arm.",
        _ when effect.Events1 == effect.N1 && effect.Events0 == effect.N0 => "Everybody in both arms has the event.",
        { Events1: 0 } or { Events0: 0 } => "There are no events in one of the arms.",
        _ => "The measure is not defined for this table.",
    };
}
