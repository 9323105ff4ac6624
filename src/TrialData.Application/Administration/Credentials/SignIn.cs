using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Gives name and password. What comes back lets one give the second factor, or set one up, and nothing else.</summary>
[Anonymous]
public sealed record SignIn(string Name, string Password)
{
    /// <summary>What the person signs in with, in a few words; null where the door does not say.</summary>
    public string? Device { get; init; }

    public override string ToString() => nameof(SignIn);
}

public sealed class SignInValidator : AbstractValidator<SignIn>
{
    public SignInValidator() => RuleFor(r => r.Device).MaximumLength(SignInPolicy.LongestDevice);
}

/// <param name="HasSecondFactor">False for a person who must set one up now.</param>
public sealed record BegunSignIn(SessionToken Session, bool HasSecondFactor)
{
    public override string ToString() => nameof(BegunSignIn);
}

/// <summary>Which part was wrong is never said, nor whether there is such an account, nor that it is locked.</summary>
public sealed record SignInRefused()
    : Refusal("signin.refused", "This did not sign you in. After several failures, wait before you try again.")
{
    internal override bool KeepsWork => true;
}

public sealed class SignInHandler(
    IAccounts accounts,
    ICredentials credentials,
    ISessions sessions,
    FailedAttempts attempts,
    IPasswordHashes hashes,
    IIdentities identities,
    AuditNote note,
    TimeProvider clock)
    : IUseCase<SignIn, BegunSignIn>, IPrepared<SignIn>
{
    private string? rightHash;

    // A slow hash inside the transaction would keep every other writer of the store waiting.
    public async Task PrepareAsync(SignIn request, CancellationToken cancellation)
    {
        var account = await accounts.FindAsync(request.Name, cancellation);
        var credential = account is null ? null : await credentials.FindAsync(account.AccountId, cancellation);
        var isRight = hashes.IsRight(credential?.PasswordHash ?? hashes.OfNobody, request.Password);
        rightHash = isRight ? credential?.PasswordHash : null;
    }

    public async Task<Outcome<BegunSignIn>> HandleAsync(SignIn request, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await accounts.FindAsync(request.Name, cancellation) is not { } account
            || await credentials.FindAsync(account.AccountId, cancellation) is not { } credential)
        {
            return new SignInRefused();
        }

        note.On(account.Name);
        if (credential.IsLockedAt(now))
        {
            return new SignInRefused();
        }

        if (!string.Equals(rightHash, credential.PasswordHash, StringComparison.Ordinal) || !account.MayActOn(TrialDay.Of(now)))
        {
            await attempts.CountAsync(account, credential, cancellation);
            return new SignInRefused();
        }

        note.Identified(new Actor(account.AccountId, account.Name));
        var token = SessionToken.New(identities);
        await sessions.StartAsync(account.AccountId, token.Hash, request.Device, now, cancellation);
        return new BegunSignIn(token, credential.HasSecondFactor);
    }
}
