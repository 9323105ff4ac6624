using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Storage.Engines;

namespace TrialData.Hosting;

/// <summary>How a door asks for use cases: each request in a scope of its own, in the name of an actor.</summary>
public sealed class Door(IServiceProvider services, HostSettings settings, IIdentities identities, TimeProvider clock)
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
        return await scope.ServiceProvider.GetRequiredService<IApiTokens>().FindActorAsync(token.Hash, clock.GetUtcNow(), cancellation);
    }

    /// <summary>The account of a session, or why the session is good for nothing but signing in.</summary>
    public async Task<Outcome<Actor>> FindActorAsync(SessionToken token, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignedInActors>().FindAsync(token, cancellation);
    }

    /// <summary>Makes or migrates the store, in the name of the operating-system user.</summary>
    public async Task<Outcome<MigratedStore>> MigrateAsync(StoreMigration migration, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IStoreSchema>().MigrateAsync(migration, Actor.OperatingSystemUser(Environment.UserName), cancellation);
    }

    /// <summary>Puts a backup in the place of the store, in the name of the operating-system user.</summary>
    public async Task<Outcome<RestoredStore>> RestoreAsync(RestoreStore request, Actor owner, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StoreRestoration>().RestoreAsync(request, owner, cancellation);
    }

    /// <summary>What the operator has to know before every use of the store's engine; null where nothing.</summary>
    public string? Warning() => services.GetRequiredService<IEngine>().Warning();

    /// <summary>Why the store cannot be used; null where it can. A SQLite file that is not there is not made by asking.</summary>
    public async Task<Refusal?> WhyNotUsableAsync(CancellationToken cancellation)
    {
        if (!settings.Store.Exists)
        {
            return new StoreNotMigrated($"There is no store at {settings.Store.Target}.");
        }

        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IStoreSchema>().WhyNotUsableAsync(cancellation);
    }
}
