using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Creates an account that holds no role yet, with an invitation for its person, who alone chooses the password.</summary>
/// <param name="ExpiresOn">The last day on which the account may act; null for no end.</param>
[Requires(Permission.CreateAccount)]
public sealed record InviteAccount(string Name, DateOnly? ExpiresOn = null);

/// <param name="Invitation">For the person invited; shown once.</param>
public sealed record InvitedAccount(long AccountId, string Name, InvitationToken Invitation, DateTimeOffset InvitationExpiresAt);

public sealed class InviteAccountValidator : AbstractValidator<InviteAccount>
{
    public InviteAccountValidator() => RuleFor(r => r.Name).AccountName();
}

public sealed record AccountNameTaken(string Name)
    : Refusal("account.name-taken", $"An account named {Name} exists already.");

public sealed class InviteAccountHandler(IAccounts accounts, InvitationDesk desk, AuditNote note, TimeProvider clock)
    : IUseCase<InviteAccount, InvitedAccount>
{
    public async Task<Outcome<InvitedAccount>> HandleAsync(InviteAccount request, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(request.Name, cancellation) is not null)
        {
            return new AccountNameTaken(request.Name);
        }

        var id = await accounts.AddAsync(new NewAccount(request.Name, request.ExpiresOn, clock.GetUtcNow()), cancellation);
        note.On(request.Name);
        note.Changed("account", oldValue: null, "created");
        var (invitation, expiresAt) = await desk.IssueAsync(id, cancellation);
        return new InvitedAccount(id, request.Name, invitation, expiresAt);
    }
}
