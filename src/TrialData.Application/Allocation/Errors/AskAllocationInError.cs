using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Errors;

/// <summary>Asks that an allocation be marked as in error (see <see cref="MarkAllocationInError"/>): for a site researcher, to whom allocations are shown and who marks none.</summary>
/// <param name="Corrected">The levels that should have been others, by factor.</param>
[Requires(Permission.AskAllocationInError)]
public sealed record AskAllocationInError(
    string TrialCode, Guid ParticipantId, AllocationErrorKind Kind, IReadOnlyDictionary<string, string> Corrected, string Reason);

public sealed class AskAllocationInErrorValidator : AbstractValidator<AskAllocationInError>
{
    public AskAllocationInErrorValidator()
    {
        RuleFor(r => r.Kind).IsInEnum();
        RuleFor(r => r.Reason).IsReason();
        RuleFor(r => r.Corrected).AreCorrectionsOf(r => r.Kind);
    }
}

public sealed class AskAllocationInErrorHandler(ErrorDesk desk) : IUseCase<AskAllocationInError, MarkedAllocation>
{
    public Task<Outcome<MarkedAllocation>> HandleAsync(AskAllocationInError request, CancellationToken cancellation) => desk.TakeAsync(
        Permission.AskAllocationInError, request.TrialCode, request.ParticipantId, request.Kind, request.Corrected, request.Reason, cancellation);
}
