using FluentValidation;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Enrolment;

/// <summary>
/// Records that a participant was lost to follow-up or died. What was collected stays. Who withdraws is recorded as that.
/// A death is recorded of a participation, too, that ended otherwise before it became known.
/// </summary>
[Requires(Permission.EndParticipation)]
public sealed record EndParticipation(string TrialCode, Guid ParticipantId, DateOnly EndedOn, EndReason Reason);

public sealed class EndParticipationValidator : AbstractValidator<EndParticipation>
{
    public EndParticipationValidator() =>
        RuleFor(r => r.Reason).IsInEnum().NotEqual(EndReason.Withdrawn).WithMessage("is recorded as a withdrawal, which says from what.");
}

public sealed record EndedParticipation(string Number, DateOnly EndedOn, EndReason Reason);

public sealed record EndInTheFuture(DateOnly EndedOn)
    : Refusal("participant.ends-in-the-future", Invariant($"A participation cannot have ended on {EndedOn:yyyy-MM-dd}: that day is still to come."));

public sealed record EndBeforeForm(DateOnly EndedOn, DateOnly LastOn)
    : Refusal("participant.ends-before-form", Invariant($"A participation cannot have ended on {EndedOn:yyyy-MM-dd}: a form is of {LastOn:yyyy-MM-dd}. Correct the day of one of them."));

public sealed record DeathBeforeWithdrawal(DateOnly DiedOn, DateOnly WithdrawnOn)
    : Refusal("participant.died-before-withdrawal", Invariant($"Nobody who withdrew on {WithdrawnOn:yyyy-MM-dd} can have died on {DiedOn:yyyy-MM-dd}."));

public sealed record EndBeforeEntry(DateOnly EndedOn)
    : Refusal("participant.ends-before-entry", Invariant($"A participation cannot have ended on {EndedOn:yyyy-MM-dd}: the participant came in later."));

public sealed class EndParticipationHandler(ParticipantAccess access, IParticipants participants, AuditNote note, TimeProvider clock)
    : IUseCase<EndParticipation, EndedParticipation>
{
    public async Task<Outcome<EndedParticipation>> HandleAsync(EndParticipation request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.EndParticipation, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var participant = found.Value.Participant;
        if (participant.EndedOn is { } endedOn && (request.Reason != EndReason.Died || participant.HasDied))
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        if (request.EndedOn > clock.Today())
        {
            return new EndInTheFuture(request.EndedOn);
        }

        if (request.EndedOn < (participant.ScreenedOn ?? participant.EnrolledOn ?? TrialDay.Earliest))
        {
            return new EndBeforeEntry(request.EndedOn);
        }

        if (await participants.LastFormOnAsync(participant.ParticipantId, cancellation) is { } lastOn && request.EndedOn < lastOn)
        {
            return new EndBeforeForm(request.EndedOn, lastOn);
        }

        if (participant is { EndReason: EndReason.Withdrawn, EndedOn: { } leftOn } && request.EndedOn < leftOn)
        {
            return new DeathBeforeWithdrawal(request.EndedOn, leftOn);
        }

        if (participant.EndedOn is not null)
        {
            await participants.RecordDeathAsync(participant.ParticipantId, request.EndedOn, cancellation);
            note.Changed("diedOn", oldValue: null, AuditHash.Text(request.EndedOn));
            return new EndedParticipation(participant.Number, request.EndedOn, request.Reason);
        }

        await participants.EndAsync(participant.ParticipantId, request.EndedOn, request.Reason, cancellation);
        note.Changed("endedOn", oldValue: null, AuditHash.Text(request.EndedOn), request.Reason.ToString());
        note.Changed("endReason", oldValue: null, request.Reason.ToString());
        return new EndedParticipation(participant.Number, request.EndedOn, request.Reason);
    }
}
