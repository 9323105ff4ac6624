using Microsoft.AspNetCore.Http.Features;

namespace TrialData.Web.SignedIn;

/// <summary>Sealed typing that the page of signing in carries, and the page it belongs to.</summary>
internal sealed record CarriedTyping(string Text, string Address);

/// <summary>Answers the typing of a person whose session is over with the page of signing in, at once, so that it is not lost.</summary>
internal static class TypingCarriage
{
    /// <summary>Must stand before routing: the page of signing in is found anew.</summary>
    public static void UseCarriedTyping(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Features.Get<CarriedTyping>() is not { } typing || context.Response.HasStarted)
        {
            return;
        }

        context.SetEndpoint(endpoint: null);
        context.Features.Get<IRouteValuesFeature>()?.RouteValues.Clear();
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = "/sign-in";
        context.Request.QueryString = QueryString.Create("next", typing.Address);
        context.Response.StatusCode = StatusCodes.Status200OK;
        await next(context);
    });
}
