using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Issues a new invitation for an account whose person lost the last one, or forgot the password. A second factor stays.</summary>
[Requires(Permission.CreateAccount)]
public sealed record ReissueInvitation(string Name);

public sealed record NoSuchAccount(string Name)
    : Refusal("account.not-found", $"There is no account {Name}.");

public sealed class ReissueInvitationHandler(IAccounts accounts, InvitationDesk desk, AuditNote note)
    : IUseCase<ReissueInvitation, InvitedAccount>
{
    public async Task<Outcome<InvitedAccount>> HandleAsync(ReissueInvitation request, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(request.Name, cancellation) is not { } account)
        {
            return new NoSuchAccount(request.Name);
        }

        note.On(account.Name);
        return await desk.IssueAsync(account, cancellation);
    }
}
