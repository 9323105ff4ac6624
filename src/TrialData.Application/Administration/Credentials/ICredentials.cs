using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>How an account proves who it is.</summary>
/// <param name="AuthenticatorKey">Sealed; null before the first authenticator was confirmed.</param>
/// <param name="PendingKey">Sealed; of an authenticator that is being set up and counts once a first code proved it.</param>
/// <param name="LastStep">The step of the last authenticator code used.</param>
/// <param name="Failures">Wrong passwords and codes since the last sign-in that was finished.</param>
public sealed record Credential(
    long AccountId,
    string PasswordHash,
    DateTimeOffset PasswordSetAt,
    bool MustChange,
    string? AuthenticatorKey,
    string? PendingKey,
    long LastStep,
    int Failures,
    DateTimeOffset? LockedUntil)
{
    public bool HasSecondFactor => AuthenticatorKey is not null;

    public bool IsLockedAt(DateTimeOffset now) => LockedUntil > now;
}

/// <param name="Account">Whose session it is.</param>
/// <param name="ConfirmedAt">When the second factor was given; null before.</param>
/// <param name="Device">What the person signed in with, in a few words; null where the door does not say.</param>
public sealed record SignInSession(
    long SignInSessionId, Account Account, DateTimeOffset StartedAt, DateTimeOffset LastUsedAt, DateTimeOffset? ConfirmedAt, string? Device)
{
    /// <summary>Whether the session still counts, by its own limits and its account's state.</summary>
    public bool IsAliveAt(DateTimeOffset now) =>
        Account.MayActOn(TrialDay.Of(now))
        && now < StartedAt + SignInPolicy.AbsoluteLimit
        && now < LastUsedAt + (ConfirmedAt is null ? SignInPolicy.SecondFactorLimit : SignInPolicy.IdleLimit);
}

public interface ICredentials
{
    Task<Credential?> FindAsync(long accountId, CancellationToken cancellation);

    /// <summary>Writes the credential whole; the first one of an account, or its next.</summary>
    Task KeepAsync(Credential credential, CancellationToken cancellation);

    /// <summary>The last passwords of an account as hashes, newest first.</summary>
    Task<IReadOnlyList<string>> UsedPasswordsAsync(long accountId, CancellationToken cancellation);

    Task AddUsedPasswordAsync(long accountId, string passwordHash, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Replaces all recovery codes of an account.</summary>
    Task ReplaceRecoveryCodesAsync(long accountId, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellation);

    /// <returns>Whether the code was there and had not been used.</returns>
    Task<bool> UseRecoveryCodeAsync(long accountId, byte[] codeHash, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Whether one of the account's present recovery codes was used in a span of time.</summary>
    Task<bool> UsedRecoveryCodeAsync(long accountId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);
}

public interface ISessions
{
    Task StartAsync(long accountId, byte[] tokenHash, string? device, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>A session that was not ended; it may have run out.</summary>
    Task<SignInSession?> FindAsync(byte[] tokenHash, CancellationToken cancellation);

    /// <summary>Sessions of an account that were confirmed and not ended, begun after an instant; the one used last comes first. They may have run out.</summary>
    Task<IReadOnlyList<SignInSession>> OfAsync(long accountId, DateTimeOffset startedAfter, CancellationToken cancellation);

    /// <summary>Marks the second factor as given, under a new token: one that was seen before is worth nothing now.</summary>
    Task ConfirmAsync(long sessionId, byte[] newTokenHash, DateTimeOffset at, CancellationToken cancellation);

    Task TouchAsync(long sessionId, DateTimeOffset at, CancellationToken cancellation);

    Task EndAsync(long sessionId, DateTimeOffset at, CancellationToken cancellation);

    Task EndAllAsync(long accountId, DateTimeOffset at, CancellationToken cancellation);
}
