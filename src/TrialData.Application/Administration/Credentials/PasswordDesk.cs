using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

public sealed record PasswordTooWeak(string Why) : Refusal("password.too-weak", Why);

public sealed record PasswordUsedBefore()
    : Refusal("password.used-before", FormattableString.Invariant($"This is one of your last {SignInPolicy.PasswordsRemembered} passwords: choose another."));

/// <summary>What a password must be, and keeping it once it is chosen.</summary>
public sealed class PasswordDesk(ICredentials credentials, IPasswordHashes hashes, AuditNote note, TimeProvider clock)
{
    /// <summary>Chooses a new password for an account, unless it is weak or was used.</summary>
    public async Task<Refusal?> ChooseAsync(Account account, string password, CancellationToken cancellation)
    {
        if (WhyWeak(account.Name, password) is { } why)
        {
            return new PasswordTooWeak(why);
        }

        var used = await credentials.UsedPasswordsAsync(account.AccountId, cancellation);
        if (used.Take(SignInPolicy.PasswordsRemembered).Any(hash => hashes.IsRight(hash, password)))
        {
            return new PasswordUsedBefore();
        }

        var now = clock.GetUtcNow();
        var hash = hashes.Hash(password);
        var before = await credentials.FindAsync(account.AccountId, cancellation);
        await credentials.KeepAsync(
            before is null
                ? new Credential(account.AccountId, hash, now, MustChange: false, AuthenticatorKey: null, PendingKey: null, LastStep: 0, Failures: 0, LockedUntil: null)
                : before with { PasswordHash = hash, PasswordSetAt = now, MustChange = false },
            cancellation);
        await credentials.AddUsedPasswordAsync(account.AccountId, hash, now, cancellation);
        note.Changed("passwordSetAt", TextOf(before?.PasswordSetAt), TextOf(now));
        return null;
    }

    private static string? WhyWeak(string accountName, string password)
    {
        if (password.Length < SignInPolicy.ShortestPassword)
        {
            return FormattableString.Invariant($"A password has at least {SignInPolicy.ShortestPassword} characters.");
        }

        if (password.Length > SignInPolicy.LongestPassword)
        {
            return FormattableString.Invariant($"A password has at most {SignInPolicy.LongestPassword} characters.");
        }

        return password.Contains(accountName, StringComparison.OrdinalIgnoreCase) ? "A password does not contain the account's name." : null;
    }

    private static string? TextOf(DateTimeOffset? instant) => instant is { } at ? AuditHash.Text(at) : null;
}
