namespace TrialData.Application.Enrolment;

/// <summary>Somebody whom an amendment moves to the new version.</summary>
/// <param name="Arm">Null until allocated.</param>
public sealed record ParticipantToMove(
    long ParticipantId, long SiteId, string Number, int ProtocolVersion, DateOnly? EnrolledOn, string? Arm, DateOnly? AllocatedOn);

/// <param name="HasForms">Whether anything was ever saved at it; then it stays as it is.</param>
public sealed record StandingVisit(
    long VisitId, string Code, DateOnly? TargetOn, DateOnly? OpensOn, DateOnly? ClosesOn, bool IsCancelled, bool HasForms);

public interface IAmendments
{
    /// <summary>Participants of a trial whose participation goes on, in order of their id.</summary>
    Task<IReadOnlyList<ParticipantToMove>> ParticipantsAsync(long trialId, CancellationToken cancellation);

    /// <summary>All visits of those participants, by participant.</summary>
    Task<ILookup<long, StandingVisit>> VisitsAsync(long trialId, CancellationToken cancellation);

    Task MoveToVersionAsync(long participantId, int version, CancellationToken cancellation);

    /// <summary>Gives a visit its window anew; one that was cancelled stands again.</summary>
    Task MoveVisitAsync(long visitId, ScheduledVisit visit, CancellationToken cancellation);

    Task CancelVisitAsync(long visitId, DateTimeOffset at, bool revealsArm, CancellationToken cancellation);
}
