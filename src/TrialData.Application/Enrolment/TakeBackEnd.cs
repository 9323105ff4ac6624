using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Enrolment;

/// <summary>
/// Takes back a loss to follow-up or a death that was recorded of the wrong person or on the wrong day; what was recorded stays in the
/// audit trail. A withdrawal is what the participant said, and stays.
/// </summary>
[Requires(Permission.EndParticipation)]
public sealed record TakeBackEnd(string TrialCode, Guid ParticipantId, string Reason);

public sealed class TakeBackEndValidator : AbstractValidator<TakeBackEnd>
{
    public TakeBackEndValidator() => RuleFor(r => r.Reason).IsReason();
}

/// <param name="EndedOn">The end that still stands; null where the participation goes on.</param>
public sealed record EndTakenBack(string Number, DateOnly? EndedOn);

public sealed record NoEndToTakeBack(string Number)
    : Refusal("participant.no-end", $"Of {Number} neither a death nor a loss to follow-up is recorded.");

public sealed class TakeBackEndHandler(ParticipantAccess access, IParticipants participants, AuditNote note) : IUseCase<TakeBackEnd, EndTakenBack>
{
    public async Task<Outcome<EndTakenBack>> HandleAsync(TakeBackEnd request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.EndParticipation, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var participant = found.Value.Participant;
        if (participant.DiedOn is { } diedOn)
        {
            await participants.TakeBackEndAsync(participant, cancellation);
            note.Changed("diedOn", AuditHash.Text(diedOn), newValue: null, request.Reason);
            return new EndTakenBack(participant.Number, participant.EndedOn);
        }

        if (participant.EndReason is not (EndReason.Died or EndReason.LostToFollowUp))
        {
            return new NoEndToTakeBack(participant.Number);
        }

        await participants.TakeBackEndAsync(participant, cancellation);
        note.Changed("endedOn", AuditHash.Text(participant.EndedOn), newValue: null, request.Reason);
        note.Changed("endReason", participant.EndReason.ToString(), newValue: null, request.Reason);
        return new EndTakenBack(participant.Number, EndedOn: null);
    }
}
