using Microsoft.AspNetCore.Diagnostics;

namespace TrialData.Web.Ground;

/// <summary>What every answer tells a browser about what it may do with it.</summary>
internal static class SafeHeaders
{
    // No script or style inside a page, nothing of another host, no frame around it.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly PathString[] Secrets = ["/fill", "/invitation"];

    public static void UseSafeHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = HasSecret(context) ? "no-referrer" : "same-origin";
        if (HasSecret(context))
        {
            headers["X-Robots-Tag"] = "noindex";
        }

        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // A page may show a participant: no browser, proxy or history keeps it. Files that are the same for everybody say otherwise themselves.
        headers.CacheControl = "no-cache, no-store";
        return next();
    });

    // Whoever has such an address can do what it is for: no other address is told it, not even one of ours. After a fault another page answers.
    private static bool HasSecret(HttpContext context)
    {
        PathString path = context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path;
        return Secrets.Any(secret => path.StartsWithSegments(secret, StringComparison.OrdinalIgnoreCase));
    }
}
