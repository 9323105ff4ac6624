using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Gives the authenticator's code after the password. A code works once.</summary>
[Anonymous]
public sealed record GiveSecondFactor(SessionToken Session, string Code)
{
    public override string ToString() => nameof(GiveSecondFactor);
}

public sealed class GiveSecondFactorHandler(
    SessionAccess access, SessionDesk desk, FailedAttempts attempts, IAuthenticatorKeys keys, TimeProvider clock)
    : IUseCase<GiveSecondFactor, SignedIn>
{
    public async Task<Outcome<SignedIn>> HandleAsync(GiveSecondFactor request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Session, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var ((session, credential), now) = (found.Value, clock.GetUtcNow());
        if (session.ConfirmedAt is not null || !credential.HasSecondFactor || credential.IsLockedAt(now))
        {
            return new SignInRefused();
        }

        if (Totp.Accept(keys.Unseal(credential.AuthenticatorKey!), request.Code, now, credential.LastStep) is not { } step)
        {
            await attempts.CountAsync(session.Account, credential, cancellation);
            return new SignInRefused();
        }

        return await desk.ConfirmAsync(session, credential with { LastStep = step }, cancellation);
    }
}
