using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>
/// Begins to set up an authenticator: for a person who has none yet, or who is signed in and wants another. Who has one gives the password again;
/// who came in by a recovery code, because the authenticator is lost, has just given it.
/// </summary>
[Anonymous]
public sealed record EnrolSecondFactor(SessionToken Session, string? Password = null)
{
    public override string ToString() => nameof(EnrolSecondFactor);
}

/// <param name="Key">To be typed into the authenticator; shown once.</param>
/// <param name="Address">The same as an address, for a picture.</param>
public sealed record BegunSecondFactor(string Key, string Address)
{
    public override string ToString() => nameof(BegunSecondFactor);
}

public sealed record OwnPasswordNeeded()
    : Refusal("account.password-needed", "Give your password again: you have an authenticator, and this replaces it.");

public sealed record OwnPasswordRefused()
    : Refusal("account.password-refused", "This changed nothing: give your own password. After several failures, wait before you try again.")
{
    internal override bool KeepsWork => true;
}

public sealed class EnrolSecondFactorHandler(
    SessionAccess access,
    FailedAttempts attempts,
    ICredentials credentials,
    ISessions sessions,
    IPasswordHashes hashes,
    IAuthenticatorKeys keys,
    IIdentities identities,
    AuditNote note,
    TimeProvider clock) : IUseCase<EnrolSecondFactor, BegunSecondFactor>, IPrepared<EnrolSecondFactor>
{
    private string? rightHash;

    public async Task PrepareAsync(EnrolSecondFactor request, CancellationToken cancellation)
    {
        if (request.Password is { } password
            && await sessions.FindAsync(request.Session.Hash, cancellation) is { } session
            && await credentials.FindAsync(session.Account.AccountId, cancellation) is { } credential
            && hashes.IsRight(credential.PasswordHash, password))
        {
            rightHash = credential.PasswordHash;
        }
    }

    public async Task<Outcome<BegunSecondFactor>> HandleAsync(EnrolSecondFactor request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Session, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (session, credential) = found.Value;
        if (credential.HasSecondFactor && await WhyNotReplacedAsync(session, credential, request.Password, cancellation) is { } refusal)
        {
            return refusal;
        }

        var key = identities.NewSecret(Totp.KeyBytes);
        await credentials.KeepAsync(credential with { PendingKey = keys.Seal(key) }, cancellation);
        note.Changed("authenticator", credential.HasSecondFactor ? "confirmed" : null, "begun");
        return new BegunSecondFactor(Totp.Spell(key), Totp.Address(session.Account.Name, key));
    }

    private async Task<Refusal?> WhyNotReplacedAsync(SignInSession session, Credential credential, string? password, CancellationToken cancellation)
    {
        // A password alone must not replace the second factor it was to be checked by.
        if (session.ConfirmedAt is not { } confirmed)
        {
            return new SignInRefused();
        }

        if (await credentials.UsedRecoveryCodeAsync(credential.AccountId, session.StartedAt, confirmed, cancellation))
        {
            return null;
        }

        if (password is null)
        {
            return new OwnPasswordNeeded();
        }

        if (!credential.IsLockedAt(clock.GetUtcNow()) && string.Equals(rightHash, credential.PasswordHash, StringComparison.Ordinal))
        {
            return null;
        }

        if (!credential.IsLockedAt(clock.GetUtcNow()))
        {
            await attempts.CountAsync(session.Account, credential, cancellation);
        }

        return new OwnPasswordRefused();
    }
}
