using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>Says that a form agrees with its source, in the version that was seen.</summary>
/// <param name="ExpectedVersion">The version the person saw.</param>
[Requires(Permission.VerifySource)]
public sealed record VerifyForm(string TrialCode, Guid ParticipantId, FormAt At, int ExpectedVersion, string? Reason = null);

public sealed class VerifyFormValidator : AbstractValidator<VerifyForm>
{
    public VerifyFormValidator() => RuleFor(r => r.Reason).IsReasonIfAny();
}

public sealed class VerifyFormHandler(FormMarking marking) : IUseCase<VerifyForm, FormMarked>
{
    public Task<Outcome<FormMarked>> HandleAsync(VerifyForm request, CancellationToken cancellation) => marking.MarkAsync(
        new MarkRequest(request.TrialCode, request.ParticipantId, request.At, request.ExpectedVersion, Permission.VerifySource),
        FormMarkKind.Verified,
        request.Reason,
        cancellation);
}
