using System.Net;
using System.Net.Http.Json;

namespace TrialData.Web.Tests.Api;

internal sealed record AllocationBody(string Number, string Arm, string Label, DateOnly? Day);

internal sealed record ProblemBody(string Title, int Status, string Code, string? Detail);

internal static class ApiCalls
{
    public static Uri AllocationOf(object participant, string trial = "TEST") =>
        new($"/api/v1/trials/{trial}/participants/{participant}/allocation", UriKind.Relative);

    public static Task<HttpResponseMessage> RandomiseAsync(this HttpClient client, Guid participant) => client.PostAsync(AllocationOf(participant), content: null);

    public static async Task<AllocationBody> AllocatedAsync(this HttpClient client, Guid participant)
    {
        using var answer = await client.RandomiseAsync(participant);
        return (await answer.Content.ReadFromJsonAsync<AllocationBody>())!;
    }

    /// <summary>Status and code of an answer that must be problem details.</summary>
    public static async Task<(HttpStatusCode Status, string Code)> ProblemAsync(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Xunit.Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = (await answer.Content.ReadFromJsonAsync<ProblemBody>())!;
        Xunit.Assert.Equal((int)answer.StatusCode, problem.Status);
        return (answer.StatusCode, problem.Code);
    }
}
