using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>Locks a form: nobody can save, move or void it.</summary>
/// <param name="ExpectedVersion">The version the person saw.</param>
[Requires(Permission.FreezeAndLock)]
public sealed record LockForm(string TrialCode, Guid ParticipantId, FormAt At, int ExpectedVersion, string? Reason = null);

public sealed class LockFormValidator : AbstractValidator<LockForm>
{
    public LockFormValidator() => RuleFor(r => r.Reason).IsReasonIfAny();
}

public sealed class LockFormHandler(FormMarking marking) : IUseCase<LockForm, FormMarked>
{
    public Task<Outcome<FormMarked>> HandleAsync(LockForm request, CancellationToken cancellation) => marking.MarkAsync(
        new MarkRequest(request.TrialCode, request.ParticipantId, request.At, request.ExpectedVersion, Permission.FreezeAndLock),
        FormMarkKind.Locked,
        request.Reason,
        cancellation);
}
