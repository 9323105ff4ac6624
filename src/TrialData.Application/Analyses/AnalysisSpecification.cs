namespace TrialData.Application.Analyses;

/// <summary>What will be computed, written before the data: outcomes by name, and the analyses that judge them.</summary>
/// <param name="Sha256">Of the file's text: what a run is registered with.</param>
public sealed record AnalysisSpecification(
    string Id,
    int Version,
    string Title,
    IReadOnlyList<AnalysisSet> AnalysisSets,
    IReadOnlyList<OutcomeDefinition> Outcomes,
    IReadOnlyList<PlannedAnalysis> Analyses,
    IReadOnlyList<MeasureDefinition> Measures,
    IReadOnlyList<string> Notes,
    string Sha256)
{
    public OutcomeDefinition Outcome(string id) => Outcomes.Single(o => string.Equals(o.Id, id, StringComparison.Ordinal));
}

/// <summary>Who is analysed. Every set so far is that of all allocated participants, in the arm they were allocated to.</summary>
public sealed record AnalysisSet(string Id, string Label, string Include);

/// <summary>A binary outcome: true, false, or unknown where the answers do not decide it.</summary>
public sealed record OutcomeDefinition(string Id, string Label, string Definition, OutcomeRule Rule);

/// <summary>A number that is described by arm, not compared.</summary>
/// <param name="Name">The item or score of the form.</param>
/// <param name="ZeroWhen">Where the number is 0 without being asked, such as hours of work of a person without work; null where nowhere.</param>
public sealed record MeasureDefinition(string Id, string Label, string Definition, string Form, string Name, OutcomeRule? ZeroWhen)
{
    public IEnumerable<string> Forms => ZeroWhen is null ? [Form] : ZeroWhen.Forms.Append(Form);

    public decimal? ValueAt(VisitAnswers answers) => ZeroWhen?.Holds(answers) == true ? 0 : answers.NumberOf(Form, Name);
}

/// <param name="Headline">Whether the trial is judged by it, or it is a named alternative beside.</param>
/// <param name="Visits">The visits at which the outcome is judged; it is shown at every visit that measures it.</param>
public sealed record PlannedAnalysis(
    string Id,
    string Outcome,
    string AnalysisSet,
    bool Headline,
    IReadOnlyList<string> Visits,
    IReadOnlyList<PlannedComparison> Comparisons,
    bool StratifiedBySite,
    Estimand Estimand);

public sealed record PlannedComparison(string Arm, string Reference);

/// <summary>The five attributes of ICH E9(R1).</summary>
public sealed record Estimand(
    string Population,
    string Treatment,
    string Variable,
    IReadOnlyList<IntercurrentEvent> IntercurrentEvents,
    string Summary);

public sealed record IntercurrentEvent(string Event, string Strategy);
