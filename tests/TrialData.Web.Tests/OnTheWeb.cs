using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Testing;

namespace TrialData.Web.Tests;

/// <summary>A trial, and the program on a real port of this machine with its store.</summary>
public sealed class OnTheWeb : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> program;

    private OnTheWeb(TrialHost trial, Action<IServiceCollection>? replace, string? publicAddress)
    {
        Trial = trial;
        program = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting("publicAddress", publicAddress)
            .UseSetting("store", trial.Location.Target)
            .UseSetting("keys", Path.Combine(trial.Folder.FullName, "keys"))
            .ConfigureServices(services => services.AddSingleton<TimeProvider>(trial.Clock))
            .ConfigureTestServices(services => replace?.Invoke(services)));
        program.UseKestrel();
        program.StartServer();
    }

    public TrialHost Trial { get; }

    public IServiceProvider Services => program.Services;

    public Uri Address => program.ClientOptions.BaseAddress;

    public static async Task<OnTheWeb> StartAsync(
        Storage.Engine engine, string? protocol = null, Action<IServiceCollection>? replace = null, string? publicAddress = null) =>
        new(await TrialHost.OpenAsync(engine, protocol), replace, publicAddress);

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        await Trial.DisposeAsync();
    }

    /// <summary>A caller without a token.</summary>
    public HttpClient Nobody() => program.CreateClient();

    public HttpClient With(string token)
    {
        var client = Nobody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Somebody of the trial, by a new token made for some permissions; for all of its own where none is named.</summary>
    public async Task<HttpClient> AsAsync(string account, params Permission[] permissions) => With((await TokenAsync(account, permissions)).Text);

    public async Task<ApiToken> TokenAsync(string account, params Permission[] permissions)
    {
        var (name, expiresAt) = ($"token {Guid.CreateVersion7(Trial.Clock.GetUtcNow()):N}", Trial.Clock.GetUtcNow().AddDays(30));
        return permissions.Any(RoleTable.IsConfirmed)
            ? await Trial.ConfirmedTokenAsync(account, name, permissions, expiresAt)
            : (await Trial.AskAsync<CreateApiToken, CreatedApiToken>(account, new CreateApiToken(name, permissions.Length == 0 ? null : permissions, expiresAt))).Value.Token;
    }
}
