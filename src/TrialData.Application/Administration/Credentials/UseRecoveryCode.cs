using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Gives a recovery code instead of the authenticator's, once each. Setting up another authenticator comes next.</summary>
[Anonymous]
public sealed record UseRecoveryCode(SessionToken Session, string Code)
{
    public override string ToString() => nameof(UseRecoveryCode);
}

public sealed class UseRecoveryCodeHandler(
    SessionAccess access, SessionDesk desk, FailedAttempts attempts, ICredentials credentials, AuditNote note, TimeProvider clock)
    : IUseCase<UseRecoveryCode, SignedIn>
{
    public async Task<Outcome<SignedIn>> HandleAsync(UseRecoveryCode request, CancellationToken cancellation)
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

        if (!await credentials.UseRecoveryCodeAsync(credential.AccountId, RecoveryCode.HashOf(request.Code), now, cancellation))
        {
            await attempts.CountAsync(session.Account, credential, cancellation);
            return new SignInRefused();
        }

        note.Changed("recoveryCode", "unused", "used");
        return await desk.ConfirmAsync(session, credential, cancellation);
    }
}

/// <summary>A code to keep on paper for the day the authenticator is lost: 80 random bits, of which only the hash is stored.</summary>
internal static class RecoveryCode
{
    private const int RandomBytes = 10;
    private const int GroupLength = 4;

    private static string New(IIdentities identities) =>
        string.Join('-', Totp.Spell(identities.NewSecret(RandomBytes)).Chunk(GroupLength).Select(group => new string(group)));

    /// <summary>As many as an account has at a time.</summary>
    public static IReadOnlyList<string> NewSheet(IIdentities identities) => Enumerable.Range(0, SignInPolicy.RecoveryCodes).Select(_ => New(identities)).ToList();

    public static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()));
}
