using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation.Errors;

/// <summary>A second person agrees that an allocation was in error, or does not. Agreed, it becomes an entry of the ledger.</summary>
[Requires(Permission.ApproveAllocationInError)]
public sealed record DecideAllocationInError(string TrialCode, Guid ErrorId, bool IsApproved, string Reason);

public sealed class DecideAllocationInErrorValidator : AbstractValidator<DecideAllocationInError>
{
    public DecideAllocationInErrorValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed record DecidedAllocationError(Guid ErrorId, string Number, AllocationErrorKind Kind, AllocationErrorState State);

public sealed record NoSuchAllocationError()
    : Refusal("allocation-error.not-found", "There is no such error of an allocation.");

public sealed record ErrorDecidedAlready(AllocationErrorState State)
    : Refusal("allocation-error.decided-already", $"This error was {State.ToString().ToLowerInvariant()} already.");

public sealed record DecidedByTheSame()
    : Refusal("allocation-error.second-person-needed", "Whoever said that the allocation is in error cannot also decide on it; a second person must.");

public sealed class DecideAllocationInErrorHandler(
    TrialAccess access, IAllocationVault vault, IAllocationErrors errors, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<DecideAllocationInError, DecidedAllocationError>
{
    public async Task<Outcome<DecidedAllocationError>> HandleAsync(DecideAllocationInError request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ApproveAllocationInError, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        // Locked first: two people at the same moment must not both decide.
        var (trial, scope) = found.Value;
        var scheme = await vault.FindSchemeAsync(trial.TrialId, cancellation);
        var head = scheme is null ? null : await vault.LockLedgerAsync(scheme, cancellation);
        if ((await errors.ListAsync(scope, cancellation)).FirstOrDefault(each => each.PublicId == request.ErrorId) is not { } error)
        {
            return new NoSuchAllocationError();
        }

        note.On(trial.TrialId, siteId: null, error.Number);
        if (error.State != AllocationErrorState.Awaiting)
        {
            return new ErrorDecidedAlready(error.State);
        }

        if (error.AccountId == context.Actor.AccountId)
        {
            return new DecidedByTheSame();
        }

        var now = clock.GetUtcNow();
        await errors.DecideAsync(new NewErrorDecision(error.AllocationErrorId, request.IsApproved, request.Reason, now, context.Actor.AccountId!.Value), cancellation);
        var state = request.IsApproved ? AllocationErrorState.Approved : AllocationErrorState.Declined;
        note.Changed("allocationErrorState", nameof(AllocationErrorState.Awaiting), state.ToString(), request.Reason);
        if (request.IsApproved && scheme is not null && await vault.FindEntryAsync(error.ParticipantId, cancellation) is { } wrong)
        {
            var place = new LedgerPlace(head!.Entries + 1, scheme.PublicId.ToString("D"), now.ToUniversalTime(), head.Hash);
            var entry = LedgerEntry.OfError(place, wrong, error.Corrected, $"{error.Kind}: {error.Reason}");
            await vault.AppendAsync(scheme.SchemeId, error.ParticipantId, entry, cancellation);
        }

        return new DecidedAllocationError(error.PublicId, error.Number, error.Kind, state);
    }
}
