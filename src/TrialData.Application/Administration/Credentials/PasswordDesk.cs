using TrialData.Application.Administration.Mail;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

public sealed record PasswordTooWeak(string Why) : Refusal("password.too-weak", Why);

public sealed record PasswordUsedBefore()
    : Refusal("password.used-before", FormattableString.Invariant($"This is one of your last {SignInPolicy.PasswordsRemembered} passwords: choose another."));

/// <summary>What a password must be, and keeping it once it is chosen.</summary>
public sealed class PasswordDesk(ICredentials credentials, IPasswordHashes hashes, MailDesk mail, AuditNote note, TimeProvider clock)
{
    private readonly Dictionary<string, bool> compared = new(StringComparer.Ordinal);
    private string? hashed;

    /// <summary>Computes the slow hashes that <see cref="ChooseAsync"/> needs, before the transaction begins.</summary>
    public async Task PrepareAsync(Account account, string password, CancellationToken cancellation)
    {
        if (WhyWeak(account.Name, password) is not null || await IsUsedAsync(account, password, cancellation))
        {
            return;
        }

        hashed ??= hashes.Hash(password);
    }

    /// <summary>Chooses a new password for an account, unless it is weak or was used.</summary>
    public async Task<Refusal?> ChooseAsync(Account account, string password, CancellationToken cancellation)
    {
        if (WhyWeak(account.Name, password) is { } why)
        {
            return new PasswordTooWeak(why);
        }

        if (await IsUsedAsync(account, password, cancellation))
        {
            return new PasswordUsedBefore();
        }

        var now = clock.GetUtcNow();
        var hash = hashed ?? hashes.Hash(password);
        var before = await credentials.FindAsync(account.AccountId, cancellation);
        await credentials.KeepAsync(
            before is null
                ? new Credential(account.AccountId, hash, now, MustChange: false, AuthenticatorKey: null, PendingKey: null, LastStep: 0, Failures: 0, LockedUntil: null)
                : before with { PasswordHash = hash, PasswordSetAt = now, MustChange = false },
            cancellation);
        await credentials.AddUsedPasswordAsync(account.AccountId, hash, now, cancellation);
        note.Changed("passwordSetAt", TextOf(before?.PasswordSetAt), TextOf(now));
        if (before is not null)
        {
            await mail.PostAsync(Letters.PasswordChanged(account.Name, now), account.Email, cancellation);
        }

        return null;
    }

    // A hash that was compared before the transaction is not compared again; one that came in between is.
    private async Task<bool> IsUsedAsync(Account account, string password, CancellationToken cancellation)
    {
        var used = await credentials.UsedPasswordsAsync(account.AccountId, cancellation);
        return used.Take(SignInPolicy.PasswordsRemembered).Any(hash =>
        {
            if (!compared.TryGetValue(hash, out var isSame))
            {
                compared[hash] = isSame = hashes.IsRight(hash, password);
            }

            return isSame;
        });
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
