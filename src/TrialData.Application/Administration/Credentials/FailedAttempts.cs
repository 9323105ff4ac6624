using System.Globalization;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Counts wrong passwords and codes of an account, locks it for longer each time, and tells the administrators of each lock once.</summary>
public sealed class FailedAttempts(ICredentials credentials, MailDesk mail, AuditNote note, TimeProvider clock)
{
    public async Task CountAsync(Account account, Credential credential, CancellationToken cancellation)
    {
        var failures = credential.Failures + 1;
        var lockedUntil = SignInPolicy.LockedUntil(failures, clock.GetUtcNow());
        await credentials.KeepAsync(credential with { Failures = failures, LockedUntil = lockedUntil }, cancellation);
        note.Changed("failures", Text(credential.Failures), Text(failures));
        if (lockedUntil is { } until)
        {
            note.Changed("lockedUntil", credential.LockedUntil is { } before ? AuditHash.Text(before) : null, AuditHash.Text(until));

            // While it is locked nothing is counted: one lock, one alert.
            var told = await mail.PostToAdministratorsAsync(Letters.AccountLocked(account.Name, failures, until), cancellation);
            note.Changed("administratorsAlerted", oldValue: null, Text(told));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
