using TrialData.Application.Protocol;

namespace TrialData.Application.Capture;

/// <summary>A form where a version of the protocol has it.</summary>
/// <param name="Visit">Null for an entry of a log.</param>
public sealed record PlannedPlace(TrialProtocol Protocol, PlannedVisit? Visit, FormDefinition Form)
{
    /// <summary>Whether that it is there tells an arm.</summary>
    public bool RevealsArm => Form.RevealsArm || Visit?.RevealsArm == true;

    internal static PlannedPlace? In(TrialProtocol protocol, FormAt at)
    {
        if (at.VisitCode is null)
        {
            return protocol.FindLog(at.FormCode) is { } log ? new PlannedPlace(protocol, Visit: null, log.Form) : null;
        }

        return protocol.FindVisit(at.VisitCode) is { } visit && visit.Holds(at.FormCode) && protocol.FindForm(at.FormCode) is { } form
            ? new PlannedPlace(protocol, visit, form)
            : null;
    }
}

/// <summary>A form, or a log, wherever a version of the protocol has it.</summary>
/// <param name="RevealsArm">Whether that it is anywhere tells an arm: each of its places does.</param>
public sealed record PlannedForms(TrialProtocol Protocol, FormDefinition Form, bool IsLog, bool RevealsArm)
{
    internal static PlannedForms? In(TrialProtocol protocol, string code)
    {
        bool[] places =
        [
            .. protocol.Visits.Where(visit => visit.Holds(code)).Select(visit => visit.RevealsArm),
            .. protocol.UnscheduledForms.Where(form => string.Equals(form.Form, code, StringComparison.Ordinal)).Select(_ => false),
        ];
        if (places.Length > 0 && protocol.FindForm(code) is { } form)
        {
            return new PlannedForms(protocol, form, IsLog: false, form.RevealsArm || Array.TrueForAll(places, reveals => reveals));
        }

        return protocol.FindLog(code) is { } log ? new PlannedForms(protocol, log.Form, IsLog: true, log.RevealsArm) : null;
    }
}

/// <summary>Finds what a trial's protocol says of a form at its place. Of what an amendment took out, the last version that had it says it.</summary>
public sealed class FormsOfProtocol(ITrials trials)
{
    /// <param name="version">The participant's own version of the protocol.</param>
    public async Task<PlannedPlace?> FindAsync(long trialId, int version, FormAt at, CancellationToken cancellation)
    {
        for (var earlier = version; earlier >= 1; earlier--)
        {
            if (PlannedPlace.In(await trials.ProtocolAsync(trialId, earlier, cancellation), at) is { } planned)
            {
                return planned;
            }
        }

        return null;
    }

    /// <summary>As <see cref="FindAsync"/>, wherever the form stands.</summary>
    /// <param name="version">The participant's own version of the protocol.</param>
    public async Task<PlannedForms?> FindAnywhereAsync(long trialId, int version, string code, CancellationToken cancellation)
    {
        for (var earlier = version; earlier >= 1; earlier--)
        {
            if (PlannedForms.In(await trials.ProtocolAsync(trialId, earlier, cancellation), code) is { } planned)
            {
                return planned;
            }
        }

        return null;
    }
}
