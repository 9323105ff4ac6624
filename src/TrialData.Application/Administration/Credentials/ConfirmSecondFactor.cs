using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Proves with a first code that the authenticator is set up, and signs in.</summary>
[Anonymous]
public sealed record ConfirmSecondFactor(SessionToken Session, string Code)
{
    public override string ToString() => nameof(ConfirmSecondFactor);
}

/// <param name="RecoveryCodes">To be kept on paper; shown once. Earlier ones end.</param>
public sealed record ConfirmedSecondFactor(SignedIn SignedIn, IReadOnlyList<string> RecoveryCodes)
{
    public override string ToString() => nameof(ConfirmedSecondFactor);
}

public sealed class ConfirmSecondFactorHandler(
    SessionAccess access,
    SessionDesk desk,
    FailedAttempts attempts,
    ICredentials credentials,
    IAuthenticatorKeys keys,
    IIdentities identities,
    AuditNote note,
    TimeProvider clock) : IUseCase<ConfirmSecondFactor, ConfirmedSecondFactor>
{
    public async Task<Outcome<ConfirmedSecondFactor>> HandleAsync(ConfirmSecondFactor request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Session, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var ((session, credential), now) = (found.Value, clock.GetUtcNow());
        if (credential.PendingKey is not { } sealedKey
            || (credential.HasSecondFactor && session.ConfirmedAt is null)
            || credential.IsLockedAt(now))
        {
            return new SignInRefused();
        }

        if (Totp.Accept(keys.Unseal(sealedKey), request.Code, now, lastStep: 0) is not { } step)
        {
            await attempts.CountAsync(session.Account, credential, cancellation);
            return new SignInRefused();
        }

        var codes = RecoveryCode.NewSheet(identities);
        await credentials.ReplaceRecoveryCodesAsync(credential.AccountId, codes.Select(RecoveryCode.HashOf).ToList(), cancellation);
        note.Changed("authenticator", "begun", "confirmed");
        var signedIn = await desk.ConfirmAsync(session, credential with { AuthenticatorKey = sealedKey, PendingKey = null, LastStep = step }, cancellation);
        return new ConfirmedSecondFactor(signedIn, codes);
    }
}
