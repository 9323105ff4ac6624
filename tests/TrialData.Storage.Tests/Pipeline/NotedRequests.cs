using TrialData.Application.Pipeline;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>Asks what the small trial asks, and notes how each request ended.</summary>
internal sealed class NotedRequests(TrialHost host)
{
    /// <summary>A request can name what does not exist, and then any text stands in it.</summary>
    public const string Unknown = "NEW, not OLD, in Kilimanjaro";

    public List<(string UseCase, string Result)> Asked { get; } = [];

    /// <summary>What was said and must stand in no open audit event: arms, answers, tokens, names of what does not exist.</summary>
    public List<string> Secrets { get; } = ["NEW", "OLD", "Kilimanjaro", "Zanzibar", "37.25", "1999-12-31"];

    public async Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) =>
        Note<TRequest, TResult>(await host.AskAsync<TRequest, TResult>(actor, request));

    /// <summary>Asks as somebody without an account.</summary>
    public async Task<Outcome<TResult>> KnockAsync<TRequest, TResult>(TRequest request) =>
        Note<TRequest, TResult>(await host.Door.AskAsync<TRequest, TResult>(Actor.Nobody, request, CancellationToken.None));

    public Outcome<TResult> Note<TRequest, TResult>(Outcome<TResult> outcome)
    {
        Asked.Add((typeof(TRequest).Name, outcome.Refusal?.Code ?? "done"));
        return outcome;
    }
}
