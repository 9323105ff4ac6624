using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Enrolment;

/// <summary>Adds a visit that nobody planned, with the forms the protocol has for such visits.</summary>
[Requires(Permission.SaveForm)]
public sealed record AddUnscheduledVisit(string TrialCode, Guid ParticipantId, DateOnly On);

public sealed record UnscheduledVisitAdded(string Number, string VisitCode, DateOnly On);

public sealed record NoUnscheduledVisits(string TrialCode)
    : Refusal("visit.none-unscheduled", $"The protocol of {TrialCode} has no forms for a visit that nobody planned.");

public sealed record VisitInTheFuture(DateOnly On)
    : Refusal("visit.in-the-future", Invariant($"A visit that nobody planned cannot be on {On:yyyy-MM-dd}: that day is still to come."));

public sealed record VisitBeforeEnrolment(DateOnly On, DateOnly EnrolledOn)
    : Refusal("visit.before-enrolment", Invariant($"A visit on {On:yyyy-MM-dd} is before the enrolment on {EnrolledOn:yyyy-MM-dd}."));

public sealed class AddUnscheduledVisitHandler(ParticipantAccess access, IParticipants participants, AuditNote note, TimeProvider clock)
    : IUseCase<AddUnscheduledVisit, UnscheduledVisitAdded>
{
    public async Task<Outcome<UnscheduledVisitAdded>> HandleAsync(AddUnscheduledVisit request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.SaveForm, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, trial, protocol) = found.Value;
        if (protocol.UnscheduledForms.Count == 0)
        {
            return new NoUnscheduledVisits(trial.Code);
        }

        if (participant.EndedOn is { } endedOn && request.On > endedOn)
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        if (participant.EnrolledOn is not { } enrolledOn)
        {
            return new WrongStatus(participant.Number, participant.Status, ParticipantStatus.Enrolled);
        }

        if (request.On < enrolledOn)
        {
            return new VisitBeforeEnrolment(request.On, enrolledOn);
        }

        if (request.On > clock.Today())
        {
            return new VisitInTheFuture(request.On);
        }

        var codes = await participants.VisitCodesAsync(participant.ParticipantId, cancellation);
        var code = UnscheduledVisit.CodeOf(codes.Count(UnscheduledVisit.IsCode) + 1);
        await participants.AddVisitsAsync(participant.ParticipantId, [new ScheduledVisit(code, request.On, request.On, ClosesOn: null)], cancellation);
        note.On($"{participant.Number}/{code}");
        note.Changed("targetOn", oldValue: null, AuditHash.Text(request.On));
        return new UnscheduledVisitAdded(participant.Number, code, request.On);
    }
}
