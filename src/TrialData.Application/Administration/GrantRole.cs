using FluentValidation;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Delegates a role to a trained person: an investigator the roles of a site, a manager all others.</summary>
/// <param name="SiteCode">The site of a role held at one; null for a role in the whole trial.</param>
/// <param name="TrainedOn">The day of the person's training for this role.</param>
/// <param name="ExpiresOn">The last day on which the role is held; null for no end.</param>
/// <param name="Duties">What is delegated by name beyond the role, also to whoever holds the role already; null for nothing.</param>
[Requires(Permission.GrantRole)]
public sealed record GrantRole(
    string TrialCode, string AccountName, Role Role, string? SiteCode, DateOnly? TrainedOn, DateOnly? ExpiresOn = null,
    IReadOnlyList<Permission>? Duties = null);

/// <param name="Duties">All that the grant has now.</param>
public sealed record GrantedRole(string AccountName, Role Role, string? SiteCode, DateOnly TrainedOn, DateOnly? ExpiresOn, IReadOnlyList<Permission> Duties);

public sealed class GrantRoleValidator : AbstractValidator<GrantRole>
{
    public GrantRoleValidator()
    {
        RuleFor(r => r.Role).IsInEnum();
        RuleForEach(r => r.Duties).IsInEnum();
    }
}

public sealed record TrainingMissing(Role Role)
    : Refusal("account.training-missing", $"Nobody is given the role {RoleNames.Of(Role)} without the day of the training for it.");

public sealed record TrainingInTheFuture(DateOnly TrainedOn)
    : Refusal("account.training-in-the-future", Invariant($"The training of {TrainedOn:yyyy-MM-dd} is still to come."));

public sealed record RoleExpiredAlready(DateOnly ExpiresOn)
    : Refusal("account.role-expired-already", Invariant($"A role cannot be given until {ExpiresOn:yyyy-MM-dd}: that day is past."));

public sealed record RoleHeldAlready(string AccountName, Role Role)
    : Refusal("account.role-held-already", $"The account {AccountName} holds the role {RoleNames.Of(Role)} there already.");

public sealed record DutyNotForRole(Permission Duty, Role Role)
    : Refusal("account.duty-not-for-role", $"{Duty} is no duty that can be delegated to a {RoleNames.Of(Role)}.");

public sealed record RolesBreakBlinding()
    : Refusal("account.roles-break-blinding", "An assessor may hold no role that sees allocations, at any site, and may not have held one in this trial since its scheme was sealed.");

public sealed record RolesBreakConcealment()
    : Refusal("account.roles-break-concealment", "Whoever randomises at a site may hold no role that knows the scheme or the ledger of the same trial, and may not have held one since the scheme was sealed.");

public sealed class GrantRoleHandler(IAccounts accounts, RoleAccess access, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<GrantRole, GrantedRole>
{
    public async Task<Outcome<GrantedRole>> HandleAsync(GrantRole request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.AccountName, request.Role, request.SiteCode, alsoBy: null, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var now = clock.GetUtcNow();
        var today = TrialDay.Of(now);
        if (Undue(request, today) is { } undue)
        {
            return undue;
        }

        var place = found.Value;

        // Locked: two delegations at the same moment must not together make an assessor who sees allocations, or an enroller who knows the scheme.
        var held = await accounts.LockGrantsAsync(place.Account.AccountId, cancellation);
        var inForce = held.Where(h => h.IsInForceOn(today)).ToList();
        var duties = (request.Duties ?? []).Distinct().ToList();
        if (inForce.Find(h => h.Grant.IsAtPlaceOf(place.Grant)) is { } same)
        {
            return duties.Except(same.Grant.Duties).Any()
                ? await AddDutiesAsync(request, place, same, duties, cancellation)
                : new RoleHeldAlready(place.Account.Name, request.Role);
        }

        // What a role showed is known after it has ended.
        var known = (await accounts.RolesEverHeldAsync(place.Account.AccountId, place.Grant.TrialId!.Value, cancellation))
            .Where(role => role.SawScheme)
            .Select(role => role.Role)
            .ToList();
        if (RoleTable.BreaksBlinding([request.Role, .. inForce.Select(h => h.Grant.Role), .. known.Where(RoleTable.SeesAllocations)]))
        {
            return new RolesBreakBlinding();
        }

        var inTrial = inForce.Where(h => h.Grant.TrialId is null || h.Grant.TrialId == place.Grant.TrialId).Select(h => h.Grant.Role);
        if (RoleTable.BreaksConcealment([request.Role, .. inTrial, .. known.Where(RoleTable.KnowsScheme)]))
        {
            return new RolesBreakConcealment();
        }

        foreach (var expired in held.Where(h => h.Grant.IsAtPlaceOf(place.Grant)))
        {
            await accounts.RevokeGrantAsync(expired.RoleGrantId, now, cancellation);
        }

        await accounts.AddGrantAsync(
            new NewGrant(place.Account.AccountId, place.Grant with { Duties = duties }, request.TrainedOn, context.Actor.AccountId, now, request.ExpiresOn), cancellation);
        note.Changed("role", oldValue: null, place.Text);
        note.Changed("trainedOn", oldValue: null, AuditHash.Text(request.TrainedOn));
        if (request.ExpiresOn is { } expiresOn)
        {
            note.Changed("roleExpiresOn", oldValue: null, AuditHash.Text(expiresOn));
        }

        if (duties.Count > 0)
        {
            note.Changed("duties", oldValue: null, DutyNames.Of(duties));
        }

        return new GrantedRole(place.Account.Name, request.Role, place.SiteCode, request.TrainedOn!.Value, request.ExpiresOn, duties);
    }

    // The role itself stays as it was given: its training, its end.
    private async Task<GrantedRole> AddDutiesAsync(
        GrantRole request, RoleInPlace place, HeldGrant held, IEnumerable<Permission> added, CancellationToken cancellation)
    {
        var duties = held.Grant.Duties.Union(added).ToList();
        await accounts.ChangeDutiesAsync(held.RoleGrantId, duties, cancellation);
        note.Changed("duties", DutyNames.Of(held.Grant.Duties), DutyNames.Of(duties));
        note.Changed("trainedOn", oldValue: null, AuditHash.Text(request.TrainedOn));
        return new GrantedRole(place.Account.Name, request.Role, place.SiteCode, request.TrainedOn!.Value, held.ExpiresOn, duties);
    }

    private static Refusal? Undue(GrantRole request, DateOnly today)
    {
        if (request.TrainedOn is not { } trainedOn)
        {
            return new TrainingMissing(request.Role);
        }

        if (trainedOn > today)
        {
            return new TrainingInTheFuture(trainedOn);
        }

        if (request.ExpiresOn is { } expiresOn && expiresOn < today)
        {
            return new RoleExpiredAlready(expiresOn);
        }

        return request.Duties?.Where(duty => !RoleTable.MayBeDelegated(request.Role, duty)).Select(duty => new DutyNotForRole(duty, request.Role)).FirstOrDefault();
    }
}
