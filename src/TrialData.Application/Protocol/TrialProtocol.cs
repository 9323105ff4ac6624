using TrialData.Instruments;

namespace TrialData.Application.Protocol;

/// <summary>One version of a trial, as its protocol file says it. Nothing in the code knows a trial by name.</summary>
/// <param name="Sha256">Of the file's text: what analyses and reports cite.</param>
public sealed record TrialProtocol(
    string Code,
    int Version,
    string Title,
    IReadOnlyList<Arm> Arms,
    IReadOnlyList<PlannedSite> Sites,
    RandomisationPlan Randomisation,
    IReadOnlyList<Criterion> Eligibility,
    IReadOnlyList<ConsentForm> ConsentForms,
    IReadOnlyList<PlannedVisit> Visits,
    IReadOnlyList<FormDefinition> Forms,
    IReadOnlyList<LogDefinition> Logs,
    IReadOnlyList<StoppingRule> StoppingRules,
    UnblindingRules? Unblinding,
    string Sha256,
    string Document)
{
    /// <summary>The forms of a visit that nobody planned; none where the protocol knows no such visits.</summary>
    public IReadOnlyList<PlannedForm> UnscheduledForms { get; init; } = [];

    public PlannedVisit? FindVisit(string code) =>
        Visits.FirstOrDefault(v => string.Equals(v.Code, code, StringComparison.Ordinal)) ?? UnscheduledVisit.Find(this, code);

    public FormDefinition? FindForm(string code) => Forms.FirstOrDefault(f => string.Equals(f.Code, code, StringComparison.Ordinal));

    public LogDefinition? FindLog(string code) => Logs.FirstOrDefault(l => string.Equals(l.Code, code, StringComparison.Ordinal));

    public Arm? FindArm(string code) => Arms.FirstOrDefault(a => string.Equals(a.Code, code, StringComparison.Ordinal));
}

/// <param name="Ratio">Participants of this arm in the smallest balanced group.</param>
public sealed record Arm(string Code, string Label, int Ratio);

/// <param name="Target">Participants the site means to recruit; null where the protocol sets none.</param>
/// <param name="PerMonth">Participants a month the site means to recruit.</param>
public sealed record PlannedSite(string Code, string Name, int? Target, decimal? PerMonth);

public enum RandomisationUnit
{
    /// <summary>Each participant is allocated by this program.</summary>
    Individual,

    /// <summary>Allocations were made elsewhere and come with an import.</summary>
    External,

    /// <summary>Groups of people are allocated by this program, all at once; each participant has the arm of the group.</summary>
    Cluster,
}

/// <summary>What everybody may know of how participants are randomised. How the scheme works is its design's, kept from whoever enrols.</summary>
/// <param name="StratifyBy">What participants are told apart by: <c>site</c>, and factors by name.</param>
/// <param name="Factors">Where the levels of the factors other than the site come from.</param>
public sealed record RandomisationPlan(RandomisationUnit Unit, IReadOnlyList<string> StratifyBy, IReadOnlyList<PlannedFactor> Factors)
{
    /// <summary>The factor that needs no answer.</summary>
    public const string Site = "site";

    /// <summary>Whether an investigator signs a participant's eligibility before the allocation.</summary>
    public bool EligibilitySigned { get; init; }

    /// <summary>Whether participants come from an EDC system, which attests eligibility, consent and factors and asks for the allocation alone.</summary>
    public bool ExternalEdc { get; init; }

    /// <summary>The factors that an EDC answers, its question 1 first: all but the site.</summary>
    public IReadOnlyList<PlannedFactor> QuestionsOfEdc() =>
        StratifyBy.Where(name => name != Site).Select(name => Factors.Single(factor => factor.Name == name)).ToList();

    /// <summary>What is randomised where that is not each participant; none otherwise.</summary>
    public IReadOnlyList<PlannedCluster> Clusters { get; init; } = [];
}

/// <summary>A group of people that is randomised as one, such as the patients of some practices.</summary>
/// <param name="Site">The site that takes in its people.</param>
public sealed record PlannedCluster(string Code, string Name, string Site);

/// <summary>A factor whose level is an answer given before randomisation.</summary>
/// <param name="Visit">Empty, like the two after it, where an EDC gives the answer with its request.</param>
public sealed record PlannedFactor(string Name, string Visit, string Form, string Item, IReadOnlyList<FactorLevel> Levels)
{
    /// <summary>The level that an answer makes; null where it makes none.</summary>
    public FactorLevel? LevelOf(string? answer) =>
        answer is null ? null : Levels.FirstOrDefault(level => level.Values.Contains(answer, StringComparer.Ordinal));
}

/// <param name="Values">The answers that make this level.</param>
public sealed record FactorLevel(string Level, IReadOnlyList<string> Values);

/// <param name="Required">The answer, yes or no, that lets a participant in.</param>
public sealed record Criterion(string Code, string Label, string Required);

public sealed record ConsentForm(string Code, string Label);

public enum VisitAnchor
{
    Enrolment,
    Randomisation,
}

/// <param name="Day">Days from the anchor to the target day.</param>
/// <param name="Before">Days the window opens before the target.</param>
/// <param name="After">Days the window stays open after the target.</param>
/// <param name="OnlyForArms">Empty where the visit is every arm's; otherwise it must say that it reveals the arm.</param>
public sealed record PlannedVisit(
    string Code,
    string Label,
    VisitAnchor Anchor,
    int Day,
    int Before,
    int After,
    IReadOnlyList<PlannedForm> Forms,
    IReadOnlyList<string> OnlyForArms,
    bool RevealsArm)
{
    /// <summary>Whether its required forms must be complete before randomisation.</summary>
    public bool IsBeforeRandomisation => Anchor == VisitAnchor.Enrolment;

    public bool Holds(string formCode) => Forms.Any(f => string.Equals(f.Form, formCode, StringComparison.Ordinal));
}

public sealed record PlannedForm(string Form, bool Required);

/// <param name="Instrument">The validated instrument behind the form; null where the protocol lists the items itself.</param>
/// <param name="FilledBy">The roles that may fill it in.</param>
/// <param name="BlindedRater">Whether only a person who does not know the arm may fill it in.</param>
public sealed record FormDefinition(
    string Code,
    string Label,
    InstrumentDefinition? Instrument,
    IReadOnlyList<ItemDefinition> Items,
    IReadOnlyList<Administration.Role> FilledBy,
    bool BlindedRater,
    IReadOnlyList<string> OnlyForArms,
    bool RevealsArm)
{
    /// <summary>The reasons that may stand in the place of an answer.</summary>
    public IReadOnlyList<Missing> MissingCodes { get; init; } = Enum.GetValues<Missing>();

    /// <summary>Whether it may be filled in more than once at its place.</summary>
    public bool Repeats { get; init; }

    /// <summary>Checks across its items and other forms.</summary>
    public IReadOnlyList<FormRule> Rules { get; init; } = [];

    /// <summary>Whether two people enter it from paper, and differences are settled before it is saved.</summary>
    public bool DoubleEntry { get; init; }

    /// <summary>Whether participants answer it about themselves, and may do so by a link.</summary>
    public bool IsAnsweredByParticipant => Instrument is { Rater: Rater.Self } && !BlindedRater && !RevealsArm;

    public ItemDefinition? FindItem(string code) => Items.FirstOrDefault(i => string.Equals(i.Code, code, StringComparison.Ordinal));
}

/// <summary>A table that grows with the participant: contacts, admissions, medication, meetings.</summary>
/// <param name="Instrument">The definition behind the log; null where the protocol lists the items itself.</param>
public sealed record LogDefinition(
    string Code, string Label, InstrumentDefinition? Instrument, IReadOnlyList<ItemDefinition> Items, bool RevealsArm)
{
    private FormDefinition? form;

    /// <summary>Whether its entries are adverse events, of which some must be reported.</summary>
    public bool IsSafety { get; init; }

    /// <summary>The roles that may write entries.</summary>
    public IReadOnlyList<Administration.Role> FilledBy { get; init; } = [Administration.Role.SiteResearcher];

    /// <summary>An entry as a form: checked, saved and scored like any other.</summary>
    public FormDefinition Form => form ??=
        new FormDefinition(Code, Label, Instrument, Items, FilledBy, BlindedRater: false, OnlyForArms: [], RevealsArm) { Repeats = true };
}

public sealed record StoppingRule(string Code, string Text);

/// <param name="Emergency">Who may break the blind for one participant.</param>
/// <param name="Asks">Who asks for the trial to be unblinded.</param>
/// <param name="Approves">Who must approve it, all of them.</param>
public sealed record UnblindingRules(
    IReadOnlyList<Administration.Role> Emergency, IReadOnlyList<Administration.Role> Asks, IReadOnlyList<Administration.Role> Approves);
