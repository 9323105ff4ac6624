using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>Unlocks a form, with the reason.</summary>
/// <param name="ExpectedVersion">The version the person saw.</param>
[Requires(Permission.ApproveUnlock)]
public sealed record UnlockForm(string TrialCode, Guid ParticipantId, FormAt At, int ExpectedVersion, string Reason);

public sealed class UnlockFormValidator : AbstractValidator<UnlockForm>
{
    public UnlockFormValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed class UnlockFormHandler(FormMarking marking) : IUseCase<UnlockForm, FormMarked>
{
    public Task<Outcome<FormMarked>> HandleAsync(UnlockForm request, CancellationToken cancellation) => marking.MarkAsync(
        new MarkRequest(request.TrialCode, request.ParticipantId, request.At, request.ExpectedVersion, Permission.ApproveUnlock),
        FormMarkKind.Unlocked,
        request.Reason,
        cancellation);
}
