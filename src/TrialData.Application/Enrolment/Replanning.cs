using TrialData.Application.Protocol;

namespace TrialData.Application.Enrolment;

/// <summary>What an amendment makes of a participant's visits. One at which anything was saved stays as it is.</summary>
/// <param name="Cancelled">Each with whether that it was there tells an arm.</param>
public sealed record Replanning(
    IReadOnlyList<ScheduledVisit> Added, IReadOnlyList<(StandingVisit Was, ScheduledVisit Will)> Moved, IReadOnlyList<(StandingVisit Visit, bool RevealsArm)> Cancelled)
{
    public static Replanning Of(TrialProtocol current, TrialProtocol next, ParticipantToMove participant, IReadOnlyList<StandingVisit> standing)
    {
        var planned = Planned(next, participant);
        var byCode = standing.ToDictionary(v => v.Code, StringComparer.Ordinal);
        var moved =
            from visit in planned
            where byCode.ContainsKey(visit.Code)
            let was = byCode[visit.Code]
            where !was.HasForms && (was.IsCancelled || (was.TargetOn, was.OpensOn, was.ClosesOn) != (visit.TargetOn, visit.OpensOn, visit.ClosesOn))
            select (was, visit with { RevealsArm = visit.RevealsArm || Reveals(current, visit.Code) });
        var codes = planned.Select(v => v.Code).ToHashSet(StringComparer.Ordinal);
        var cancelled =
            from visit in standing
            where !visit.HasForms && !visit.IsCancelled && !codes.Contains(visit.Code) && !UnscheduledVisit.IsCode(visit.Code)
            select (visit, Reveals(current, visit.Code) || Reveals(next, visit.Code));
        return new Replanning(planned.Where(v => !byCode.ContainsKey(v.Code)).ToList(), moved.ToList(), cancelled.ToList());
    }

    private static List<ScheduledVisit> Planned(TrialProtocol protocol, ParticipantToMove participant)
    {
        var visits = new List<ScheduledVisit>();
        if (participant.EnrolledOn is { } enrolledOn)
        {
            visits.AddRange(VisitSchedule.From(protocol, VisitAnchor.Enrolment, enrolledOn, participant.Arm));
        }

        if (participant.AllocatedOn is { } allocatedOn)
        {
            visits.AddRange(VisitSchedule.From(protocol, VisitAnchor.Randomisation, allocatedOn, participant.Arm));
        }

        return visits;
    }

    private static bool Reveals(TrialProtocol protocol, string code) => protocol.FindVisit(code)?.RevealsArm == true;
}
