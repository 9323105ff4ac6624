using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Keeps what follows from an entry of the ledger: the allocation, the participant's status, the visits, the letters.</summary>
public sealed class AllocationRecord(
    IParticipants participants, IAllocationVault vault, IIdentities identities, AllocationNews news, AuditNote note)
{
    internal async Task<AllocatedParticipant> KeepAsync(
        ReadyParticipant ready, Scheme scheme, LedgerEntry entry, DateOnly allocatedOn, CancellationToken cancellation)
    {
        var (participant, protocol, accountId) = ready;
        var stratum = StratumOf(scheme.Document.Design, entry.Levels);
        var allocation = new NewAllocation(
            identities.NewId(), participant.TrialId, participant.SiteId, participant.ParticipantId, entry.Arm!, AllocationOrigin.Drawn,
            scheme.SchemeId, stratum, entry.Sequence, allocatedOn, entry.RecordedAt, accountId);
        await vault.AddAsync(allocation, cancellation);
        note.Allocated(participant.Number, entry.Arm!, allocation.Evidence().Name, allocation.Evidence().Digest);
        await participants.MarkRandomisedAsync(participant.ParticipantId, cancellation);
        note.Changed("status", participant.Status.ToString(), nameof(ParticipantStatus.Randomised));
        var visits = VisitSchedule.From(protocol, VisitAnchor.Randomisation, allocatedOn, entry.Arm!);
        await participants.AddVisitsAsync(participant.ParticipantId, visits, cancellation);
        await news.PostAsync(participant, protocol, entry.Arm!, allocatedOn, cancellation);
        return Answer(participant, protocol, entry.Arm!, allocatedOn);
    }

    internal static string StratumOf(SchemeDesign design, IReadOnlyDictionary<string, string> levels) =>
        string.Join('|', design.Factors.Select(factor => $"{factor.Name}={levels[factor.Name]}"));

    internal static AllocatedParticipant Answer(Participant participant, TrialProtocol protocol, string arm, DateOnly? allocatedOn) =>
        new(participant.Number, arm, protocol.FindArm(arm)?.Label ?? arm, allocatedOn);
}
