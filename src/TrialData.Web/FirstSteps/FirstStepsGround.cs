using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TrialData.Hosting;
using TrialData.Hosting.Demonstration;
using TrialData.Web.Ground;

namespace TrialData.Web.FirstSteps;

/// <summary>Leads every page to the first steps while there is nothing else to do, and says at the program's terminal where they are.</summary>
internal static class FirstStepsGround
{
    public const string Address = "/start";

    public static void AddFirstSteps(this IServiceCollection services)
    {
        services.AddSingleton<StartCode>();
        services.AddSingleton<Beginnings>();
        services.AddSingleton<DemonstrationAccounts>();
        services.AddSingleton<DemonstrationMaker>();
        services.AddSingleton<DemonstrationNotice>();
    }

    public static void UseFirstSteps(this WebApplication app)
    {
        app.UseWhen(context => IsOfPeople(context.Request.Path), pages => pages.Use(LeadAsync));
        app.Lifetime.ApplicationStarted.Register(() => Announce(app));
    }

    internal static bool IsOfPeople(PathString path) =>
        !path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments("/problem", StringComparison.OrdinalIgnoreCase) && !SafeConnection.IsOfProgram(path);

    private static async Task LeadAsync(HttpContext context, RequestDelegate next)
    {
        switch (await context.RequestServices.GetRequiredService<Beginnings>().FindAsync(context.RequestAborted))
        {
            case Beginning.Done:
                await next(context);
                break;
            case Beginning.Unusable:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            default:
                if (context.Request.Path.Equals(Address, StringComparison.OrdinalIgnoreCase))
                {
                    await next(context);
                }
                else
                {
                    context.Response.Redirect(Address);
                }

                break;
        }
    }

    // For whoever started the program, not for its log.
    private static void Announce(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null)
        {
            return;
        }

        var settings = app.Services.GetRequiredService<HostSettings>();
        Console.WriteLine(settings.HasStore
            ? $"TrialData is at {address}"
            : $"There is no store at {settings.Place} yet. Begin one, or look at the demonstration, at\n{address}{Address}?code={app.Services.GetRequiredService<StartCode>().Text}");
    }
}
