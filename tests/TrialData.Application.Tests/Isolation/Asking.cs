using System.Reflection;
using System.Text.Json;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Testing;

namespace TrialData.Application.Tests.Isolation;

/// <summary>What came back, as the person who asked would see it.</summary>
internal sealed record Reply(string? Code, string Text)
{
    /// <summary>Without the words of the request, which it may repeat.</summary>
    public Reply Without(Target asked) => this with
    {
        Text = Text.Replace(asked.Trial, "(trial)", StringComparison.Ordinal).Replace(asked.Site, "(site)", StringComparison.Ordinal),
    };
}

/// <summary>Asks a use case that is known by its description alone.</summary>
internal static class Asking
{
    private static readonly MethodInfo Ask = typeof(Door).GetMethods()
        .Single(method => method.Name == nameof(Door.AskAsync) && method.GetParameters().Length == 3);

    public static async Task<Reply> AskAsync(this TrialHost host, Actor actor, UseCaseDescription useCase, object request)
    {
        var asking = (Task)Ask.MakeGenericMethod(useCase.Contract.GenericTypeArguments).Invoke(host.Door, [actor, request, CancellationToken.None])!;
        await asking;
        var outcome = asking.GetType().GetProperty("Result")!.GetValue(asking)!;
        return outcome.GetType().GetProperty("Refusal")!.GetValue(outcome) is Refusal refusal
            ? new Reply(refusal.Code, $"{refusal.Message} {string.Join(' ', refusal.Faults)} {JsonSerializer.Serialize(refusal, refusal.GetType())}")
            : new Reply(Code: null, JsonSerializer.Serialize(outcome.GetType().GetProperty("Value")!.GetValue(outcome)));
    }
}
