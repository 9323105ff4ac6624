using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Hosting.Mail;
using TrialData.Storage.Engines;

namespace TrialData.Hosting;

/// <summary>How a door asks for use cases: each request in a scope of its own, in the name of an actor.</summary>
/// <remarks>A fault of the store's place comes out of every request as a <see cref="StoreException"/>, which names place and reason.</remarks>
public sealed class Door(IServiceProvider services, HostSettings settings, IIdentities identities)
{
    public Task<Outcome<TResult>> AskAsync<TRequest, TResult>(Actor actor, TRequest request, CancellationToken cancellation) =>
        AskAsync<TRequest, TResult>(actor, identities.NewId(), request, cancellation);

    /// <param name="requestId">Under which the request stands in the audit trail.</param>
    public Task<Outcome<TResult>> AskAsync<TRequest, TResult>(Actor actor, Guid requestId, TRequest request, CancellationToken cancellation) => InScopeAsync(scope =>
    {
        scope.GetRequiredService<RequestContext>().Begin(actor, requestId);
        return scope.GetRequiredService<IUseCase<TRequest, TResult>>().HandleAsync(request, cancellation);
    });

    /// <summary>The account a token stands for; null for a token that stands for none.</summary>
    public Task<Actor?> FindActorAsync(ApiToken token, CancellationToken cancellation) =>
        InScopeAsync(scope => scope.GetRequiredService<TokenActors>().FindAsync(token, cancellation));

    /// <summary>The account of a session, or why the session is good for nothing but signing in.</summary>
    public Task<Outcome<Actor>> FindActorAsync(SessionToken token, CancellationToken cancellation) =>
        InScopeAsync(scope => scope.GetRequiredService<SignedInActors>().FindAsync(token, cancellation));

    /// <summary>What an account may reach now: what is worth offering to its person.</summary>
    public Task<OwnAccess> AccessOfAsync(Actor actor, CancellationToken cancellation) =>
        InScopeAsync(scope => scope.GetRequiredService<OwnAccessDesk>().FindAsync(actor, cancellation));

    /// <summary>The codes of every trial in the store.</summary>
    public Task<IReadOnlyList<string>> TrialCodesAsync(CancellationToken cancellation) =>
        InScopeAsync(scope => scope.GetRequiredService<ITrials>().CodesAsync(cancellation));

    /// <summary>Whether the store has an account.</summary>
    public Task<bool> IsFoundedAsync(CancellationToken cancellation) => InScopeAsync(scope => scope.GetRequiredService<IAccounts>().AnyAsync(cancellation));

    public Task<StoreIdentity> IdentityAsync(CancellationToken cancellation) =>
        InScopeAsync(scope => scope.GetRequiredService<IStoreSchema>().IdentityAsync(cancellation));

    /// <summary>Makes or migrates the store, in the name of the operating-system user.</summary>
    public Task<Outcome<MigratedStore>> MigrateAsync(StoreMigration migration, CancellationToken cancellation) => InScopeAsync(async scope =>
        await scope.GetRequiredService<StorePlace>().WhyNotAStoreAsync(cancellation) is { } refusal
            ? refusal
            : await scope.GetRequiredService<IStoreSchema>().MigrateAsync(migration, Actor.OperatingSystemUser(Environment.UserName), cancellation));

    /// <summary>Puts a backup in the place of the store, in the name of the operating-system user.</summary>
    public Task<Outcome<RestoredStore>> RestoreAsync(RestoreStore request, Actor owner, CancellationToken cancellation) =>
        InScopeAsync(scope => scope.GetRequiredService<StoreRestoration>().RestoreAsync(request, owner, cancellation));

    /// <summary>Sends the mail that is due, unless nothing says where to.</summary>
    public Task<Outcome<SentMail>> SendMailAsync(CancellationToken cancellation) => InScopeAsync<Outcome<SentMail>>(async scope =>
        scope.GetService<MailDelivery>() is { } delivery ? await delivery.SendDueAsync(cancellation) : new MailNotSetUp());

    /// <summary>What the operator has to know before every use of the store's engine; null where nothing.</summary>
    public string? Warning() => services.GetRequiredService<IEngine>().Warning();

    /// <summary>Why the store cannot be used; null where it can. A SQLite file that is not there is not made by asking.</summary>
    public Task<Refusal?> WhyNotUsableAsync(CancellationToken cancellation) => InScopeAsync(async scope =>
    {
        if (await scope.GetRequiredService<StorePlace>().WhyNotAStoreAsync(cancellation) is { } foreign)
        {
            return foreign;
        }

        return settings.Store.Exists
            ? await scope.GetRequiredService<IStoreSchema>().WhyNotUsableAsync(cancellation)
            : new StoreNotMigrated($"There is no store at {settings.Store.Target}.");
    });

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            return await work(scope.ServiceProvider);
        }
        catch (Exception fault) when (StoreFaults.Explain(settings.Store, fault) is { } reason)
        {
            throw new StoreException(settings.Store.Place, reason, fault);
        }
    }
}
