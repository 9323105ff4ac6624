using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Enrolment;

public sealed record ParticipantInScope(Participant Participant, Trial Trial, TrialProtocol Protocol);

/// <summary>Finds the participant of a request, with the protocol version it consented under.</summary>
public sealed class ParticipantAccess(TrialAccess access, ITrials trials, IParticipants participants, AuditNote note)
{
    public async Task<Outcome<ParticipantInScope>> FindAsync(
        string trialCode, Guid participantId, Permission permission, CancellationToken cancellation)
    {
        var found = await access.FindAsync(trialCode, permission, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        if (await participants.FindAsync(participantId, scope, cancellation) is not { } participant)
        {
            return new NoSuchParticipant();
        }

        note.On(trial.TrialId, participant.SiteId, participant.Number);
        var protocol = await trials.ProtocolAsync(trial.TrialId, participant.ProtocolVersion, cancellation);
        return new ParticipantInScope(participant, trial, protocol);
    }
}
