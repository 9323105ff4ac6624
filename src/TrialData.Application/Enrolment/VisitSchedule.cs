using TrialData.Application.Protocol;

namespace TrialData.Application.Enrolment;

/// <summary>The visits a participant owes, from the protocol's plan and the day of an anchor.</summary>
public static class VisitSchedule
{
    public static IReadOnlyList<ScheduledVisit> From(TrialProtocol protocol, VisitAnchor anchor, DateOnly anchoredOn, string? arm) =>
        protocol.Visits
            .Where(v => v.Anchor == anchor)
            .Where(v => v.OnlyForArms.Count == 0 || (arm is not null && v.OnlyForArms.Contains(arm)))
            .Select(v => OnDay(v, anchoredOn))
            .ToList();

    public static ScheduledVisit OnDay(PlannedVisit visit, DateOnly anchoredOn)
    {
        var target = anchoredOn.AddDays(visit.Day);
        return new ScheduledVisit(visit.Code, target, target.AddDays(-visit.Before), target.AddDays(visit.After), visit.RevealsArm);
    }
}
