using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Ends a role of an account, at once. Who delegates a role may revoke it; so may a manager.</summary>
[Requires(Permission.GrantRole)]
public sealed record RevokeRole(string TrialCode, string AccountName, Role Role, string? SiteCode, string Reason);

public sealed record RevokedRole(string AccountName, Role Role, string? SiteCode);

public sealed class RevokeRoleValidator : AbstractValidator<RevokeRole>
{
    public RevokeRoleValidator()
    {
        RuleFor(r => r.Role).IsInEnum();
        RuleFor(r => r.Reason).IsReason();
    }
}

public sealed record RoleNotHeld(string AccountName, Role Role)
    : Refusal("account.role-not-held", $"The account {AccountName} does not hold the role {RoleNames.Of(Role)} there.");

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
        if (held.FirstOrDefault(h => h.Grant == place.Grant) is not { } grant)
        {
            return new RoleNotHeld(place.Account.Name, request.Role);
        }

        await accounts.RevokeGrantAsync(grant.RoleGrantId, clock.GetUtcNow(), cancellation);
        note.Changed("role", place.Text, newValue: null, request.Reason);
        return new RevokedRole(place.Account.Name, request.Role, place.SiteCode);
    }
}
