using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Issues a new invitation for an account whose person lost the last one, or forgot the password. A second factor stays.</summary>
/// <remarks>Where the person has a password, the invitation goes to the address of the account alone: nobody else could become that person.</remarks>
[Requires(Permission.CreateAccount)]
public sealed record ReissueInvitation(string Name);

public sealed record NoSuchAccount(string Name)
    : Refusal("account.not-found", $"There is no account {Name}.");

/// <param name="Invitation">For the person invited; null where the person alone gets it, by mail.</param>
/// <param name="MailedTo">The address that a mail with the invitation waits for; null where the account has none.</param>
public sealed record ReissuedInvitation(string Name, InvitationToken? Invitation, DateTimeOffset InvitationExpiresAt, string? MailedTo);

public sealed record NoAddress(string Name)
    : Refusal("account.no-address", $"{Name} has a password already, and no e-mail address to which a new invitation could go.");

public sealed class ReissueInvitationHandler(IAccounts accounts, ICredentials credentials, InvitationDesk desk, AuditNote note)
    : IUseCase<ReissueInvitation, ReissuedInvitation>
{
    public async Task<Outcome<ReissuedInvitation>> HandleAsync(ReissueInvitation request, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(request.Name, cancellation) is not { } account)
        {
            return new NoSuchAccount(request.Name);
        }

        note.On(account.Name);
        var hasPassword = await credentials.FindAsync(account.AccountId, cancellation) is not null;
        if (hasPassword && account.Email is null)
        {
            return new NoAddress(account.Name);
        }

        var issued = await desk.IssueAsync(account, cancellation);
        return new ReissuedInvitation(issued.Name, hasPassword ? null : issued.Invitation, issued.InvitationExpiresAt, issued.MailedTo);
    }
}
