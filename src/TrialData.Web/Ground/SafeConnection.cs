using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using TrialData.Web.Api;
using TrialData.Web.Edc;

namespace TrialData.Web.Ground;

/// <summary>What a session may travel over: TLS, or the wire inside this machine.</summary>
/// <remarks>
/// TLS ends at a proxy on the same machine, which says so by X-Forwarded-Proto. What a browser on the machine itself sends counts as safe,
/// as browsers themselves hold it; everything else is turned away before it can carry a cookie.
/// </remarks>
internal static class SafeConnection
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The names that are answered to, separated by semicolons where they are set; else those of this machine.</summary>
    public static IList<string> HostsFrom(string? setting) =>
        setting?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } named ? named : ThisMachine;

    public static void UseSafeConnections(this WebApplication app)
    {
        // The name that a proxy passes on is somebody's claim like the name of the request, and held to the same list.
        var hosts = app.Services.GetRequiredService<IOptions<HostFilteringOptions>>().Value.AllowedHosts;
        app.UseForwardedHeaders(new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            AllowedHosts = hosts,
        });

        // Programs bring their own token or secret, and know by which address they came.
        app.UseWhen(context => !IsOfProgram(context.Request.Path), OnlySafely);
    }

    /// <summary>Whether an address is one for programs, which send a token or a secret of their own.</summary>
    public static bool IsOfProgram(PathString path) =>
        path.StartsWithSegments(ApiRoutes.Root, StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments(EdcRoutes.Root, StringComparison.OrdinalIgnoreCase);

    private static void OnlySafely(IApplicationBuilder pages) => pages.Use((context, next) =>
    {
        if (context.Request.IsHttps)
        {
            return next();
        }

        if (context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("TrialData answers over https alone.", context.RequestAborted);
        }

        context.Features.Set(new Unencrypted());
        context.Request.Scheme = Uri.UriSchemeHttps;
        return next();
    });

    /// <summary>What a browser that is sent here again must say: http to a program on its own machine, else https.</summary>
    public static string SchemeOf(HttpRequest request) =>
        request.HttpContext.Features.Get<Unencrypted>() is not null && ThisMachine.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase) ? Uri.UriSchemeHttp : request.Scheme;

    private sealed class Unencrypted;
}
