using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Pipeline;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>What happens after an allocation: its arm becomes known. The account <c>signer</c> is an investigator with a password.</summary>
internal sealed class SmallAftermath(TrialHost host, NotedRequests requests)
{
    private const string Unknown = NotedRequests.Unknown;

    private static readonly DateOnly Today = TrialHost.FirstDay;

    public async Task PlayAsync(Guid participant)
    {
        await BreakBlindAsync(participant);
    }

    private async Task BreakBlindAsync(Guid participant)
    {
        await AskAsync<BreakBlind, BrokenBlind>("signer", new BreakBlind(host.TrialCode, participant, "A seizure", Unknown));
        await AskAsync<BreakBlind, BrokenBlind>("signer", new BreakBlind(host.TrialCode, participant, "A seizure", SmallForms.SignersPassword));
        await AskAsync<RecordCodeBreak, RecordedCodeBreak>("assessor S1", Slip(participant, "Who heard OLD"));
        var slip = await AskAsync<RecordCodeBreak, RecordedCodeBreak>("assessor S1", Slip(participant, "The assessor"));
        await AskAsync<AssessCodeBreak, AssessedCodeBreak>("assessor S1", new AssessCodeBreak(host.TrialCode, participant, "None"));
        await AskAsync<AssessCodeBreak, AssessedCodeBreak>("assessor S1", new AssessCodeBreak(host.TrialCode, slip.Value.CodeBreakId, "None"));
        await AskAsync<ListCodeBreaks, RegisterOfCodeBreaks>("signer", new ListCodeBreaks(host.TrialCode));
        await AskAsync<ListCodeBreaks, RegisterOfCodeBreaks>("signer", new ListCodeBreaks(Unknown));
    }

    private RecordCodeBreak Slip(Guid participant, string learned) =>
        new(host.TrialCode, participant, CodeBreakKind.Accidental, learned, Today, "Overheard");

    private Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) => requests.AskAsync<TRequest, TResult>(actor, request);
}
