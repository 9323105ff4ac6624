using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Makes an account choose another password at its next sign-in: after a loss or a breach.</summary>
[Requires(Permission.SuspendAccount)]
public sealed record DemandPasswordChange(string Name, string Reason);

public sealed record DemandedPasswordChange(string Name);

public sealed class DemandPasswordChangeValidator : FluentValidation.AbstractValidator<DemandPasswordChange>
{
    public DemandPasswordChangeValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed class DemandPasswordChangeHandler(IAccounts accounts, ICredentials credentials, ISessions sessions, AuditNote note, TimeProvider clock)
    : IUseCase<DemandPasswordChange, DemandedPasswordChange>
{
    public async Task<Outcome<DemandedPasswordChange>> HandleAsync(DemandPasswordChange request, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(request.Name, cancellation) is not { } account
            || await credentials.FindAsync(account.AccountId, cancellation) is not { } credential)
        {
            return new NoSuchAccount(request.Name);
        }

        note.On(account.Name);
        await credentials.KeepAsync(credential with { MustChange = true }, cancellation);
        await sessions.EndAllAsync(account.AccountId, clock.GetUtcNow(), cancellation);
        note.Changed("passwordChange", oldValue: null, "demanded", request.Reason);
        return new DemandedPasswordChange(account.Name);
    }
}
