using TrialData.Application.Administration;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Invitations(StoreSession session) : IInvitations
{
    private static readonly SqlFile EndInvitations = SqlFile.Named("administration/EndInvitations");
    private static readonly SqlFile AddInvitation = SqlFile.Named("administration/AddInvitation");

    public async Task IssueAsync(NewInvitation invitation, CancellationToken cancellation)
    {
        await session.ExecuteAsync(EndInvitations, new { invitation.AccountId, At = invitation.IssuedAt }, cancellation);
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddInvitation,
            new
            {
                InvitationId = id,
                invitation.AccountId,
                TokenHash = Convert.ToHexStringLower(invitation.TokenHash),
                invitation.IssuedBy,
                invitation.IssuedAt,
                invitation.ExpiresAt,
            },
            cancellation);
    }
}
