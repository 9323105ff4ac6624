using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Errors;

/// <summary>Marks an allocation as made in error, until a second person agrees. The participant keeps the arm.</summary>
/// <param name="Corrected">The levels that should have been others, by factor.</param>
[Requires(Permission.MarkAllocationInError)]
public sealed record MarkAllocationInError(
    string TrialCode, Guid ParticipantId, AllocationErrorKind Kind, IReadOnlyDictionary<string, string> Corrected, string Reason);

public sealed class MarkAllocationInErrorValidator : AbstractValidator<MarkAllocationInError>
{
    public MarkAllocationInErrorValidator()
    {
        RuleFor(r => r.Kind).IsInEnum();
        RuleFor(r => r.Reason).IsReason();
        RuleFor(r => r.Corrected).AreCorrectionsOf(r => r.Kind);
    }
}

public sealed class MarkAllocationInErrorHandler(ErrorDesk desk) : IUseCase<MarkAllocationInError, MarkedAllocation>
{
    public Task<Outcome<MarkedAllocation>> HandleAsync(MarkAllocationInError request, CancellationToken cancellation) => desk.TakeAsync(
        Permission.MarkAllocationInError, request.TrialCode, request.ParticipantId, request.Kind, request.Corrected, request.Reason, cancellation);
}
