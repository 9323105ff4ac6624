using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>The person invited chooses the password of the account. An invitation works once.</summary>
[Anonymous]
public sealed record AcceptInvitation(InvitationToken Invitation, string Password)
{
    public override string ToString() => nameof(AcceptInvitation);
}

public sealed record AcceptedInvitation(string AccountName);

public sealed record NoSuchInvitation()
    : Refusal("invitation.not-found", "There is no such invitation: it was used, has expired, or was followed by a newer one.");

public sealed class AcceptInvitationHandler(
    IInvitations invitations, ISessions sessions, PasswordDesk desk, AuditNote note, TimeProvider clock)
    : IUseCase<AcceptInvitation, AcceptedInvitation>, IPrepared<AcceptInvitation>
{
    public async Task PrepareAsync(AcceptInvitation request, CancellationToken cancellation)
    {
        if (await invitations.FindOpenAsync(request.Invitation.Hash, clock.GetUtcNow(), cancellation) is { } account)
        {
            await desk.PrepareAsync(account, request.Password, cancellation);
        }
    }

    public async Task<Outcome<AcceptedInvitation>> HandleAsync(AcceptInvitation request, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await invitations.UseAsync(request.Invitation.Hash, now, cancellation) is not { } account
            || !account.MayActOn(TrialDay.Of(now)))
        {
            return new NoSuchInvitation();
        }

        note.On(account.Name);
        note.Identified(new Actor(account.AccountId, account.Name));
        if (await desk.ChooseAsync(account, request.Password, cancellation) is { } refusal)
        {
            return refusal;
        }

        await sessions.EndAllAsync(account.AccountId, now, cancellation);
        note.Changed("invitation", "open", "used");
        return new AcceptedInvitation(account.Name);
    }
}
