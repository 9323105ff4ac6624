using System.CommandLine;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>The way of every command that asks one use case in a trial: find account and trial, ask, answer.</summary>
internal static class InTrial
{
    public static async Task<int> RunAsync<TRequest, TResult>(
        ParseResult parsed, Func<string, TRequest> ask, Action<TResult> forPeople, CancellationToken cancellation)
    {
        await using var session = Session.Open(parsed);
        var outcome = await AskAsync<TRequest, TResult>(session, parsed, ask, cancellation);
        return Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), forPeople);
    }

    public static async Task<Outcome<TResult>> AskAsync<TRequest, TResult>(
        Session session, ParseResult parsed, Func<string, TRequest> ask, CancellationToken cancellation)
    {
        var actor = await session.FindActorAsync(cancellation);
        if (actor.Refusal is { } unknown)
        {
            return unknown;
        }

        var trial = await session.FindTrialAsync(parsed.GetValue(CommonOptions.Trial), cancellation);
        return trial.Refusal is { } unnamed
            ? unnamed
            : await session.Door.AskAsync<TRequest, TResult>(actor.Value, ask(trial.Value), cancellation);
    }
}
