using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Begins to set up an authenticator: for a person who has none yet, or who is signed in and wants another.</summary>
[Anonymous]
public sealed record EnrolSecondFactor(SessionToken Session)
{
    public override string ToString() => nameof(EnrolSecondFactor);
}

/// <param name="Key">To be typed into the authenticator; shown once.</param>
/// <param name="Address">The same as an address, for a picture.</param>
public sealed record BegunSecondFactor(string Key, string Address)
{
    public override string ToString() => nameof(BegunSecondFactor);
}

public sealed class EnrolSecondFactorHandler(
    SessionAccess access, ICredentials credentials, IAuthenticatorKeys keys, IIdentities identities, AuditNote note)
    : IUseCase<EnrolSecondFactor, BegunSecondFactor>
{
    public async Task<Outcome<BegunSecondFactor>> HandleAsync(EnrolSecondFactor request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Session, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        // A password alone must not replace the second factor it was to be checked by.
        var (session, credential) = found.Value;
        if (credential.HasSecondFactor && session.ConfirmedAt is null)
        {
            return new SignInRefused();
        }

        var key = identities.NewSecret(Totp.KeyBytes);
        await credentials.KeepAsync(credential with { PendingKey = keys.Seal(key) }, cancellation);
        note.Changed("authenticator", credential.HasSecondFactor ? "confirmed" : null, "begun");
        return new BegunSecondFactor(Totp.Spell(key), Totp.Address(session.Account.Name, key));
    }
}
