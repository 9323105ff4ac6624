using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Whether the person at the account gave its own password again, as for a signature. Wrong ones count as at the door.</summary>
/// <remarks>A refusal that follows must keep its work, or the failure is not counted.</remarks>
public sealed class OwnPassword(
    IAccounts accounts, ICredentials credentials, FailedAttempts attempts, IPasswordHashes hashes, RequestContext context, TimeProvider clock)
{
    private string? rightHash;
    private bool isGiven;

    /// <summary>Hashes the password; null where none was given. A slow hash inside the transaction would keep every other writer of the store waiting.</summary>
    public async Task PrepareAsync(string? password, CancellationToken cancellation)
    {
        isGiven = password is not null;
        if (password is null)
        {
            return;
        }

        var credential = await credentials.FindAsync(context.Actor.AccountId!.Value, cancellation);
        var isRight = hashes.IsRight(credential?.PasswordHash ?? hashes.OfNobody, password);
        rightHash = isRight ? credential?.PasswordHash : null;
    }

    /// <summary>
    /// Whether an act is confirmed: by the own password, or, where a program asks, by a token that names the permission, for it was made
    /// for that. A password that was not given is no failed attempt.
    /// </summary>
    public async Task<bool> ConfirmsAsync(Permission permission, CancellationToken cancellation)
    {
        if (!RoleTable.IsConfirmed(permission))
        {
            throw new ArgumentOutOfRangeException(nameof(permission), permission, "A token that names this was never confirmed when it was made.");
        }

        return context.Actor.Only?.Contains(permission) == true || await ConfirmsByItselfAsync(cancellation);
    }

    /// <summary>Whether an act is confirmed by the own password, which no token stands for.</summary>
    public async Task<bool> ConfirmsByItselfAsync(CancellationToken cancellation) => isGiven && await ProveAsync(cancellation) is not null;

    /// <summary>The account, if the prepared password is its own and it is not locked.</summary>
    public async Task<Account?> ProveAsync(CancellationToken cancellation)
    {
        var account = await accounts.FindAsync(context.Actor.Name, cancellation);
        if (account is null || await credentials.FindAsync(account.AccountId, cancellation) is not { } credential || credential.IsLockedAt(clock.GetUtcNow()))
        {
            return null;
        }

        if (string.Equals(rightHash, credential.PasswordHash, StringComparison.Ordinal))
        {
            return account;
        }

        await attempts.CountAsync(account, credential, cancellation);
        return null;
    }
}
