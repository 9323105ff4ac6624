using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Issues invitations: one is open for an account at a time, for a week, and works once.</summary>
public sealed class InvitationDesk(IInvitations invitations, IIdentities identities, RequestContext context, AuditNote note, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public async Task<(InvitationToken Invitation, DateTimeOffset ExpiresAt)> IssueAsync(long accountId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var token = InvitationToken.New(identities);
        await invitations.IssueAsync(
            new NewInvitation(accountId, token.Hash, context.Actor.AccountId!.Value, now, now + Lifetime), cancellation);
        note.Changed("invitationExpiresAt", oldValue: null, AuditHash.Text(now + Lifetime));
        return (token, now + Lifetime);
    }
}
