using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Files;

/// <summary>A place for a store, seen by a house of its own: what another process with the same keys would see.</summary>
internal sealed class Place : IAsyncDisposable
{
    private static readonly Actor Owner = Actor.OperatingSystemUser("test");

    private readonly ServiceProvider services;

    public Place(StoreLocation location, TimeProvider clock, string keyRing)
    {
        Location = location;
        services = new ServiceCollection()
            .AddSingleton(clock)
            .AddTrialData(new HostSettings(location, keyRing))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        Door = services.GetRequiredService<Door>();
    }

    public StoreLocation Location { get; }

    public Door Door { get; }

    /// <summary>Another file in the folder of a trial, with the keys of the trial.</summary>
    public static Place Beside(TrialHost host, string name, string keys = "keys") => new(
        host.Location with { Target = Path.Combine(host.Folder.FullName, name) }, host.Clock, Path.Combine(host.Folder.FullName, keys));

    public Task<Outcome<RestoredStore>> RestoreAsync(string from) => RestoreAsync(Door, from);

    public static Task<Outcome<RestoredStore>> RestoreAsync(Door door, string from) => door.RestoreAsync(new RestoreStore(from), Owner, CancellationToken.None);

    public Task<Outcome<TResult>> AskAsync<TRequest, TResult>(TRequest request) => AskAsync<TRequest, TResult>(Door, request);

    public static Task<Outcome<TResult>> AskAsync<TRequest, TResult>(Door door, TRequest request) =>
        door.AskAsync<TRequest, TResult>(Owner, request, CancellationToken.None);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
