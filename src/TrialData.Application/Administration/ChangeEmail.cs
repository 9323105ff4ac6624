using FluentValidation;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Changes or removes the e-mail address of an account. The last address is told.</summary>
/// <param name="Email">Null for none.</param>
[Requires(Permission.RecoverAccount)]
public sealed record ChangeEmail(string Name, string? Email, string Reason);

public sealed record ChangedEmail(string Name, string? Email);

public sealed class ChangeEmailValidator : AbstractValidator<ChangeEmail>
{
    public ChangeEmailValidator()
    {
        RuleFor(r => r.Email).EmailAddress();
        RuleFor(r => r.Reason).IsReason();
    }
}

public sealed record EmailTaken(string Email)
    : Refusal("account.email-taken", $"Another account has the e-mail address {Email}: one person, one account.");

public sealed class ChangeEmailHandler(IAccounts accounts, MailDesk mail, AuditNote note) : IUseCase<ChangeEmail, ChangedEmail>
{
    public async Task<Outcome<ChangedEmail>> HandleAsync(ChangeEmail request, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(request.Name, cancellation) is not { } account)
        {
            return new NoSuchAccount(request.Name);
        }

        note.On(account.Name);
        if (request.Email is { } wanted && await accounts.IsEmailTakenAsync(wanted, account.AccountId, cancellation))
        {
            return new EmailTaken(wanted);
        }

        await accounts.ChangeEmailAsync(account.AccountId, request.Email, cancellation);
        await mail.PostAsync(Letters.AddressChanged(account.Name), account.Email, cancellation);
        note.Changed("email", account.Email, request.Email, request.Reason);
        return new ChangedEmail(account.Name, request.Email);
    }
}
