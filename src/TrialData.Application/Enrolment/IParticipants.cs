using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Enrolment;

public enum ParticipantStatus
{
    Screened,
    Excluded,
    Consented,
    Enrolled,
    Randomised,
}

public enum EndReason
{
    Withdrawn,
    LostToFollowUp,
    Died,
}

/// <param name="Number">The trial number, unique in the trial; a person is never named.</param>
/// <param name="DiedOn">Of a death that became known after the participation had ended otherwise.</param>
/// <param name="Cluster">The cluster at screening; null where each participant is randomised.</param>
/// <param name="ExclusionCriterion">The first criterion, in the protocol's order, that is neither met nor waived.</param>
public sealed record Participant(
    long ParticipantId,
    Guid PublicId,
    long TrialId,
    long SiteId,
    string Number,
    int ProtocolVersion,
    ParticipantStatus Status,
    DateOnly? ScreenedOn,
    DateTimeOffset? ConsentedAt,
    DateOnly? EnrolledOn,
    DateOnly? EndedOn,
    EndReason? EndReason,
    DateOnly? DiedOn = null,
    string? Cluster = null,
    string? ExclusionCriterion = null)
{
    /// <summary>The last day on which a form of a visit can have been filled in; null while the participation goes on. Logs tell of what came after, such as a death.</summary>
    public DateOnly? LastDay => DiedOn is { } diedOn && diedOn < EndedOn ? diedOn : EndedOn;

    public bool HasDied => EndReason == Enrolment.EndReason.Died || DiedOn is not null;
}

public sealed record NewParticipant(
    Guid PublicId,
    long TrialId,
    long SiteId,
    string Number,
    int ProtocolVersion,
    ParticipantStatus Status,
    DateOnly? ScreenedOn,
    string? ExclusionCriterion,
    DateTimeOffset? ConsentedAt = null,
    DateOnly? EnrolledOn = null,
    string? Cluster = null);

/// <param name="RevealsArm">Whether that the visit is there tells an arm.</param>
public sealed record ScheduledVisit(string Code, DateOnly? TargetOn, DateOnly? OpensOn, DateOnly? ClosesOn, bool RevealsArm = false);

/// <summary>An unknown participant, or one of a site that is not the actor's: the answer is the same.</summary>
public sealed record NoSuchParticipant()
    : Refusal("participant.not-found", "There is no such participant.");

public sealed record WrongStatus(string Number, ParticipantStatus Status, ParticipantStatus Needed)
    : Refusal("participant.wrong-status", $"Participant {Number} is {Status.ToString().ToLowerInvariant()}; this needs the status {Needed.ToString().ToLowerInvariant()}.")
{
    /// <summary>Who failed a criterion is told which.</summary>
    internal static Refusal Of(Participant participant, ParticipantStatus needed) => participant is { Status: ParticipantStatus.Excluded, ExclusionCriterion: { } criterion }
        ? new NotEligible(participant.Number, criterion)
        : new WrongStatus(participant.Number, participant.Status, needed);
}

public sealed record NotEligible(string Number, string Criterion)
    : Refusal("eligibility.not-met", $"Participant {Number} was found not eligible at screening: the criterion {Criterion} is not met and not waived.");

public sealed record ParticipationEnded(string Number, DateOnly EndedOn)
    : Refusal("participant.ended", Invariant($"The participation of {Number} ended on {EndedOn:yyyy-MM-dd}."));

public interface IParticipants
{
    /// <summary>The participant if one of the scope's sites holds it.</summary>
    Task<Participant?> FindAsync(Guid publicId, SiteScope scope, CancellationToken cancellation);

    /// <summary>All participants of the scope, in the order of their numbers.</summary>
    Task<IReadOnlyList<ListedParticipant>> ListAsync(SiteScope scope, CancellationToken cancellation);

    /// <summary>The next number of a site, 1 for its first participant. Two requests never get the same.</summary>
    Task<int> TakeNumberAsync(long siteId, CancellationToken cancellation);

    Task<long> AddAsync(NewParticipant participant, CancellationToken cancellation);

    Task AddEligibilityAsync(long participantId, IReadOnlyDictionary<string, string> answers, CancellationToken cancellation);

    /// <summary>Excludes an excluded participant by another criterion than before, or no longer.</summary>
    Task MoveExclusionAsync(long participantId, string? criterion, CancellationToken cancellation);

    Task RecordConsentAsync(long participantId, string consentForm, DateTimeOffset consentedAt, CancellationToken cancellation);

    Task EnrolAsync(long participantId, DateOnly enrolledOn, CancellationToken cancellation);

    Task MarkRandomisedAsync(long participantId, CancellationToken cancellation);

    Task EndAsync(long participantId, DateOnly endedOn, EndReason reason, CancellationToken cancellation);

    /// <summary>The day of the last form that stands at a visit; null where there is none.</summary>
    Task<DateOnly?> LastFormOnAsync(long participantId, CancellationToken cancellation);

    /// <summary>Takes back the death where one became known after the end, else the end.</summary>
    Task TakeBackEndAsync(Participant participant, CancellationToken cancellation);

    /// <summary>A death after the end of a participation, or known only then. When and why it ended stays.</summary>
    Task RecordDeathAsync(long participantId, DateOnly diedOn, CancellationToken cancellation);

    /// <summary>The codes of all visits of a participant, cancelled ones included.</summary>
    Task<IReadOnlyList<string>> VisitCodesAsync(long participantId, CancellationToken cancellation);

    Task AddVisitsAsync(long participantId, IReadOnlyList<ScheduledVisit> visits, CancellationToken cancellation);
}
