using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Hosting;

/// <summary>How a door asks for use cases: each request in a scope of its own, in the name of an actor.</summary>
public sealed class Door(IServiceProvider services, IIdentities identities)
{
    public async Task<Outcome<TResult>> AskAsync<TRequest, TResult>(Actor actor, TRequest request, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Begin(actor, identities.NewId());
        return await scope.ServiceProvider.GetRequiredService<IUseCase<TRequest, TResult>>().HandleAsync(request, cancellation);
    }

    /// <summary>The account a token stands for; null for a token that stands for none.</summary>
    public async Task<Actor?> FindActorAsync(ApiToken token, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IAccounts>().FindByTokenHashAsync(token.Hash, cancellation);
    }

    public async Task<Outcome<MigratedStore>> MigrateAsync(StoreMigration migration, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IStoreSchema>().MigrateAsync(migration, cancellation);
    }

    public async Task<Refusal?> WhyNotUsableAsync(CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IStoreSchema>().WhyNotUsableAsync(cancellation);
    }
}
