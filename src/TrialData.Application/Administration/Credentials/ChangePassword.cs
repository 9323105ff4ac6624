using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Changes the password of the person signed in, who gives the old one again. Every other session of the account ends.</summary>
[Anonymous]
public sealed record ChangePassword(SessionToken Session, string OldPassword, string NewPassword)
{
    public override string ToString() => nameof(ChangePassword);
}

public sealed class ChangePasswordHandler(
    SessionAccess access,
    SessionDesk sessionDesk,
    PasswordDesk desk,
    FailedAttempts attempts,
    ICredentials credentials,
    ISessions sessions,
    IPasswordHashes hashes,
    IIdentities identities,
    TimeProvider clock) : IUseCase<ChangePassword, SignedIn>, IPrepared<ChangePassword>
{
    private string? rightHash;

    public async Task PrepareAsync(ChangePassword request, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(request.Session.Hash, cancellation) is not { } session
            || await credentials.FindAsync(session.Account.AccountId, cancellation) is not { } credential
            || !hashes.IsRight(credential.PasswordHash, request.OldPassword))
        {
            return;
        }

        rightHash = credential.PasswordHash;
        await desk.PrepareAsync(session.Account, request.NewPassword, cancellation);
    }

    public async Task<Outcome<SignedIn>> HandleAsync(ChangePassword request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Session, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var ((session, credential), now) = (found.Value, clock.GetUtcNow());
        if (session.ConfirmedAt is null || credential.IsLockedAt(now))
        {
            return new SignInRefused();
        }

        if (!string.Equals(rightHash, credential.PasswordHash, StringComparison.Ordinal))
        {
            await attempts.CountAsync(session.Account, credential, cancellation);
            return new SignInRefused();
        }

        if (await desk.ChooseAsync(session.Account, request.NewPassword, cancellation) is { } refusal)
        {
            return refusal;
        }

        await sessions.EndAllAsync(credential.AccountId, now, cancellation);
        var fresh = SessionToken.New(identities);
        await sessions.StartAsync(credential.AccountId, fresh.Hash, session.Device, now, cancellation);
        var started = await sessions.FindAsync(fresh.Hash, cancellation);
        var changed = await credentials.FindAsync(credential.AccountId, cancellation);
        return await sessionDesk.ConfirmAsync(started!, changed!, cancellation);
    }
}
