using System.CommandLine;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>Who asks, in which trial.</summary>
internal sealed record Asker(Session Session, Actor Actor, string Trial)
{
    public Task<Outcome<TResult>> AskAsync<TRequest, TResult>(TRequest request, CancellationToken cancellation) =>
        Session.Door.AskAsync<TRequest, TResult>(Actor, request, cancellation);

    /// <summary>Asks for the own password last, when nothing else stands in the way: what was done before, and a token made for this, need none.</summary>
    /// <remarks><typeparamref name="TUnconfirmed"/> is the refusal of an act that was not confirmed.</remarks>
    public async Task<Outcome<TResult>> ConfirmAsync<TRequest, TResult, TUnconfirmed>(
        TRequest request, Func<TRequest, string, TRequest> withPassword, string act, CancellationToken cancellation)
        where TUnconfirmed : Refusal
    {
        var outcome = await AskAsync<TRequest, TResult>(request, cancellation);
        return outcome.Refusal is TUnconfirmed
            ? await AskAsync<TRequest, TResult>(withPassword(request, Ask.Hidden($"Your own password, to {act}")), cancellation)
            : outcome;
    }

    /// <summary>The id behind a participant's number; an id stands for itself.</summary>
    public async Task<Outcome<Guid>> FindParticipantAsync(string numberOrId, CancellationToken cancellation)
    {
        if (Guid.TryParse(numberOrId, out var id))
        {
            return id;
        }

        var found = await AskAsync<ListParticipants, ListedParticipants>(new ListParticipants(Trial, numberOrId), cancellation);
        return found.Refusal is { } refusal ? refusal : found.Value.Participants[0].PublicId;
    }
}

/// <summary>The way of every command about one participant: find account, trial and participant, ask, answer.</summary>
internal static class OfParticipant
{
    public static Argument<string> Participant { get; } = new("participant") { Description = "Number or id of the participant." };

    /// <summary>One request about the participant that is named.</summary>
    public static Task<int> RunAsync<TRequest, TResult>(
        ParseResult parsed, Func<string, Guid, TRequest> ask, Action<TResult> forPeople, CancellationToken cancellation) => RunAsync(
        parsed, (asker, participant) => asker.AskAsync<TRequest, TResult>(ask(asker.Trial, participant), cancellation), forPeople, cancellation);

    public static async Task<int> RunAsync<TResult>(
        ParseResult parsed, Func<Asker, Guid, Task<Outcome<TResult>>> ask, Action<TResult> forPeople, CancellationToken cancellation)
    {
        await using var session = Session.Open(parsed);
        return Answer.Give(await FindAndAskAsync(session, parsed, ask, cancellation), parsed.GetValue(CommonOptions.Json), forPeople);
    }

    private static async Task<Outcome<TResult>> FindAndAskAsync<TResult>(
        Session session, ParseResult parsed, Func<Asker, Guid, Task<Outcome<TResult>>> ask, CancellationToken cancellation)
    {
        var actor = await session.FindActorAsync(cancellation);
        if (actor.Refusal is { } unknown)
        {
            return unknown;
        }

        var trial = await session.FindTrialAsync(parsed.GetValue(CommonOptions.Trial), cancellation);
        if (trial.Refusal is { } unnamed)
        {
            return unnamed;
        }

        var asker = new Asker(session, actor.Value, trial.Value);
        var participant = await asker.FindParticipantAsync(parsed.GetRequiredValue(Participant), cancellation);
        return participant.Refusal is { } refusal ? refusal : await ask(asker, participant.Value);
    }
}
