namespace TrialData.Application.Administration.Credentials;

/// <summary>How long passwords last.</summary>
/// <param name="MaxAgeDays">After how many days a password must be changed; null for never, as NIST SP 800-63B and the NCSC advise.</param>
public sealed record PasswordPolicy(int? MaxAgeDays)
{
    public static PasswordPolicy WithoutEnd { get; } = new(MaxAgeDays: null);

    public bool MustChange(Credential credential, DateTimeOffset now) =>
        credential.MustChange || (MaxAgeDays is { } days && now - credential.PasswordSetAt >= TimeSpan.FromDays(days));
}
