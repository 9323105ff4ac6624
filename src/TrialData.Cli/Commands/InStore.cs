using System.CommandLine;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>The way of every command that asks one use case of the whole store: find the account, ask, answer.</summary>
internal static class InStore
{
    public static async Task<int> RunAsync<TRequest, TResult>(
        ParseResult parsed, TRequest request, Action<TResult> forPeople, CancellationToken cancellation)
    {
        await using var session = Session.Open(parsed);
        var asJson = parsed.GetValue(CommonOptions.Json);
        var actor = await session.FindActorAsync(cancellation);
        return actor.Refusal is { } unknown
            ? Answer.Refuse(unknown, asJson)
            : Answer.Give(await session.Door.AskAsync<TRequest, TResult>(actor.Value, request, cancellation), asJson, forPeople);
    }
}
