using TrialData.Statistics;

namespace TrialData.Application.Analyses;

/// <summary>All that a report shows: computed once, rendered by <c>Reporting</c>, which computes nothing.</summary>
public sealed record AnalysisResults(
    string TrialCode,
    string TrialTitle,
    string SpecificationTitle,
    IReadOnlyList<Labelled> Arms,
    IReadOnlyList<Labelled> Sites,
    IReadOnlyList<OutcomeResult> Outcomes,
    IReadOnlyList<MeasureResult> Measures,
    ParticipantFlow Flow,
    Provenance Provenance);

/// <summary>A code and the words a reader sees: an arm, a site, a visit.</summary>
public sealed record Labelled(string Code, string Label);

/// <summary>One binary outcome at every visit where it is measured.</summary>
/// <param name="Headline">Whether this is one of the definitions the trial is judged by, or a named alternative.</param>
/// <param name="Definition">How an outcome is derived, in words.</param>
/// <param name="Denominator">Who is counted in the rates.</param>
public sealed record OutcomeResult(
    string Id,
    string Label,
    string Definition,
    string Denominator,
    bool Headline,
    IReadOnlyList<VisitResult> Visits);

/// <param name="Headline">Whether the specification judges the outcome at this visit.</param>
/// <param name="Rates">Every arm, site and both, with totals (null means all): in the order arms within sites, totals last.</param>
/// <param name="Comparisons">One for each comparison of the specification.</param>
public sealed record VisitResult(
    Labelled Visit,
    int TargetDay,
    bool Headline,
    IReadOnlyList<RateCell> Rates,
    IReadOnlyList<ArmComparison> Comparisons);

/// <summary>A rate in one cell of the table of sites by arms. A null site or arm means all of them.</summary>
/// <param name="Randomised">All participants of the cell.</param>
/// <param name="Recorded">Those whose outcome is known: the denominator of <paramref name="Wilson"/> and <paramref name="ClopperPearson"/>.</param>
/// <param name="MissingIsFailure">Events among all randomised, missing counted as not reached; null without participants.</param>
public sealed record RateCell(
    string? Site,
    string? Arm,
    int Randomised,
    int Recorded,
    int Events,
    Estimate? Wilson,
    Estimate? ClopperPearson,
    Estimate? MissingIsFailure);

/// <summary>One arm against the reference arm: pooled, by site, and stratified by site.</summary>
public sealed record ArmComparison(
    string Arm,
    string Reference,
    EffectEstimates Pooled,
    IReadOnlyList<SiteEffect> BySite,
    StratifiedEffect? Stratified);

public sealed record SiteEffect(string Site, EffectEstimates Effect);

/// <summary>Effects in a two by two table. Null where the table does not define the measure.</summary>
public sealed record EffectEstimates(
    int Events1,
    int N1,
    int Events0,
    int N0,
    Estimate? RiskDifferenceWald,
    Estimate? RiskDifferenceNewcombe,
    Estimate? RiskDifferenceMiettinenNurminen,
    Estimate? RiskRatio,
    Estimate? OddsRatio,
    TestResult? ChiSquared,
    double? FisherP);

/// <summary>Mantel–Haenszel over the sites, whose number with information is given.</summary>
public sealed record StratifiedEffect(
    int StrataUsed,
    Estimate? RiskDifference,
    Estimate? RiskRatio,
    Estimate? OddsRatio,
    TestResult? CochranMantelHaenszel,
    TestResult? BreslowDay);

/// <summary>A number described by arm at every visit that asks for it; it is not compared.</summary>
public sealed record MeasureResult(string Id, string Label, string Definition, IReadOnlyList<MeasureAtVisit> Visits);

public sealed record MeasureAtVisit(Labelled Visit, IReadOnlyList<MeasureInArm> Arms);

/// <param name="Description">Null where nothing is recorded.</param>
public sealed record MeasureInArm(string Arm, Description? Description);

/// <summary>Participants from screening to analysis (CONSORT 2025, item 22).</summary>
/// <param name="Screened">Null where a finished trial was imported without its screening log.</param>
public sealed record ParticipantFlow(
    int? Screened,
    IReadOnlyList<CountedReason> Excluded,
    int Randomised,
    IReadOnlyList<ArmFlow> Arms);

public sealed record CountedReason(string Reason, int Count);

public sealed record ArmFlow(string Arm, int Allocated, IReadOnlyList<VisitFlow> Visits, int Withdrawn, int LostToFollowUp, int Died)
{
    /// <summary>Allocated, but no answer may be used any longer.</summary>
    public int DataWithdrawn { get; init; }

    /// <summary>Allocated though a criterion of eligibility was not met: it was waived, a deviation from the protocol.</summary>
    public int UnderWaiver { get; init; }
}

/// <param name="Attended">Participants with at least one form of the analysis recorded at the visit.</param>
public sealed record VisitFlow(Labelled Visit, int Attended);

/// <summary>What the numbers were made from. Nothing here says when or by whom the report was rendered.</summary>
public sealed record Provenance(
    bool Demonstration,
    DateTimeOffset CutAt,
    int ProtocolVersion,
    string ProtocolSha256,
    string SpecificationSha256,
    string DataSha256,
    string Software,
    IReadOnlyList<string> Notes);
