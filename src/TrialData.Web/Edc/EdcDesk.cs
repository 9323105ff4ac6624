using Microsoft.AspNetCore.Http.HttpResults;
using TrialData.Application.Allocation.Edc;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Api;

namespace TrialData.Web.Edc;

/// <summary>Asks a use case for an EDC, and answers in the shapes that its client reads.</summary>
internal sealed class EdcDesk(Door door, EdcThrottle throttle)
{
    public static JsonHttpResult<EdcError> TooManyAttempts => Error(
        StatusCodes.Status429TooManyRequests, new EdcError("Too many requests with a wrong name or secret. Try again in a minute.", "edc.too-many-attempts"));

    public static Task AskForProofAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"TrialData\", charset=\"UTF-8\"";
        return Error(StatusCodes.Status401Unauthorized, new EdcError("Send the name and the secret of a credential that is valid now.", "edc.no-credential")).ExecuteAsync(context);
    }

    public async Task<IResult> AskAsync<TRequest, TResult>(HttpContext context, TRequest request, Func<TResult, object> answer, CancellationToken cancellation)
    {
        var outcome = await door.AskAsync<TRequest, TResult>(Actor.Nobody, ApiAnswers.RequestIdOf(context), request, cancellation);
        switch (outcome.Refusal)
        {
            case null:
                throttle.CountSuccess(context);
                return TypedResults.Json(answer(outcome.Value));
            case NoSuchEdcCredential wrong:
                throttle.CountFailure(context);
                return context.Features.Get<EdcProof>() is null ? Error(StatusCodes.Status404NotFound, Of(wrong)) : new Unproved();
            case InvalidRequest unread:
                // Turned away before anybody looked at the secret.
                throttle.CountFailure(context);
                return Error(StatusCodes.Status422UnprocessableEntity, Of(unread));
            case var refusal:
                throttle.CountSuccess(context);
                return Error(refusal.SaysNotFound ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity, Of(refusal));
        }
    }

    /// <summary>What the edge of the program says, in the shape of this door.</summary>
    public static IResult Of(Problem problem) => Error(problem.Status, new EdcError(problem.Detail ?? problem.Title, problem.Code));

    private static EdcError Of(Refusal refusal) => new(refusal.Message, refusal.Code);

    private static JsonHttpResult<EdcError> Error(int status, EdcError error) => TypedResults.Json(error, statusCode: status);

    /// <summary>A wrong name or secret answers as none.</summary>
    private sealed class Unproved : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => AskForProofAsync(httpContext);
    }
}
