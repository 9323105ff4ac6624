using TrialData.Application.Allocation;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Oversight;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Application.Safety;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>The part of the small trial about a participant after randomisation: visits, withdrawals, transfers, amendments, safety.</summary>
internal sealed class SmallFollowUp(TrialHost host, NotedRequests requests)
{
    private const string Unknown = NotedRequests.Unknown;

    private static readonly DateOnly Today = TrialHost.FirstDay;

    public async Task PlayAsync(Guid participant)
    {
        var trial = host.TrialCode;
        const string researcher = "researcher S1";
        await AskAsync<AddUnscheduledVisit, UnscheduledVisitAdded>(researcher, new AddUnscheduledVisit(trial, participant, Today));
        await AskAsync<AddUnscheduledVisit, UnscheduledVisitAdded>(researcher, new AddUnscheduledVisit(trial, participant, Today.AddDays(1)));
        await AskAsync<ReconsentParticipant, Reconsented>(researcher, new ReconsentParticipant(trial, participant, "consent-2", Today));
        await AskAsync<ReconsentParticipant, Reconsented>(researcher, new ReconsentParticipant(trial, participant, Unknown, Today));
        await AskAsync<ListParticipants, ListedParticipants>(researcher, new ListParticipants(trial));
        await AskAsync<ListParticipants, ListedParticipants>(researcher, new ListParticipants(trial, Number: Unknown));
        await AskAsync<ShowParticipant, ShownParticipant>(researcher, new ShowParticipant(trial, participant));
        await AskAsync<ShowParticipant, ShownParticipant>(researcher, new ShowParticipant(trial, Guid.Empty));
        await AskAsync<ShowWork, ShownWork>(researcher, new ShowWork(trial));
        await AskAsync<ShowWork, ShownWork>(researcher, new ShowWork(Unknown));
        await AskAsync<ShowCriteria, ShownCriteria>(researcher, new ShowCriteria(trial));
        await AskAsync<ShowCriteria, ShownCriteria>(researcher, new ShowCriteria(Unknown));
        await AskAsync<CheckRandomisation, RandomisationCheck>(researcher, new CheckRandomisation(trial, participant));
        await AskAsync<CheckRandomisation, RandomisationCheck>(researcher, new CheckRandomisation(trial, Guid.Empty));
        await AskAsync<ListReconsentsDue, ReconsentsDue>(researcher, new ListReconsentsDue(trial));
        await AskAsync<ListReconsentsDue, ReconsentsDue>(researcher, new ListReconsentsDue(Unknown));
        await AskAsync<ListVisitsToCome, ListedVisitsToCome>(researcher, new ListVisitsToCome(trial));
        await AskAsync<ListVisitsToCome, ListedVisitsToCome>(researcher, new ListVisitsToCome(Unknown));
        await AskAsync<ShowScreeningLog, ShownScreeningLog>(researcher, new ShowScreeningLog(trial));
        await AskAsync<ShowScreeningLog, ShownScreeningLog>(researcher, new ShowScreeningLog(trial, Unknown));
        await AskAsync<WithdrawParticipant, WithdrawnParticipant>(researcher, new WithdrawParticipant(trial, participant, WithdrawalKind.Treatment, Today));
        await AskAsync<WithdrawParticipant, WithdrawnParticipant>(researcher, new WithdrawParticipant(trial, participant, WithdrawalKind.Treatment, Today));
        await AskAsync<ListSchedule, ListedSchedule>(researcher, new ListSchedule(trial));
        await AskAsync<ListSchedule, ListedSchedule>(researcher, new ListSchedule(trial, Number: Unknown));
        await host.AddAdverseEventAsync(participant);
        await AskAsync<ListSafetyReports, ListedSafetyReports>("founder", new ListSafetyReports(trial));
        await AskAsync<ListSafetyReports, ListedSafetyReports>("founder", new ListSafetyReports(Unknown));
        var report = new RecordSafetyReport(trial, participant, "adverse-event", Entry: 1, SafetyRecipient.EthicsCommittee, Today);
        await AskAsync<RecordSafetyReport, RecordedSafetyReport>("founder", report);
        await AskAsync<RecordSafetyReport, RecordedSafetyReport>("founder", report with { LogCode = Unknown });
        var transfer = new TransferParticipant(trial, participant, "S2", Today, "Moved house");
        await AskAsync<TransferParticipant, TransferredParticipant>("founder", transfer);
        await AskAsync<TransferParticipant, TransferredParticipant>("founder", transfer with { ToSiteCode = Unknown });
        await AskAsync<TransferParticipant, TransferredParticipant>("founder", transfer with { ToSiteCode = "S1" });
        var next = JsonEdit.With(TestProtocol.Json, "version", "2");
        await AskAsync<CheckAmendment, ProtocolDifference>("founder", new CheckAmendment(next));
        await AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(next));
        await AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(next));
        await AskAsync<CheckAmendment, ProtocolDifference>("founder", new CheckAmendment(next));
    }

    private Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) => requests.AskAsync<TRequest, TResult>(actor, request);
}
