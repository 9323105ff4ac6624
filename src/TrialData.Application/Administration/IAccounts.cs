using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <param name="ExpiresOn">The last day on which the account may act; null for no end.</param>
/// <param name="Email">Where mail for the account goes; null for nowhere.</param>
public sealed record NewAccount(string Name, DateOnly? ExpiresOn, DateTimeOffset CreatedAt, string? Email = null);

public sealed record Account(long AccountId, string Name, DateOnly? ExpiresOn, DateTimeOffset? SuspendedAt, string? Email)
{
    public bool MayActOn(DateOnly day) => SuspendedAt is null && (ExpiresOn is null || ExpiresOn >= day);
}

/// <param name="TrainedOn">The day of the training for the role; null for the founder of a store alone.</param>
/// <param name="GrantedBy">The account that delegated the role; null for the founder of a store alone.</param>
/// <param name="ExpiresOn">The last day on which the role is held; null for no end.</param>
public sealed record NewGrant(long AccountId, RoleGrant Grant, DateOnly? TrainedOn, long? GrantedBy, DateTimeOffset GrantedAt, DateOnly? ExpiresOn);

/// <summary>A grant that was not revoked; it may have expired.</summary>
public sealed record HeldGrant(long RoleGrantId, RoleGrant Grant, DateOnly? ExpiresOn)
{
    public bool IsInForceOn(DateOnly day) => ExpiresOn is null || ExpiresOn >= day;
}

/// <summary>A role that an account has or had in a trial, or in all of the store.</summary>
/// <param name="SchemeSealedAt">When the trial's scheme was sealed; null where none is.</param>
public sealed record RoleEverHeld(Role Role, DateOnly? ExpiresOn, DateTimeOffset? RevokedAt, DateTimeOffset? SchemeSealedAt)
{
    /// <summary>Whether it lasted into the time of the scheme: what it showed is known ever after.</summary>
    public bool SawScheme => SchemeSealedAt is { } at && !(RevokedAt < at) && !(ExpiresOn < TrialDay.Of(at));
}

public interface IAccounts
{
    Task<bool> AnyAsync(CancellationToken cancellation);

    Task<Account?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Whether another account has an address, in upper or lower case.</summary>
    Task<bool> IsEmailTakenAsync(string email, long? butBy, CancellationToken cancellation);

    Task ChangeEmailAsync(long accountId, string? email, CancellationToken cancellation);

    /// <summary>The addresses of all that may act on a day and hold one of some roles.</summary>
    Task<IReadOnlyList<string>> EmailsOfAsync(IReadOnlyCollection<Role> roles, DateOnly today, CancellationToken cancellation);

    /// <summary>The same of one trial: roles held in all of it, and at one site.</summary>
    Task<IReadOnlyList<string>> EmailsAtAsync(IReadOnlyCollection<Role> roles, long trialId, long siteId, DateOnly today, CancellationToken cancellation);

    /// <summary>Whether the account is neither suspended nor expired on a day.</summary>
    Task<bool> MayActAsync(long accountId, DateOnly today, CancellationToken cancellation);

    Task<long> AddAsync(NewAccount account, CancellationToken cancellation);

    /// <summary>What the account may use on a day: nothing while it is suspended or has expired.</summary>
    Task<IReadOnlyList<RoleGrant>> GrantsOfAsync(long accountId, DateOnly today, CancellationToken cancellation);

    /// <summary>Every grant not revoked, in force or not, locked against other changes of the account's grants.</summary>
    Task<IReadOnlyList<HeldGrant>> LockGrantsAsync(long accountId, CancellationToken cancellation);

    /// <summary>Every role that the account has or had in a trial or in all of the store, revoked and expired ones too.</summary>
    Task<IReadOnlyList<RoleEverHeld>> RolesEverHeldAsync(long accountId, long trialId, CancellationToken cancellation);

    Task AddGrantAsync(NewGrant grant, CancellationToken cancellation);

    /// <summary>Writes which duties a grant has beyond its role.</summary>
    Task ChangeDutiesAsync(long roleGrantId, IReadOnlyList<Permission> duties, CancellationToken cancellation);

    Task RevokeGrantAsync(long roleGrantId, DateTimeOffset at, CancellationToken cancellation);

    Task SuspendAsync(long accountId, DateTimeOffset at, CancellationToken cancellation);

    Task ResumeAsync(long accountId, CancellationToken cancellation);
}
