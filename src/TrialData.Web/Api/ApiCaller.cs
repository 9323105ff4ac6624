using System.Reflection;
using TrialData.Application.Pipeline;
using TrialData.Hosting;

namespace TrialData.Web.Api;

/// <summary>Who asks by a request, and under which id it stands in the audit trail.</summary>
internal sealed class ApiCaller(Door door, Actor actor, Guid requestId)
{
    /// <summary>What an endpoint is handed, once the gate has let the request in.</summary>
    public static ValueTask<ApiCaller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.Features.Get<ApiCaller>());

    /// <summary>Asks a use case, and gives its result in the words of the API.</summary>
    public async Task<IResult> AskAsync<TRequest, TResult>(TRequest request, Func<TResult, object> answer, CancellationToken cancellation)
    {
        var outcome = await door.AskAsync<TRequest, TResult>(actor, requestId, request, cancellation);
        return outcome.Refusal is { } refusal ? Problem.Of(refusal) : TypedResults.Json(answer(outcome.Value));
    }
}
