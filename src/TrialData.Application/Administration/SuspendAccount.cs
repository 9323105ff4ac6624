using FluentValidation;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Takes everything from an account at once, its sessions included, until it is resumed.</summary>
[Requires(Permission.SuspendAccount)]
public sealed record SuspendAccount(string Name, string Reason);

public sealed record SuspendedAccount(string Name, DateTimeOffset SuspendedAt);

public sealed class SuspendAccountValidator : AbstractValidator<SuspendAccount>
{
    public SuspendAccountValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed record AccountSuspendedAlready(string Name)
    : Refusal("account.suspended-already", $"The account {Name} is suspended already.");

public sealed record NotYourOwnAccount()
    : Refusal("account.not-your-own", "Nobody does this to the account that asks: another must.");

public sealed class SuspendAccountHandler(IAccounts accounts, ISessions sessions, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<SuspendAccount, SuspendedAccount>
{
    public async Task<Outcome<SuspendedAccount>> HandleAsync(SuspendAccount request, CancellationToken cancellation)
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

        if (account.SuspendedAt is not null)
        {
            return new AccountSuspendedAlready(account.Name);
        }

        var now = clock.GetUtcNow();
        await accounts.SuspendAsync(account.AccountId, now, cancellation);
        await sessions.EndAllAsync(account.AccountId, now, cancellation);
        note.Changed("suspendedAt", oldValue: null, AuditHash.Text(now), request.Reason);
        return new SuspendedAccount(account.Name, now);
    }
}
