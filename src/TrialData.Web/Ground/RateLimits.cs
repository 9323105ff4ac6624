using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Ground;

/// <summary>How often pages can be asked for: by an account that is signed in, else by an address; less often where a secret could be guessed.</summary>
/// <remarks>Programs have limits of their own; files that are the same for everybody and the state of the program are free.</remarks>
internal static class RateLimits
{
    private const string Setting = "rateLimits";

    private const int OfAccount = 600;
    private const int OfAddress = 600;

    // A ward or a clinic may share one address: ten people who sign in, and eight who answer a question every four seconds.
    private const int OfAddressAtSecrets = 60;
    private const int OfAddressAtLinks = 120;

    private const int Segments = 6;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly PathString Link = "/fill";

    private static readonly PathString[] Secrets = ["/sign-in", "/invitation", "/start"];

    /// <exception cref="WrongSettingException">The setting is neither on nor off.</exception>
    public static bool AreOn(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" or "on" => true,
        "off" => false,
        var text => throw new WrongSettingException(Setting, $"'{text}' is neither on nor off"),
    };

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : Window;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    });

    /// <summary>Must stand after authentication.</summary>
    public static void UseRateLimits(this WebApplication app)
    {
        if (AreOn(app.Configuration))
        {
            app.UseRateLimiter();
        }
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var path = context.Request.Path;
        if (IsFree(context))
        {
            return RateLimitPartition.GetNoLimiter(string.Empty);
        }

        if (Secrets.Any(secret => path.StartsWithSegments(secret, StringComparison.OrdinalIgnoreCase)))
        {
            return Within(OfAddressAtSecrets, "secrets " + SenderAddress.Of(context));
        }

        if (path.StartsWithSegments(Link, StringComparison.OrdinalIgnoreCase))
        {
            return Within(OfAddressAtLinks, "links " + SenderAddress.Of(context));
        }

        return context.Features.Get<Actor>() is { AccountId: { } account }
            ? Within(OfAccount, string.Create(CultureInfo.InvariantCulture, $"account {account}"))
            : Within(OfAddress, "address " + SenderAddress.Of(context));
    }

    private static RateLimitPartition<string> Within(int most, string who) => RateLimitPartition.GetSlidingWindowLimiter(
        who, _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = Window, SegmentsPerWindow = Segments, QueueLimit = 0 });

    // What was counted once is not counted again where another page answers it; least of all where it holds what somebody typed.
    private static bool IsFree(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        || SafeConnection.IsOfProgram(context.Request.Path)
        || context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<IExceptionHandlerFeature>() is not null
        || context.Features.Get<CarriedTyping>() is not null;
}
