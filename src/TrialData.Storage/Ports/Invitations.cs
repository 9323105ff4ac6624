using TrialData.Application.Administration;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Invitations(StoreSession session) : IInvitations
{
    private static readonly SqlFile EndInvitations = SqlFile.Named("administration/EndInvitations");
    private static readonly SqlFile AddInvitation = SqlFile.Named("administration/AddInvitation");
    private static readonly SqlFile UseInvitation = SqlFile.Named("administration/UseInvitation");
    private static readonly SqlFile AccountOfOpenInvitation = SqlFile.Named("administration/AccountOfOpenInvitation");
    private static readonly SqlFile AccountOfInvitation = SqlFile.Named("administration/AccountOfInvitation");

    public Task<Account?> FindOpenAsync(byte[] tokenHash, DateTimeOffset at, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<Account>(AccountOfOpenInvitation, new { TokenHash = Convert.ToHexStringLower(tokenHash), At = at }, cancellation);

    public async Task<Account?> UseAsync(byte[] tokenHash, DateTimeOffset at, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(tokenHash);
        var used = await session.ExecuteAsync(UseInvitation, new { TokenHash = hash, At = at }, cancellation);
        if (used == 0)
        {
            return null;
        }

        var account = await session.SingleOrDefaultAsync<Account>(AccountOfInvitation, new { TokenHash = hash }, cancellation);
        session.Touched.Add(VouchedRecords.Invitation, account!.AccountId);
        return account;
    }

    public async Task IssueAsync(NewInvitation invitation, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Invitation, invitation.AccountId);
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
