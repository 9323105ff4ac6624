using System.Text.Json.Serialization;
using FluentValidation;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Creates an account that holds no role yet, with an invitation for its person, who alone chooses the password.</summary>
/// <param name="ExpiresOn">The last day on which the account may act; null for no end.</param>
/// <param name="Email">Where the invitation and later mail goes; null for nowhere.</param>
[Requires(Permission.CreateAccount)]
public sealed record InviteAccount(string Name, DateOnly? ExpiresOn = null, string? Email = null);

/// <param name="AccountId">For whoever composes requests; no answer shows it.</param>
/// <param name="Invitation">For the person invited; shown once.</param>
/// <param name="MailedTo">The address that a mail with the invitation waits for; null where the account has none.</param>
public sealed record InvitedAccount(
    [property: JsonIgnore] long AccountId, string Name, InvitationToken Invitation, DateTimeOffset InvitationExpiresAt, string? MailedTo);

public sealed class InviteAccountValidator : AbstractValidator<InviteAccount>
{
    public InviteAccountValidator()
    {
        RuleFor(r => r.Name).AccountName();
        RuleFor(r => r.Email).EmailAddress();
    }
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

        if (request.Email is { } email && await accounts.IsEmailTakenAsync(email, butBy: null, cancellation))
        {
            return new EmailTaken(email);
        }

        var id = await accounts.AddAsync(new NewAccount(request.Name, request.ExpiresOn, clock.GetUtcNow(), request.Email), cancellation);
        note.On(request.Name);
        note.Changed("account", oldValue: null, "created");
        if (request.Email is not null)
        {
            note.Changed("email", oldValue: null, request.Email);
        }

        return await desk.IssueAsync(new Account(id, request.Name, request.ExpiresOn, SuspendedAt: null, request.Email), cancellation);
    }
}
