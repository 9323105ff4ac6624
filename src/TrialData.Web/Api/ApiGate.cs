using Microsoft.Net.Http.Headers;
using TrialData.Application.Administration;
using TrialData.Hosting;
using TrialData.Web.FirstSteps;

namespace TrialData.Web.Api;

/// <summary>Lets a request in that brings a token which stands for an account now; nothing else of the request is read before.</summary>
internal sealed class ApiGate(RequestDelegate next, Door door, Beginnings beginnings)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        if (await beginnings.FindAsync(context.RequestAborted) is not Beginning.Done)
        {
            await Problem.StoreUnusable.ExecuteAsync(context);
            return;
        }

        if (TokenOf(context.Request) is not { } token || await door.FindActorAsync(token, context.RequestAborted) is not { } actor)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"TrialData\"";
            await Problem.NoToken.ExecuteAsync(context);
            return;
        }

        context.Features.Set(new ApiCaller(door, actor, ApiAnswers.RequestIdOf(context)));
        await next(context);
    }

    private static ApiToken? TokenOf(HttpRequest request) =>
        request.Headers[HeaderNames.Authorization] is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? new ApiToken(header[Scheme.Length..].Trim())
            : null;
}
