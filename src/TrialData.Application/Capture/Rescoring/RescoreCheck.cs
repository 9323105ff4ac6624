using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Rescoring;

/// <summary>Recomputes every stored score from the answers of its time, with the definition it names, and lists what comes out differently.</summary>
/// <remarks>Of the sites the account may read, without forms that tell an arm where it may not see them.</remarks>
[Requires(Permission.ReadParticipants), Reading]
public sealed record RescoreCheck(string TrialCode);

/// <param name="Differences">The first thousand, of which each says where, what is stored, and what comes out.</param>
public sealed record CheckedScores(long Forms, long Scores, long DifferenceCount, IReadOnlyList<ScoreDifference> Differences);

/// <param name="Visit">Null in a log.</param>
/// <param name="Stored">Null where no value is stored.</param>
/// <param name="Computed">Null where no value comes out.</param>
public sealed record ScoreDifference(
    string Participant, string? Visit, string Form, int FormVersion, string Instrument, int? InstrumentVersion, string Score, string? Stored, string? Computed, string Reason);

public sealed class RescoreCheckHandler(
    TrialAccess access, ITrials trials, IStoredScores scores, RequestContext context, AuditNote note) : IUseCase<RescoreCheck, CheckedScores>
{
    public async Task<Outcome<CheckedScores>> HandleAsync(RescoreCheck request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var protocols = await ProtocolsAsync(trial.TrialId, cancellation);
        var seesArms = context.ScopeOf(Permission.ReadWhatRevealsArm, trial.TrialId) is { AllSites: true } or { SiteIds.Count: > 0 };
        var checking = new SavesPlayed();
        await foreach (var row in scores.RowsAsync(scope, cancellation))
        {
            if (seesArms || !TellsArm(protocols[row.ProtocolVersion], row))
            {
                checking.Take(row);
            }
        }

        var result = checking.Finish();
        note.Changed("differences", oldValue: null, AuditHash.Text(result.DifferenceCount));
        return result;
    }

    private async Task<Dictionary<int, TrialProtocol>> ProtocolsAsync(long trialId, CancellationToken cancellation)
    {
        var protocols = new Dictionary<int, TrialProtocol>();
        foreach (var version in await scores.ProtocolVersionsInUseAsync(trialId, cancellation))
        {
            protocols[version] = await trials.ProtocolAsync(trialId, version, cancellation);
        }

        return protocols;
    }

    // A form that the protocol no longer knows may have told one.
    private static bool TellsArm(TrialProtocol protocol, ScoredRow row) =>
        protocol.FindForm(row.Form) is not { RevealsArm: false } || (row.Visit is { } visit && protocol.FindVisit(visit) is { RevealsArm: true });
}
