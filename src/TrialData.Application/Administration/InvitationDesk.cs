using TrialData.Application.Administration.Mail;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Issues invitations: one is open for an account at a time, for a week, and works once. Where there is an address, it goes by mail too.</summary>
public sealed class InvitationDesk(IInvitations invitations, MailDesk mail, IIdentities identities, RequestContext context, AuditNote note, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public async Task<InvitedAccount> IssueAsync(Account account, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var token = InvitationToken.New(identities);
        await invitations.IssueAsync(
            new NewInvitation(account.AccountId, token.Hash, context.Actor.AccountId!.Value, now, now + Lifetime), cancellation);
        note.Changed("invitationExpiresAt", oldValue: null, AuditHash.Text(now + Lifetime));
        await mail.PostAsync(Letters.Invitation(account.Name, token, now + Lifetime), account.Email, cancellation);
        return new InvitedAccount(account.AccountId, account.Name, token, now + Lifetime, account.Email);
    }
}
