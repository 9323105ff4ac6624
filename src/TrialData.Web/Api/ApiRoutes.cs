using Microsoft.AspNetCore.Mvc;

namespace TrialData.Web.Api;

/// <summary>The HTTP API: every request by a token, every refusal as problem details.</summary>
internal static class ApiRoutes
{
    public const string Root = "/api/v1";

    // A password and what surrounds it; nothing here takes files.
    private const int LargestBody = 16 * 1024;

    public static void MapApi(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase), branch => branch
            .UseMiddleware<ApiAnswers>((Func<Problem, IResult>)(problem => problem))
            .UseMiddleware<ApiGate>());
        var api = app.MapGroup(Root).WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        api.MapAllocations();
        api.MapParticipants();
    }
}
