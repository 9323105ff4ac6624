using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Storage;
using TrialData.Testing;

namespace TrialData.Web.Tests;

/// <summary>A trial with its web program beside it, on the same store, keys and clock.</summary>
internal sealed class WebTrial : IAsyncDisposable
{
    public const string Password = "three unlikely words";

    private readonly WebApplicationFactory<Program> web;
    private readonly Dictionary<string, Person> people = [];
    private readonly bool isTrialLent;

    private WebTrial(TrialHost trial, WebApplicationFactory<Program> web, bool isTrialLent = false) => (Trial, this.web, this.isTrialLent) = (trial, web, isTrialLent);

    public TrialHost Trial { get; }

    public IServiceProvider Services => web.Services;

    /// <param name="rateLimits">On, and a test that asks for many pages may wait for a minute.</param>
    public static async Task<WebTrial> OpenAsync(Engine engine, string? protocolJson = null, string rateLimits = "off")
    {
        var trial = await TrialHost.OpenAsync(engine, protocolJson);
        return new WebTrial(trial, Compose(trial, rateLimits: rateLimits));
    }

    /// <summary>The program beside a trial that stays its owner's.</summary>
    /// <param name="configure">What takes the place of the program's own services.</param>
    public static WebTrial Over(TrialHost trial, Action<IServiceCollection>? configure = null) => new(trial, Compose(trial, configure), isTrialLent: true);

    /// <summary>Listens on loopback for a browser; the address ends without a stroke.</summary>
    public string Listen()
    {
        web.UseKestrel();
        web.StartServer();
        return FormattableString.Invariant($"http://localhost:{web.ClientOptions.BaseAddress.Port}");
    }

    /// <summary>A browser without scripts that nobody has signed in with. It follows no redirect.</summary>
    public HttpClient Client() => web.CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        BaseAddress = new Uri("https://localhost"),
    });

    /// <summary>The same with a person signed in.</summary>
    public async Task<HttpClient> ClientOfAsync(string account)
    {
        var client = Client();
        client.DefaultRequestHeaders.Add("Cookie", "__Host-trialdata=" + await SessionOfAsync(account));
        return client;
    }

    /// <summary>Signs a person in, and gives the token that a browser would keep.</summary>
    public async Task<string> SessionOfAsync(string account)
    {
        if (people.TryGetValue(account, out var known))
        {
            // A code works once: the next one comes with the next half minute.
            Trial.Clock.MoveTo(Trial.Clock.GetUtcNow().AddSeconds(30));
            return (await known.SignInFullyAsync()).Value.Session.Text;
        }

        var person = await PersonOfAsync(account);
        return (await person.SetUpAsync()).SignedIn.Session.Text;
    }

    /// <summary>What the authenticator of a person shows now.</summary>
    public string CodeOf(string account) => people[account].CodeNow();

    /// <summary>The person behind an account of the trial, who has chosen a password by now.</summary>
    public async Task<Person> PersonOfAsync(string account)
    {
        var invited = (await Trial.AskAsync<ReissueInvitation, ReissuedInvitation>("founder", new ReissueInvitation(account))).Value;
        var person = new Person(Trial, account, Password) { Device = "Edge on Windows" };
        _ = (await person.AcceptAsync(invited.Invitation!)).Value;
        people[account] = person;
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        if (!isTrialLent)
        {
            await Trial.DisposeAsync();
        }
    }

    private static WebApplicationFactory<Program> Compose(TrialHost trial, Action<IServiceCollection>? configure = null, string rateLimits = "off") => new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
        .UseSetting("urls", "http://127.0.0.1:0")
        .UseSetting("store", trial.Location.Engine == Engine.Sqlite ? trial.Location.Target : $"sqlserver:{trial.Location.Target}")
        .UseSetting("rateLimits", rateLimits)
        .UseSetting("keys", Path.Combine(trial.Folder.FullName, "keys"))
        .ConfigureServices(services =>
        {
            services.AddSingleton<TimeProvider>(trial.Clock);
            configure?.Invoke(services);
        }));
}
