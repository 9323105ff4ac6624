using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Web.Api;

/// <summary>What all answers of the API have in common: an id of the request, no storing, and problem details instead of faults.</summary>
/// <param name="shape">What a problem looks like to whoever asks.</param>
internal sealed class ApiAnswers(RequestDelegate next, Func<Problem, IResult> shape, IIdentities identities, ILogger<ApiAnswers> log)
{
    private const string RequestIdHeader = "X-Request-ID";

    /// <summary>Under which the request stands in the audit trail.</summary>
    public static Guid RequestIdOf(HttpContext context) => (Guid)context.Items[RequestIdHeader]!;

    public async Task InvokeAsync(HttpContext context)
    {
        var requestId = identities.NewId();
        context.Items[RequestIdHeader] = requestId;
        context.Response.Headers[RequestIdHeader] = requestId.ToString("D");
        context.Response.Headers.CacheControl = "no-store";
        if (await ProblemOfAsync(context, requestId) is { } problem && !context.Response.HasStarted)
        {
            await shape(problem).ExecuteAsync(context);
        }
    }

    private async Task<Problem?> ProblemOfAsync(HttpContext context, Guid requestId)
    {
        try
        {
            await next(context);
            return context.Response is { StatusCode: >= StatusCodes.Status400BadRequest, HasStarted: false, ContentType: null }
                ? Problem.OfStatus(context.Response.StatusCode)
                : null;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has hung up: nobody is there to be answered.
            return null;
        }
        catch (BadHttpRequestException unreadable)
        {
            return Problem.OfStatus(unreadable.StatusCode);
        }
        catch (StoreException fault)
        {
            log.LogError(fault, "Request {RequestId} met a store that cannot be used", requestId);
            return Problem.StoreUnusable;
        }
        catch (Exception fault)
        {
            // The edge of the program: the fault goes to the log in full, and to the caller as nothing but its id.
            log.LogError(fault, "Request {RequestId} failed", requestId);
            return Problem.Fault;
        }
    }
}
