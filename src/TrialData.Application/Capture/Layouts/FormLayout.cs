using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Instruments;

namespace TrialData.Application.Capture.Layouts;

/// <summary>What is asked by an item, as a door draws it.</summary>
public enum AnswerKind
{
    WholeNumber,
    Number,
    OneChoice,
    SeveralChoices,
    YesOrNo,

    /// <summary>Stored as yyyy-MM-dd.</summary>
    Day,

    /// <summary>Stored as yyyy-MM-dd, yyyy-MM or yyyy.</summary>
    PartialDay,

    /// <summary>Stored as yyyy-MM-ddTHH:mmZ.</summary>
    Instant,
    Text,
}

/// <param name="IsExclusive">Whether no other can be chosen with it.</param>
public sealed record LaidChoice(string Value, string Label, bool IsExclusive);

/// <summary>When an item is asked.</summary>
/// <param name="Item">The earlier item that decides.</param>
/// <param name="IsUnless">Whether it is asked unless one of the values was given, rather than only then.</param>
public sealed record LaidCondition(string Item, IReadOnlyList<string> Values, bool IsUnless);

/// <param name="Choices">Of a number, codes beside it that say nothing is known.</param>
/// <param name="Limits">What can be answered with a number, in words; null where nothing limits it.</param>
/// <param name="Condition">Null where it is always asked.</param>
public sealed record LaidItem(
    string Code, string Label, AnswerKind Kind, string? Limits, IReadOnlyList<LaidChoice> Choices, bool IsRequired, LaidCondition? Condition)
{
    internal static LaidItem Of(ItemDefinition item) => new(
        item.Code,
        item.Label,
        KindOf(item.Type),
        LimitsOf(item),
        item.Choices.Select(choice => new LaidChoice(choice.Value, choice.Label, choice.Exclusive || choice.Missing)).ToList(),
        item.Required,
        item.ShowIf is { } condition ? new LaidCondition(condition.Item, condition.Values, condition.Unless) : null);

    private static AnswerKind KindOf(ItemType type) => type switch
    {
        ItemType.Integer => AnswerKind.WholeNumber,
        ItemType.Decimal => AnswerKind.Number,
        ItemType.Choice => AnswerKind.OneChoice,
        ItemType.Choices => AnswerKind.SeveralChoices,
        ItemType.Boolean => AnswerKind.YesOrNo,
        ItemType.Date => AnswerKind.Day,
        ItemType.PartialDate => AnswerKind.PartialDay,
        ItemType.Instant => AnswerKind.Instant,
        ItemType.Text => AnswerKind.Text,
    };

    private static string? LimitsOf(ItemDefinition item) => item switch
    {
        { Type: not (ItemType.Integer or ItemType.Decimal) } => null,
        { Minimum: { } from, Maximum: { } to } => new NumberRange(from, to).ToString(),
        { Minimum: { } from } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{from} or more"),
        { Maximum: { } to } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{to} or less"),
        _ => null,
    };
}

/// <summary>The validated instrument behind a form.</summary>
/// <param name="Recall">The period that the answers look back on; null where there is none.</param>
/// <param name="IsSelfRated">Whether the participant gives the answers.</param>
public sealed record LaidInstrument(string Title, int Version, string Reference, string Licence, string? Recall, bool IsSelfRated);

/// <param name="Range">In words.</param>
/// <param name="Bands">Named parts of the range, from the lowest on.</param>
public sealed record LaidScore(string Id, string Label, string Range, IReadOnlyList<LaidBand> Bands)
{
    public string? BandOf(decimal? value) => Bands.LastOrDefault(band => band.From <= value)?.Label;
}

public sealed record LaidBand(decimal From, string Label);

/// <summary>A form as it is asked: everything that is needed to draw it, and nothing of its answers.</summary>
/// <param name="VisitLabel">Null for a log, and for a visit that nobody planned.</param>
/// <param name="Instrument">Null where the protocol lists the items itself.</param>
/// <param name="MissingCodes">The reasons that may stand in the place of an answer.</param>
public sealed record FormLayout(
    string ParticipantNumber,
    string Code,
    string Label,
    string? VisitLabel,
    LaidInstrument? Instrument,
    IReadOnlyList<LaidItem> Items,
    IReadOnlyList<Missing> MissingCodes,
    IReadOnlyList<LaidScore> Scores)
{
    /// <summary>Whether a role of the reader fills it in.</summary>
    public bool MayFill { get; init; }

    /// <summary>Whether two people enter it from paper before it is saved.</summary>
    public bool IsEnteredTwice { get; init; }

    /// <summary>Whether it may be filled in more than once at its place.</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether it is a log whose entries are adverse events.</summary>
    public bool IsSafety { get; init; }

    /// <summary>Whether the reader can give the participant a link to fill it in, while nothing is saved.</summary>
    public bool MayComeByLink { get; init; }

    public LaidItem? FindItem(string code) => Items.FirstOrDefault(item => string.Equals(item.Code, code, StringComparison.Ordinal));

    internal static FormLayout Of(LocatedForm located, RequestContext context)
    {
        var form = located.Form;
        var roles = context.RolesAt(located.Trial.TrialId, located.Participant.SiteId);
        var mayFill = roles.Any(role => form.FilledBy.Contains(role) && RoleTable.Allows(role, Permission.SaveForm));
        return new FormLayout(
            located.Participant.Number,
            form.Code,
            form.Label,
            located.At.VisitCode is { } visit ? located.Protocol.FindVisit(visit)?.Label : null,
            form.Instrument is { } instrument
                ? new LaidInstrument(instrument.Title, instrument.Version, instrument.Reference, instrument.Licence, instrument.Recall, instrument.Rater is Rater.Self)
                : null,
            form.Items.Select(LaidItem.Of).ToList(),
            form.MissingCodes,
            form.Instrument?.Scores.Select(Lay).ToList() ?? [])
        {
            MayFill = mayFill,
            IsEnteredTwice = form.DoubleEntry,
            Repeats = form.Repeats,
            MayComeByLink = mayFill && located is { RevealsArm: false, IsTakenOut: false, At: { VisitCode: not null, Instance: 1 }, Participant.EndedOn: null } && form.IsAnsweredByParticipant,
            IsSafety = located.At.VisitCode is null && located.Protocol.FindLog(form.Code)?.IsSafety == true,
        };
    }

    private static LaidScore Lay(ScoreDefinition score) =>
        new(score.Id, score.Label, score.Range.ToString(), score.Bands.Select(band => new LaidBand(band.From, band.Label)).ToList());
}
