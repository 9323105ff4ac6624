using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using TrialData.Web.Fill;
using TrialData.Web.FirstSteps;
using TrialData.Web.Forms;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Ground;

/// <summary>What every page stands on.</summary>
internal static class WebGround
{
    private const string FormCookie = "__Host-trialdata-form";
    private const string FlashCookie = "__Host-trialdata-flash";

    public static void AddPages(this IServiceCollection services)
    {
        services.AddAuthentication(SessionAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.Name, configureOptions: null);
        services.AddAuthorization();
        services.AddRazorPages(pages => FormRoutes.AddTo(pages.Conventions));
        services.AddSingleton<TypingSeal>();
        services.AddFirstSteps();
        services.AddSingleton<LinkSeal>();
        services.AddRateLimits();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = FormCookie;
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = FlashCookie;
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Lax;
        });
        services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = false;
        });
    }

    public static void UsePages(this WebApplication app)
    {
        app.UseSafeConnections();
        app.UseExceptionHandler("/problem/500");
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseSafeHeaders();
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.UseAssets();
        app.UseWhen(context => FirstStepsGround.IsOfPeople(context.Request.Path), pages => pages.UsePageSize());
        app.UseFirstSteps();
        app.UseCarriedTyping();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseAuthorization();
        app.MapRazorPages();
    }
}
