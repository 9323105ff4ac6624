using System.Globalization;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Counts wrong passwords and codes of an account, and locks it for longer each time.</summary>
internal static class FailedAttempts
{
    public static async Task CountAsync(
        ICredentials credentials, Credential credential, AuditNote note, DateTimeOffset now, CancellationToken cancellation)
    {
        var failures = credential.Failures + 1;
        var lockedUntil = SignInPolicy.LockedUntil(failures, now);
        await credentials.KeepAsync(credential with { Failures = failures, LockedUntil = lockedUntil }, cancellation);
        note.Changed("failures", Text(credential.Failures), Text(failures));
        if (lockedUntil is { } until)
        {
            note.Changed("lockedUntil", credential.LockedUntil is { } before ? AuditHash.Text(before) : null, AuditHash.Text(until));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
