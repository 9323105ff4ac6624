using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Gives a suspended account back what it held.</summary>
[Requires(Permission.SuspendAccount)]
public sealed record ResumeAccount(string Name, string Reason);

public sealed record ResumedAccount(string Name);

public sealed class ResumeAccountValidator : AbstractValidator<ResumeAccount>
{
    public ResumeAccountValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed record AccountNotSuspended(string Name)
    : Refusal("account.not-suspended", $"The account {Name} is not suspended.");

public sealed class ResumeAccountHandler(IAccounts accounts, AuditNote note) : IUseCase<ResumeAccount, ResumedAccount>
{
    public async Task<Outcome<ResumedAccount>> HandleAsync(ResumeAccount request, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(request.Name, cancellation) is not { } account)
        {
            return new NoSuchAccount(request.Name);
        }

        note.On(account.Name);
        if (account.SuspendedAt is not { } since)
        {
            return new AccountNotSuspended(account.Name);
        }

        await accounts.ResumeAsync(account.AccountId, cancellation);
        note.Changed("suspendedAt", AuditHash.Text(since), newValue: null, request.Reason);
        return new ResumedAccount(account.Name);
    }
}
