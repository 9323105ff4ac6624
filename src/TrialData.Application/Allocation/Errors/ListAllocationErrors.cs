using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Errors;

/// <summary>Lists the errors of allocations for whoever decides on them. Who sees no allocations reads no free text in it.</summary>
[Requires(Permission.ApproveAllocationInError), Reading]
public sealed record ListAllocationErrors(string TrialCode);

public sealed record ListedAllocationErrors(IReadOnlyList<AllocationError> Errors);

public sealed class ListAllocationErrorsHandler(TrialAccess access, IAllocationErrors errors, RequestContext context)
    : IUseCase<ListAllocationErrors, ListedAllocationErrors>
{
    public async Task<Outcome<ListedAllocationErrors>> HandleAsync(ListAllocationErrors request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ApproveAllocationInError, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var all = await errors.ListAsync(scope, cancellation);
        var seesTexts = context.ScopeOf(Permission.ReadAllocation, trial.TrialId).AllSites;
        return new ListedAllocationErrors(seesTexts ? all : all.Select(error => error with { Reason = null, DecisionReason = null }).ToList());
    }
}
