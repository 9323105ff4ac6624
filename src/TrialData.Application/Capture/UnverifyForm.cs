using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>Takes back that a form agrees with its source.</summary>
/// <param name="ExpectedVersion">The version the person saw.</param>
[Requires(Permission.VerifySource)]
public sealed record UnverifyForm(string TrialCode, Guid ParticipantId, FormAt At, int ExpectedVersion, string Reason);

public sealed class UnverifyFormValidator : AbstractValidator<UnverifyForm>
{
    public UnverifyFormValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed class UnverifyFormHandler(FormMarking marking) : IUseCase<UnverifyForm, FormMarked>
{
    public Task<Outcome<FormMarked>> HandleAsync(UnverifyForm request, CancellationToken cancellation) => marking.MarkAsync(
        new MarkRequest(request.TrialCode, request.ParticipantId, request.At, request.ExpectedVersion, Permission.VerifySource),
        FormMarkKind.Unverified,
        request.Reason,
        cancellation);
}
