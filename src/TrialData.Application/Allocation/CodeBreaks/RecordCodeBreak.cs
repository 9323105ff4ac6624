using FluentValidation;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Allocation.CodeBreaks;

/// <summary>Notes that a participant's arm became known otherwise than by this program: by a slip, as planned, or in an emergency.</summary>
/// <param name="Learned">Who learned it: a name or an office. Blinded people read it, so it does not say the arm.</param>
/// <param name="Reason">How it came about.</param>
[Requires(Permission.RecordCodeBreak)]
public sealed record RecordCodeBreak(
    string TrialCode, Guid ParticipantId, CodeBreakKind Kind, string Learned, DateOnly BrokenOn, string Reason);

public sealed class RecordCodeBreakValidator : AbstractValidator<RecordCodeBreak>
{
    public RecordCodeBreakValidator()
    {
        RuleFor(r => r.Kind).IsInEnum();
        RuleFor(r => r.Learned).IsWhoLearned();
        RuleFor(r => r.Reason).IsReason();
    }
}

public sealed record RecordedCodeBreak(Guid CodeBreakId, string Number, CodeBreakKind Kind, DateOnly BrokenOn);

public sealed record BrokenInTheFuture(DateOnly BrokenOn)
    : Refusal("code-break.in-the-future", Invariant($"An arm cannot have become known on {BrokenOn:yyyy-MM-dd}: that day is still to come."));

public sealed record BrokenBeforeAllocation(DateOnly BrokenOn, DateOnly AllocatedOn)
    : Refusal("code-break.before-allocation", Invariant($"An arm cannot have become known on {BrokenOn:yyyy-MM-dd}: it was allocated on {AllocatedOn:yyyy-MM-dd}."));

public sealed class RecordCodeBreakHandler(
    ParticipantAccess access, IAllocationVault vault, ICodeBreaks codeBreaks, IIdentities identities, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<RecordCodeBreak, RecordedCodeBreak>
{
    public async Task<Outcome<RecordedCodeBreak>> HandleAsync(RecordCodeBreak request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.RecordCodeBreak, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, _, protocol) = found.Value;
        if (CodeBreakTexts.NamesArm(request.Learned, protocol))
        {
            return new NamesAnArm();
        }

        if (await vault.FindAsync(participant.ParticipantId, cancellation) is not { } allocation)
        {
            return new NothingToUnblind(participant.Number);
        }

        var now = clock.GetUtcNow();
        if (request.BrokenOn > TrialDay.Of(now))
        {
            return new BrokenInTheFuture(request.BrokenOn);
        }

        if (request.BrokenOn < allocation.AllocatedOn)
        {
            return new BrokenBeforeAllocation(request.BrokenOn, allocation.AllocatedOn.Value);
        }

        var entry = new NewCodeBreak(
            identities.NewId(), participant.TrialId, participant.ParticipantId, request.Kind, IsByHand: true, request.Learned, request.BrokenOn,
            request.Reason, now, context.Actor.AccountId!.Value);
        await codeBreaks.AddAsync(entry, cancellation);
        note.Changed(CodeBreakField.Name, oldValue: null, request.Kind.ToString(), request.Reason);
        return new RecordedCodeBreak(entry.PublicId, participant.Number, request.Kind, request.BrokenOn);
    }
}
