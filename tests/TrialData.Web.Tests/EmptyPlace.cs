using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Storage;
using TrialData.Testing;

namespace TrialData.Web.Tests;

/// <summary>The web program where there is no store yet.</summary>
internal sealed class EmptyPlace : IDisposable
{
    /// <summary>Twelve bytes of zeros, as the program prints them.</summary>
    public const string Code = "000000000000000000000000";

    private readonly TestStore place = TestStore.Create(Engine.Sqlite);
    private readonly WebApplicationFactory<Program> web;

    public EmptyPlace() => web = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
        .UseSetting("urls", "http://127.0.0.1:0")
        .UseSetting("store", place.Location.Target)
        .UseSetting("rateLimits", "off")
        .UseSetting("keys", Path.Combine(place.Folder.FullName, "keys"))
        .ConfigureServices(services => services.AddSingleton<IIdentities, KnownCode>()));

    public StoreLocation Location => place.Location;

    public Door Door => web.Services.GetRequiredService<Door>();

    /// <summary>Listens on loopback for a browser; the address ends without a stroke.</summary>
    public string Listen()
    {
        web.UseKestrel();
        web.StartServer();
        return FormattableString.Invariant($"http://localhost:{web.ClientOptions.BaseAddress.Port}");
    }

    /// <summary>A browser without scripts. It follows no redirect.</summary>
    public HttpClient Client() => web.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") });

    public void Dispose()
    {
        web.Dispose();
        place.Dispose();
    }

    /// <summary>The code at the program's terminal is the only secret of twelve bytes.</summary>
    private sealed class KnownCode : IIdentities
    {
        public Guid NewId() => Guid.CreateVersion7();

        public byte[] NewSecret(int length) => length == 12 ? new byte[length] : RandomNumberGenerator.GetBytes(length);
    }
}
