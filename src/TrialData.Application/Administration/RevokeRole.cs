using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Ends a role of an account, at once, or a duty delegated with it. Who delegates a role may revoke it; so may a manager.</summary>
/// <remarks>A role that the account does not hold in the trial but in all of the store, as its founder does, ends in all of the store; not that of an administrator, which is no trial's to end.</remarks>
/// <param name="OnlyDuty">The duty that ends, while the role goes on; null for the role with all duties.</param>
[Requires(Permission.GrantRole)]
public sealed record RevokeRole(string TrialCode, string AccountName, Role Role, string? SiteCode, string Reason, Permission? OnlyDuty = null);

/// <param name="OnlyDuty">The duty that ended; null where the role did.</param>
public sealed record RevokedRole(string AccountName, Role Role, string? SiteCode, Permission? OnlyDuty);

public sealed class RevokeRoleValidator : AbstractValidator<RevokeRole>
{
    public RevokeRoleValidator()
    {
        RuleFor(r => r.Role).IsInEnum();
        RuleFor(r => r.OnlyDuty).IsInEnum();
        RuleFor(r => r.Reason).IsReason();
    }
}

public sealed record RoleNotHeld(string AccountName, Role Role)
    : Refusal("account.role-not-held", $"The account {AccountName} does not hold the role {RoleNames.Of(Role)} there.");

public sealed record DutyNotHeld(string AccountName, Permission Duty)
    : Refusal("account.duty-not-held", $"The duty {Duty} is not delegated to the account {AccountName} there.");

public sealed class RevokeRoleHandler(IAccounts accounts, RoleAccess access, AuditNote note, TimeProvider clock) : IUseCase<RevokeRole, RevokedRole>
{
    public async Task<Outcome<RevokedRole>> HandleAsync(RevokeRole request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.AccountName, request.Role, request.SiteCode, Role.Manager, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var place = found.Value;
        var held = await accounts.LockGrantsAsync(place.Account.AccountId, cancellation);
        var inStore = place.Grant with { TrialId = null };
        var grant = held.FirstOrDefault(h => h.Grant.IsAtPlaceOf(place.Grant))
            ?? held.FirstOrDefault(h => h.Grant.IsAtPlaceOf(inStore) && h.Grant.Role != Role.Administrator);
        if (grant is null)
        {
            return new RoleNotHeld(place.Account.Name, request.Role);
        }

        if (request.OnlyDuty is { } duty)
        {
            return await EndDutyAsync(request, place, grant, duty, cancellation);
        }

        await accounts.RevokeGrantAsync(grant.RoleGrantId, clock.GetUtcNow(), cancellation);
        note.Changed("role", grant.Grant.TrialId is null ? $"{place.Text} in all of the store" : place.Text, newValue: null, request.Reason);
        return new RevokedRole(place.Account.Name, request.Role, place.SiteCode, OnlyDuty: null);
    }

    private async Task<Outcome<RevokedRole>> EndDutyAsync(
        RevokeRole request, RoleInPlace place, HeldGrant grant, Permission duty, CancellationToken cancellation)
    {
        if (!grant.Grant.Duties.Contains(duty))
        {
            return new DutyNotHeld(place.Account.Name, duty);
        }

        var left = grant.Grant.Duties.Where(each => each != duty).ToList();
        await accounts.ChangeDutiesAsync(grant.RoleGrantId, left, cancellation);
        note.Changed("duties", DutyNames.Of(grant.Grant.Duties), DutyNames.Of(left), request.Reason);
        return new RevokedRole(place.Account.Name, request.Role, place.SiteCode, duty);
    }
}
