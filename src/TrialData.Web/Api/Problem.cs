using System.Text.Json;
using System.Text.Json.Serialization;
using TrialData.Application.Pipeline;

namespace TrialData.Web.Api;

/// <summary>Problem details (RFC 9457) with the stable code of a refusal.</summary>
/// <param name="Faults">The single faults behind a refusal; null where there are none.</param>
/// <remarks>Without an id of the request, which is a header: what is not there and what is not yours must answer with the same bytes.</remarks>
internal sealed record Problem(string Title, int Status, string Code, string? Detail = null, IReadOnlyList<Fault>? Faults = null) : IResult
{
    private const string ContentType = "application/problem+json";
    private const string NotPermitted = "access.not-permitted";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static Problem NoToken { get; } = new(
        "Nobody known asks", StatusCodes.Status401Unauthorized, "access.no-token", "Send a token that is valid now: Authorization: Bearer TOKEN.");

    public static Problem StoreUnusable { get; } = new(
        "The store cannot be used", StatusCodes.Status503ServiceUnavailable, "store.unusable", "Nothing was done. Try again later, or tell the administrator.");

    public static Problem Fault { get; } = new(
        "The program failed", StatusCodes.Status500InternalServerError, "program.fault", "Whether it was done is not known: ask again. The administrator finds the reason by the request's id.");

    /// <summary>One kind of refusal is no fact of the trial but of who asks, and one of what is there for them; the rest are the request's own.</summary>
    public static Problem Of(Refusal refusal)
    {
        var faults = refusal.Faults.Count > 0 ? refusal.Faults : null;
        return refusal.Code switch
        {
            NotPermitted => new("Not permitted", StatusCodes.Status403Forbidden, refusal.Code, refusal.Message, faults),
            _ when refusal.SaysNotFound =>
                new("Not found", StatusCodes.Status404NotFound, refusal.Code, refusal.Message, faults),
            _ => new("Refused", StatusCodes.Status422UnprocessableEntity, refusal.Code, refusal.Message, faults),
        };
    }

    /// <summary>What the framework answers by a status alone.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new("Not understood", status, "http.bad-request", "An id in the address, or the JSON of the body, cannot be read."),
        StatusCodes.Status404NotFound => new("No such address", status, "http.not-found"),
        StatusCodes.Status405MethodNotAllowed => new("No such method at this address", status, "http.method-not-allowed"),
        StatusCodes.Status413PayloadTooLarge => new("The body is too large", status, "http.body-too-large"),
        StatusCodes.Status415UnsupportedMediaType => new("The body is no JSON", status, "http.media-type", "Send Content-Type: application/json."),
        _ => new("Not done", status, "http.refused"),
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(this, Format, ContentType, httpContext.RequestAborted);
    }
}
