using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Gives a store its first account: manager and unblinded statistician of every trial in it.</summary>
[OperatingSystemUserOnly]
public sealed record FoundStore(string AccountName);

/// <param name="Token">Does not expire: it is the way in until the founder has made others and revoked it.</param>
public sealed record StoreFounder(long AccountId, string Name, ApiToken Token);

public sealed class FoundStoreValidator : AbstractValidator<FoundStore>
{
    public FoundStoreValidator() => RuleFor(r => r.AccountName).AccountName();
}

public sealed record StoreAlreadyFounded()
    : Refusal("account.store-already-founded", "The store has accounts already; ask one of its managers for an account.");

public sealed class FoundStoreHandler(IAccounts accounts, IApiTokens tokens, IIdentities identities, AuditNote note, TimeProvider clock)
    : IUseCase<FoundStore, StoreFounder>
{
    public const string TokenName = "first";

    public async Task<Outcome<StoreFounder>> HandleAsync(FoundStore request, CancellationToken cancellation)
    {
        note.On(request.AccountName);
        if (await accounts.AnyAsync(cancellation))
        {
            return new StoreAlreadyFounded();
        }

        var now = clock.GetUtcNow();
        var id = await accounts.AddAsync(new NewAccount(request.AccountName, ExpiresOn: null, now), cancellation);
        foreach (var role in new[] { Role.Manager, Role.UnblindedStatistician, Role.Administrator })
        {
            var everywhere = new RoleGrant(role, TrialId: null, SiteId: null);
            await accounts.AddGrantAsync(new NewGrant(id, everywhere, TrainedOn: null, GrantedBy: null, now, ExpiresOn: null), cancellation);
            note.Changed("role", oldValue: null, RoleNames.Of(role));
        }

        var token = ApiToken.New(identities);
        await tokens.AddAsync(new NewApiToken(id, TokenName, token.Hash, Permissions: null, now, ExpiresAt: null), cancellation);
        return new StoreFounder(id, request.AccountName, token);
    }
}
