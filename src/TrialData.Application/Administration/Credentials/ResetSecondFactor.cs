using FluentValidation;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>
/// Forgets the authenticator and the recovery codes of a person who lost them: the next sign-in sets up another. Nobody does it
/// for the account that asks.
/// </summary>
[Requires(Permission.RecoverAccount)]
public sealed record ResetSecondFactor(string Name, string Reason);

public sealed record SecondFactorWasReset(string Name);

public sealed class ResetSecondFactorValidator : AbstractValidator<ResetSecondFactor>
{
    public ResetSecondFactorValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed record NoSecondFactor(string Name)
    : Refusal("account.no-second-factor", $"The account {Name} has no authenticator: its person sets one up at the next sign-in.");

public sealed class ResetSecondFactorHandler(
    IAccounts accounts, ICredentials credentials, ISessions sessions, MailDesk mail, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<ResetSecondFactor, SecondFactorWasReset>
{
    public async Task<Outcome<SecondFactorWasReset>> HandleAsync(ResetSecondFactor request, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(request.Name, cancellation) is not { } account)
        {
            return new NoSuchAccount(request.Name);
        }

        note.On(account.Name);
        if (account.AccountId == context.Actor.AccountId)
        {
            return new NotYourOwnAccount();
        }

        if (await credentials.FindAsync(account.AccountId, cancellation) is not { HasSecondFactor: true } credential)
        {
            return new NoSecondFactor(account.Name);
        }

        // A pending key would let whoever began with it finish: it goes too.
        await credentials.KeepAsync(credential with { AuthenticatorKey = null, PendingKey = null, LastStep = 0 }, cancellation);
        await credentials.ReplaceRecoveryCodesAsync(account.AccountId, [], cancellation);
        await sessions.EndAllAsync(account.AccountId, clock.GetUtcNow(), cancellation);
        await mail.PostAsync(Letters.SecondFactorReset(account.Name), account.Email, cancellation);
        note.Changed("authenticator", "confirmed", newValue: null, request.Reason);
        note.Changed("recoveryCodes", "issued", newValue: null, request.Reason);
        return new SecondFactorWasReset(account.Name);
    }
}
