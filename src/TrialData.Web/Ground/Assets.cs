using Microsoft.Extensions.FileProviders;

namespace TrialData.Web.Ground;

/// <summary>Style, script and icons, which the build puts beside the program.</summary>
internal static class Assets
{
    private const string KeptForAYear = "public, max-age=31536000, immutable";
    private const string AskedAgain = "no-cache";

    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    // A file that is named with its own hash never changes; an icon that the style sheet names may, with the next version.
    public static void UseAssets(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = new PhysicalFileProvider(Root),
        OnPrepareResponse = served =>
        {
            served.Context.Response.Headers.CacheControl = served.Context.Request.Query.ContainsKey("v") ? KeptForAYear : AskedAgain;
            served.Context.Response.Headers.Pragma = default;
        },
    });
}
