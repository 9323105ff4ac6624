using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Blinding;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
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
        await MarkAsync(participant);
        await AllocateInDowntimeAsync();
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

    private async Task MarkAsync(Guid participant)
    {
        var (none, other) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal) { ["site"] = "S2" });
        await AskAsync<AskAllocationInError, MarkedAllocation>("researcher S2", new AskAllocationInError(host.TrialCode, participant, AllocationErrorKind.Technical, none, "It froze"));
        var asked = await AskAsync<AskAllocationInError, MarkedAllocation>(
            "researcher S1", new AskAllocationInError(host.TrialCode, participant, AllocationErrorKind.Technical, none, "It froze"));
        await AskAsync<MarkAllocationInError, MarkedAllocation>(
            "founder", new MarkAllocationInError(host.TrialCode, participant, AllocationErrorKind.WrongStratum, other, "Lives elsewhere"));
        await AskAsync<DecideAllocationInError, DecidedAllocationError>("admin", new DecideAllocationInError(host.TrialCode, participant, IsApproved: true, "Seen"));
        await AskAsync<DecideAllocationInError, DecidedAllocationError>("admin", new DecideAllocationInError(host.TrialCode, asked.Value.ErrorId, IsApproved: false, "It did not"));
        var marked = await AskAsync<MarkAllocationInError, MarkedAllocation>(
            "founder", new MarkAllocationInError(host.TrialCode, participant, AllocationErrorKind.WrongStratum, other, "Lives elsewhere"));
        await AskAsync<DecideAllocationInError, DecidedAllocationError>("admin", new DecideAllocationInError(host.TrialCode, marked.Value.ErrorId, IsApproved: true, "Seen"));
        await AskAsync<ListAllocationErrors, ListedAllocationErrors>("admin", new ListAllocationErrors(host.TrialCode));
        await AskAsync<ListAllocationErrors, ListedAllocationErrors>("signer", new ListAllocationErrors(host.TrialCode));
        await AskAsync<MeasureBlinding, MeasuredBlinding>("assessor S1", new MeasureBlinding(host.TrialCode));
        await AskAsync<MeasureBlinding, MeasuredBlinding>("founder", new MeasureBlinding(host.TrialCode));
        var meaning = new Dictionary<string, string>(StringComparer.Ordinal) { ["0"] = "NEW", ["1"] = "OLD" };
        await AskAsync<MeasureBlinding, MeasuredBlinding>("founder", new MeasureBlinding(host.TrialCode, "rating", "rating", meaning));
        await AskAsync<ListAllocations, ListedAllocations>("researcher S1", new ListAllocations(host.TrialCode));
        await AskAsync<ListAllocations, ListedAllocations>("assessor S1", new ListAllocations(host.TrialCode));
    }

    private async Task AllocateInDowntimeAsync()
    {
        await AskAsync<IssueDowntimeSlots, IssuedEnvelopes>("researcher S1", new IssueDowntimeSlots(host.TrialCode, "S1", Count: 2));
        var issued = await AskAsync<IssueDowntimeSlots, IssuedEnvelopes>("founder", new IssueDowntimeSlots(host.TrialCode, "S1", Count: 2));
        var slot = issued.Value.Envelopes[0];
        requests.Secrets.Add(slot.Code);
        var screened = await AskAsync<ScreenParticipant, ScreenedParticipant>("researcher S1", new ScreenParticipant(host.TrialCode, "S1", Today, TestProtocol.EligibleAnswers));
        var participant = screened.Value.PublicId;
        await AskAsync<RecordConsent, ConsentRecorded>("researcher S1", new RecordConsent(host.TrialCode, participant, TestProtocol.ConsentForm, host.Clock.GetUtcNow()));
        await AskAsync<EnrolParticipant, EnrolledParticipant>("researcher S1", new EnrolParticipant(host.TrialCode, participant, Today));
        var mood = new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3" };
        await AskAsync<SaveForm, FormSaved>("researcher S1", new SaveForm(host.TrialCode, participant, "baseline", "mood", 0, Today, mood));
        await AskAsync<EnterDowntimeAllocation, AllocatedParticipant>(
            "researcher S1", new EnterDowntimeAllocation(host.TrialCode, participant, slot.Number, Unknown, Today, "No network"));
        await AskAsync<EnterDowntimeAllocation, AllocatedParticipant>(
            "researcher S1", new EnterDowntimeAllocation(host.TrialCode, participant, slot.Number, slot.Code, Today, "No network"));
        await AskAsync<WithdrawDowntimeSlots, WithdrawnSlots>("researcher S1", new WithdrawDowntimeSlots(host.TrialCode, "S1", [1, 2], SlotFate.Returned, "Back on line"));
        await AskAsync<WithdrawDowntimeSlots, WithdrawnSlots>("researcher S1", new WithdrawDowntimeSlots(host.TrialCode, "S1", [2], SlotFate.Returned, "Back on line"));
        await AskAsync<ListDowntimeSlots, ListedSlots>("researcher S1", new ListDowntimeSlots(host.TrialCode));
        await AskAsync<ListDowntimeSlots, ListedSlots>("assessor S1", new ListDowntimeSlots(host.TrialCode));
    }

    private RecordCodeBreak Slip(Guid participant, string learned) =>
        new(host.TrialCode, participant, CodeBreakKind.Accidental, learned, Today, "Overheard");

    private Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) => requests.AskAsync<TRequest, TResult>(actor, request);
}
