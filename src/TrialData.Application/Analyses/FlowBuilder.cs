using TrialData.Application.Enrolment;
using TrialData.Application.Protocol;

namespace TrialData.Application.Analyses;

/// <summary>Participants from screening to analysis, so that every step adds up.</summary>
internal static class FlowBuilder
{
    public static ParticipantFlow Build(TrialProtocol protocol, IReadOnlyList<AnalysisParticipant> participants, OutcomeTally tally)
    {
        // A file with a screening day for some of its rows is no screening log: fewer would be screened than randomised.
        var isLogged = participants.All(p => p.ScreenedOn is not null);
        return new ParticipantFlow(
            isLogged ? participants.Count : null,
            !isLogged ? [] : Excluded(protocol, participants).Where(r => r.Count > 0).ToList(),
            participants.Count(p => p.Arm is not null),
            protocol.Arms.Select(arm => ArmOf(arm, protocol, participants, tally)).ToList());
    }

    private static IEnumerable<CountedReason> Excluded(TrialProtocol protocol, IReadOnlyList<AnalysisParticipant> participants)
    {
        foreach (var criterion in protocol.Eligibility)
        {
            var kept = participants.Count(p => p.Status == ParticipantStatus.Excluded && string.Equals(p.ExclusionCriterion, criterion.Code, StringComparison.Ordinal));
            var reason = string.Equals(criterion.Required, "yes", StringComparison.Ordinal) ? $"Not met: {criterion.Label}" : criterion.Label;
            yield return new CountedReason(reason, kept);
        }

        yield return new CountedReason("Consent not given", participants.Count(p => p.Status == ParticipantStatus.Screened));
        yield return new CountedReason(
            "Not randomised after consent", participants.Count(p => p.Status is ParticipantStatus.Consented or ParticipantStatus.Enrolled));
    }

    private static ArmFlow ArmOf(Arm arm, TrialProtocol protocol, IReadOnlyList<AnalysisParticipant> participants, OutcomeTally tally)
    {
        var allocated = participants.Where(p => string.Equals(p.Arm, arm.Code, StringComparison.Ordinal)).ToList();
        return new ArmFlow(
            arm.Code,
            allocated.Count,
            protocol.Visits
                .Where(v => v.OnlyForArms.Count == 0 || v.OnlyForArms.Contains(arm.Code))
                .Select(v => new VisitFlow(new Labelled(v.Code, v.Label), tally.Attended(v.Code, arm.Code)))
                .ToList(),
            allocated.Count(p => p.EndReason == EndReason.Withdrawn),
            allocated.Count(p => p.EndReason == EndReason.LostToFollowUp),
            allocated.Count(p => p.EndReason == EndReason.Died))
        {
            DataWithdrawn = allocated.Count(p => p.IsDataWithdrawn),
            UnderWaiver = allocated.Count(p => p.Waivers > 0),
        };
    }
}
