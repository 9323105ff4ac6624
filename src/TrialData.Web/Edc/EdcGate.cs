using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using TrialData.Application.Allocation.Edc;
using TrialData.Web.Api;
using TrialData.Web.FirstSteps;

namespace TrialData.Web.Edc;

/// <summary>Keeps out who brings no name and secret, and who has tried wrong ones too often. Whether they are right, the use cases tell.</summary>
internal sealed class EdcGate(RequestDelegate next, Beginnings beginnings, EdcThrottle throttle)
{
    private const string Scheme = "Basic ";

    public static EdcProof ProofOf(HttpContext context) => context.Features.GetRequiredFeature<EdcProof>();

    public async Task InvokeAsync(HttpContext context)
    {
        if (await beginnings.FindAsync(context.RequestAborted) is not Beginning.Done)
        {
            await EdcDesk.Of(Problem.StoreUnusable).ExecuteAsync(context);
            return;
        }

        if (Read(context.Request) is { } proof)
        {
            context.Features.Set(proof);
        }
        else if (SecretOf(context) is null)
        {
            await EdcDesk.AskForProofAsync(context);
            return;
        }

        await (throttle.IsShut(context) ? EdcDesk.TooManyAttempts.ExecuteAsync(context) : next(context));
    }

    /// <summary>Of the one request of a client that does not know its name yet: the secret is a part of the address. Null of the others.</summary>
    public static EdcSecret? SecretOf(HttpContext context) => context.Request.RouteValues.GetValueOrDefault("secret") is string secret ? new EdcSecret(secret) : null;

    private static EdcProof? Read(HttpRequest request)
    {
        if (request.Headers[HeaderNames.Authorization] is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var encoded = header[Scheme.Length..].Trim();
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var name, var secret]
                ? new EdcProof(name, new EdcSecret(secret))
                : null;
    }
}
