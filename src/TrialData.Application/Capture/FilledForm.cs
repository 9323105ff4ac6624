using TrialData.Application.Enrolment;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture;

/// <summary>A form as somebody filled it in, at a place where it may stand and by somebody who may fill it in.</summary>
/// <param name="Subject">How the audit trail names the form.</param>
/// <param name="ExpectedVersion">The version that was seen; 0 for a form never saved.</param>
/// <param name="Answers">Every answered item, as typed; one that is left out is taken back.</param>
/// <param name="RevealsArm">Whether that the form is there tells an arm.</param>
/// <param name="AccountId">Whose save it is.</param>
public sealed record FilledForm(
    FormDefinition Form,
    FormPlace Place,
    Participant Participant,
    string Subject,
    int ExpectedVersion,
    DateOnly CompletedOn,
    IReadOnlyDictionary<string, string> Answers,
    bool RevealsArm,
    long AccountId)
{
    /// <summary>The place of what is said about the form's day.</summary>
    public const string CompletedOnField = "completedOn";

    public static IReadOnlyDictionary<string, Missing> NoneMissing { get; } = new Dictionary<string, Missing>(StringComparer.Ordinal);

    public static IReadOnlySet<string> NoneConfirmed { get; } = new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Missing> Missing { get; init; } = NoneMissing;

    /// <summary>The protocol of the participant, where rules look at other forms; null where none does.</summary>
    public TrialProtocol? Protocol { get; init; }

    /// <summary>The visit the form stands at; null in a log.</summary>
    public VisitOfParticipant? Visit { get; init; }

    public CaptureMode? Mode { get; init; }

    public string? Reason { get; init; }

    public string? IdentifierReason { get; init; }

    /// <summary>Codes of items, ids of rules and <see cref="CompletedOnField"/>, which somebody has looked at again and confirms.</summary>
    public IReadOnlySet<string> Confirmed { get; init; } = NoneConfirmed;

    public string? ConfirmedBecause { get; init; }

    /// <summary>Whether it was entered twice and compared, or the participant typed it.</summary>
    public bool NeedsNoSecondEntry { get; init; }

    /// <summary>Confirms the day, every item and every rule of a form.</summary>
    public static IReadOnlySet<string> EverythingOf(FormDefinition form) =>
        form.Items.Select(item => item.Code).Concat(form.Rules.Select(rule => rule.Id)).Append(CompletedOnField).ToHashSet(StringComparer.Ordinal);
}
