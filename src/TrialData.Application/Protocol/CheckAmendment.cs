using TrialData.Application.Pipeline;

namespace TrialData.Application.Protocol;

/// <summary>Says what an amendment would change, and changes nothing.</summary>
[Requires(Permission.AmendProtocol), Reading]
public sealed record CheckAmendment(string ProtocolJson);

public sealed class CheckAmendmentHandler(AmendmentAccess access, AuditNote note) : IUseCase<CheckAmendment, ProtocolDifference>
{
    public async Task<Outcome<ProtocolDifference>> HandleAsync(CheckAmendment request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.ProtocolJson, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, current, next) = found.Value;
        note.On(trial.TrialId, subject: trial.Code);
        return ProtocolDifference.Between(current, next);
    }
}
