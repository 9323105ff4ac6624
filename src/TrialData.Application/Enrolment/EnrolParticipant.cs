using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Enrolment;

/// <summary>Enrols a participant who is eligible and has consented, and schedules the visits before randomisation.</summary>
[Requires(Permission.Enrol)]
public sealed record EnrolParticipant(string TrialCode, Guid ParticipantId, DateOnly EnrolledOn);

public sealed record EnrolledParticipant(string Number, IReadOnlyList<ScheduledVisit> Visits);

public sealed record EnrolmentBeforeConsent(DateOnly EnrolledOn, DateOnly ConsentedOn)
    : Refusal("enrolment.before-consent", Invariant($"Enrolment on {EnrolledOn:yyyy-MM-dd} is before the consent of {ConsentedOn:yyyy-MM-dd}."));

public sealed record EnrolmentInTheFuture(DateOnly EnrolledOn)
    : Refusal("enrolment.in-the-future", Invariant($"Nobody can be enrolled on {EnrolledOn:yyyy-MM-dd}: that day is still to come."));

public sealed class EnrolParticipantHandler(
    ParticipantAccess access, IParticipants participants, SiteGate gate, AuditNote note, TimeProvider clock)
    : IUseCase<EnrolParticipant, EnrolledParticipant>
{
    public async Task<Outcome<EnrolledParticipant>> HandleAsync(EnrolParticipant request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.Enrol, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, _, protocol) = found.Value;
        if (participant.EndedOn is { } endedOn)
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        if (participant.Status != ParticipantStatus.Consented)
        {
            return WrongStatus.Of(participant, ParticipantStatus.Consented);
        }

        var consentedOn = TrialDay.Of(participant.ConsentedAt!.Value);
        if (request.EnrolledOn < consentedOn)
        {
            return new EnrolmentBeforeConsent(request.EnrolledOn, consentedOn);
        }

        if (request.EnrolledOn > clock.Today())
        {
            return new EnrolmentInTheFuture(request.EnrolledOn);
        }

        if (await gate.WhyShutAsync(participant, request.EnrolledOn, cancellation) is { } shut)
        {
            return shut;
        }

        var visits = VisitSchedule.From(protocol, VisitAnchor.Enrolment, request.EnrolledOn, arm: null);
        await participants.EnrolAsync(participant.ParticipantId, request.EnrolledOn, cancellation);
        await participants.AddVisitsAsync(participant.ParticipantId, visits, cancellation);
        note.Changed("enrolledOn", oldValue: null, AuditHash.Text(request.EnrolledOn));
        note.Changed("status", participant.Status.ToString(), nameof(ParticipantStatus.Enrolled));
        return new EnrolledParticipant(participant.Number, visits);
    }
}
