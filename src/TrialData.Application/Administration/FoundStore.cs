using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Gives a store its first account: manager and unblinded statistician of every trial in it.</summary>
[OperatingSystemUserOnly]
public sealed record FoundStore(string AccountName);

public sealed record RegisteredAccount(long AccountId, string Name, ApiToken Token);

public sealed class FoundStoreValidator : AbstractValidator<FoundStore>
{
    public FoundStoreValidator() => RuleFor(r => r.AccountName).AccountName();
}

public sealed record StoreAlreadyFounded()
    : Refusal("account.store-already-founded", "The store has accounts already; ask one of its managers for an account.");

public sealed class FoundStoreHandler(IAccounts accounts, IIdentities identities, AuditNote note, TimeProvider clock)
    : IUseCase<FoundStore, RegisteredAccount>
{
    public async Task<Outcome<RegisteredAccount>> HandleAsync(FoundStore request, CancellationToken cancellation)
    {
        note.On(request.AccountName);
        if (await accounts.AnyAsync(cancellation))
        {
            return new StoreAlreadyFounded();
        }

        var token = ApiToken.New(identities);
        RoleGrant[] grants =
        [
            new(Role.Manager, TrialId: null, SiteId: null),
            new(Role.UnblindedStatistician, TrialId: null, SiteId: null),
        ];
        var id = await accounts.AddAsync(new NewAccount(request.AccountName, token.Hash, clock.GetUtcNow()), grants, cancellation);
        return new RegisteredAccount(id, request.AccountName, token);
    }
}
