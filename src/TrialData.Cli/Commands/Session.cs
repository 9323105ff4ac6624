using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Hosting;

namespace TrialData.Cli.Commands;

/// <summary>A composed house for one command, with the account that asks.</summary>
internal sealed class Session : IAsyncDisposable
{
    private const string TokenVariable = "TRIALDATA_TOKEN";

    private readonly ServiceProvider services;
    private readonly string? token;

    private Session(HostSettings settings, string? token, Action<IServiceCollection>? before)
    {
        Settings = settings;
        this.token = token;
        var collection = new ServiceCollection();
        before?.Invoke(collection);
        services = collection.AddTrialData(settings).BuildServiceProvider(validateScopes: true);
        Door = services.GetRequiredService<Door>();
        if (Door.Warning() is { } warning)
        {
            Console.Error.WriteLine(warning);
        }
    }

    public HostSettings Settings { get; }

    public Door Door { get; }

    public static Session Open(ParseResult parsed) => new(
        HostSettings.From(parsed.GetValue(CommonOptions.Store), parsed.GetValue(CommonOptions.KeyRing), parsed.GetResult(CommonOptions.Mail) is null ? null : parsed.GetValue(CommonOptions.Mail)),
        parsed.GetResult(CommonOptions.Token) is null ? null : parsed.GetValue(CommonOptions.Token),
        before: null);

    public static Session Open(HostSettings settings, Action<IServiceCollection> before) => new(settings, token: null, before);

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    /// <summary>The account that asks, or why it cannot be told.</summary>
    public async Task<Outcome<Actor>> FindActorAsync(CancellationToken cancellation)
    {
        if (await Door.WhyNotUsableAsync(cancellation) is { } refusal)
        {
            return refusal;
        }

        if ((token ?? Environment.GetEnvironmentVariable(TokenVariable)) is { } named)
        {
            return await ActorOfAsync(named, cancellation);
        }

        var storeId = (await Door.IdentityAsync(cancellation)).StoreId;
        if (KeptTokens.Find(storeId) is { } kept)
        {
            return await ActorOfAsync(kept, cancellation);
        }

        if (KeptTokens.FindByPlace(Settings.Store) is { } old && await ActorOfAsync(old, cancellation) is { IsRefused: false } found)
        {
            KeptTokens.MoveFromPlace(Settings.Store, storeId);
            return found;
        }

        return Prompt() is { } typed ? await ActorOfAsync(typed, cancellation) : new NoToken();
    }

    private async Task<Outcome<Actor>> ActorOfAsync(string text, CancellationToken cancellation) =>
        await Door.FindActorAsync(new ApiToken(text.Trim()), cancellation) is { } actor ? actor : new UnknownToken();

    /// <summary>The trial named, or the only one there is.</summary>
    public async Task<Outcome<string>> FindTrialAsync(string? named, CancellationToken cancellation)
    {
        if (named is not null)
        {
            return named;
        }

        var codes = await Door.TrialCodesAsync(cancellation);
        return codes.Count == 1 ? codes[0] : new TrialNotNamed(codes.Count);
    }

    private static string? Prompt()
    {
        if (Console.IsInputRedirected)
        {
            return null;
        }

        Console.Error.Write("API token: ");
        return Console.ReadLine();
    }
}

internal sealed record NoToken()
    : Refusal("access.no-token", "Say who asks: give --token, set TRIALDATA_TOKEN, or run 'trialdata trial create' on a new store, which makes its first account.");

internal sealed record UnknownToken()
    : Refusal("access.unknown-token", "No account of this store has that token.");

internal sealed record TrialNotNamed(int Count)
    : Refusal("trial.not-named", Count == 0 ? "The store holds no trial yet." : "The store holds several trials: name one with --trial.");
