using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Enrolment;

/// <summary>Lists the participants who go on and have not signed the protocol's current consent form: the last one it names.</summary>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ListReconsentsDue(string TrialCode);

/// <param name="CurrentForm">Null where the protocol names no consent form; then nobody is due.</param>
public sealed record ReconsentsDue(string? CurrentForm, IReadOnlyList<ReconsentDue> Participants);

public sealed class ListReconsentsDueHandler(TrialAccess access, ITrials trials, IParticipantHistory history)
    : IUseCase<ListReconsentsDue, ReconsentsDue>
{
    public async Task<Outcome<ReconsentsDue>> HandleAsync(ListReconsentsDue request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        return protocol.ConsentForms is [.., var current]
            ? new ReconsentsDue(current.Code, await history.ReconsentsDueAsync(scope, current.Code, cancellation))
            : new ReconsentsDue(CurrentForm: null, []);
    }
}
