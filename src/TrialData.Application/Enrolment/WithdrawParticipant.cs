using FluentValidation;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Enrolment;

/// <summary>Records that a participant withdraws: from treatment alone, from follow-up, or the consent with a choice on the data.</summary>
/// <param name="DataUse">The participant's choice; needed where consent is withdrawn, and there alone.</param>
/// <param name="Reason">A participant need not give one.</param>
[Requires(Permission.EndParticipation)]
public sealed record WithdrawParticipant(
    string TrialCode, Guid ParticipantId, WithdrawalKind Kind, DateOnly WithdrawnOn, DataUse? DataUse = null, string? Reason = null);

public sealed class WithdrawParticipantValidator : AbstractValidator<WithdrawParticipant>
{
    public WithdrawParticipantValidator()
    {
        RuleFor(r => r.Kind).IsInEnum();
        RuleFor(r => r.DataUse).NotNull().When(r => r.Kind == WithdrawalKind.Consent).WithMessage("says what the participant chose for the data.");
        RuleFor(r => r.DataUse).Null().When(r => r.Kind != WithdrawalKind.Consent).WithMessage("is chosen only where consent is withdrawn.");
        RuleFor(r => r.DataUse).IsInEnum();
        RuleFor(r => r.Reason).IsReasonIfAny();
    }
}

/// <param name="EndedOn">The last day of the participation; null where it goes on.</param>
public sealed record WithdrawnParticipant(string Number, WithdrawalKind Kind, DateOnly WithdrawnOn, DateOnly? EndedOn);

public sealed record WithdrawnInTheFuture(DateOnly WithdrawnOn)
    : Refusal("withdrawal.in-the-future", Invariant($"Nobody can have withdrawn on {WithdrawnOn:yyyy-MM-dd}: that day is still to come."));

public sealed record WithdrawnBeforeEntry(DateOnly WithdrawnOn, DateOnly EnteredOn)
    : Refusal("withdrawal.before-entry", Invariant($"A withdrawal on {WithdrawnOn:yyyy-MM-dd} is before the participant came in on {EnteredOn:yyyy-MM-dd}."));

public sealed record AlreadyWithdrawn(string Number, WithdrawalKind Kind, DateOnly Since)
    : Refusal("withdrawal.already", Invariant($"Participant {Number} has withdrawn ({Kind}) on {Since:yyyy-MM-dd} already."));

public sealed class WithdrawParticipantHandler(
    ParticipantAccess access, IParticipants participants, IParticipantHistory history, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<WithdrawParticipant, WithdrawnParticipant>
{
    public async Task<Outcome<WithdrawnParticipant>> HandleAsync(WithdrawParticipant request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.EndParticipation, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var participant = found.Value.Participant;
        var withdrawals = await history.WithdrawalsAsync(participant.ParticipantId, cancellation);
        if (WhyNot(request, participant, withdrawals) is { } refusal)
        {
            return refusal;
        }

        var withdrawal = new Withdrawal(request.Kind, request.WithdrawnOn, request.DataUse);
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason;
        await history.AddWithdrawalAsync(
            new NewWithdrawal(participant.ParticipantId, withdrawal, reason, clock.GetUtcNow(), context.Actor.AccountId!.Value), cancellation);
        note.Changed("withdrawal", oldValue: null, request.Kind.ToString(), reason);
        note.Changed("withdrawnOn", oldValue: null, AuditHash.Text(request.WithdrawnOn), reason);
        if (request.DataUse is { } use)
        {
            note.Changed("dataUse", withdrawals.LastOrDefault(w => w.DataUse is not null)?.DataUse?.ToString(), use.ToString(), reason);
        }

        if (request.Kind == WithdrawalKind.Treatment || participant.EndedOn is not null)
        {
            return new WithdrawnParticipant(participant.Number, request.Kind, request.WithdrawnOn, participant.EndedOn);
        }

        await participants.EndAsync(participant.ParticipantId, request.WithdrawnOn, EndReason.Withdrawn, cancellation);
        note.Changed("endedOn", oldValue: null, AuditHash.Text(request.WithdrawnOn), reason);
        note.Changed("endReason", oldValue: null, nameof(EndReason.Withdrawn), reason);
        return new WithdrawnParticipant(participant.Number, request.Kind, request.WithdrawnOn, request.WithdrawnOn);
    }

    private Refusal? WhyNot(WithdrawParticipant request, Participant participant, IReadOnlyList<Withdrawal> earlier)
    {
        if (earlier.LastOrDefault(w => w.Kind == request.Kind) is { } same && same.DataUse == request.DataUse)
        {
            return new AlreadyWithdrawn(participant.Number, same.Kind, same.WithdrawnOn);
        }

        // Who left, but is alive, can still take the consent back.
        if (participant.EndedOn is { } endedOn && (request.Kind != WithdrawalKind.Consent || participant.HasDied))
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        if (participant.ConsentedAt is null && participant.EnrolledOn is null)
        {
            return new WrongStatus(participant.Number, participant.Status, ParticipantStatus.Consented);
        }

        if (request.WithdrawnOn > clock.Today())
        {
            return new WithdrawnInTheFuture(request.WithdrawnOn);
        }

        var enteredOn = participant.EnrolledOn ?? TrialDay.Of(participant.ConsentedAt!.Value);
        return request.WithdrawnOn < enteredOn ? new WithdrawnBeforeEntry(request.WithdrawnOn, enteredOn) : null;
    }
}
