using TrialData.Application.Protocol;

namespace TrialData.Application.Capture;

public enum FormStatus
{
    /// <summary>The window of the visit has not opened.</summary>
    NotYetDue,

    /// <summary>The window is open, the target day still to come; or the visit has no window.</summary>
    Open,

    /// <summary>The target day has come.</summary>
    Due,

    /// <summary>The window has closed.</summary>
    Overdue,

    /// <summary>The window has closed and the next visit has opened, or the participant left after the target day.</summary>
    Missed,
    Complete,

    /// <summary>The participant left before the target day.</summary>
    NotExpected,
}

/// <param name="CompletedOn">By form code the day it was completed; null where none is known.</param>
public sealed record VisitToFill(
    string Code, DateOnly? TargetOn, DateOnly? OpensOn, DateOnly? ClosesOn, IReadOnlyDictionary<string, DateOnly?> CompletedOn);

/// <param name="Arm">Null until allocated.</param>
public sealed record ParticipantToFollow(
    long ParticipantId, string Number, string Site, long SiteId, int ProtocolVersion, string? Arm, DateOnly? EndedOn, IReadOnlyList<VisitToFill> Visits);

/// <param name="DaysOverdue">Days since the window closed; 0 unless overdue.</param>
/// <param name="IsTakenOut">Whether an amendment took it out of the protocol after it was filled in.</param>
public sealed record ScheduledForm(
    string Number, string Site, string VisitCode, string FormCode, bool Required, FormStatus Status, DateOnly? TargetOn, DateOnly? ClosesOn, int DaysOverdue,
    bool IsTakenOut = false);

/// <summary>What each form of a participant's visits is on a day: a calculation from the windows alone, so that any day can be asked.</summary>
public static class FormSchedule
{
    /// <param name="showsArm">Whether the reader may see visits and forms that reveal the arm. Without it no status depends on them.</param>
    public static IEnumerable<ScheduledForm> On(DateOnly day, TrialProtocol protocol, ParticipantToFollow participant, bool showsArm)
    {
        var openings = Openings(protocol, participant);
        foreach (var visit in participant.Visits)
        {
            if (protocol.FindVisit(visit.Code) is not { } planned || (planned.RevealsArm && !showsArm))
            {
                continue;
            }

            var nextOpensOn = NextAfter(visit, openings);
            foreach (var form in planned.Forms)
            {
                var definition = protocol.FindForm(form.Form)!;
                if ((definition.RevealsArm && !showsArm) || (definition.OnlyForArms.Count > 0 && !definition.OnlyForArms.Contains(participant.Arm ?? string.Empty)))
                {
                    continue;
                }

                var status = StatusOf(day, visit, form.Form, participant.EndedOn, nextOpensOn);
                var overdue = status == FormStatus.Overdue ? day.DayNumber - visit.ClosesOn!.Value.DayNumber : 0;
                yield return new ScheduledForm(
                    participant.Number, participant.Site, visit.Code, form.Form, form.Required, status, visit.TargetOn, visit.ClosesOn, overdue);
            }
        }
    }

    private static FormStatus StatusOf(DateOnly day, VisitToFill visit, string form, DateOnly? endedOn, DateOnly? nextOpensOn)
    {
        if (visit.CompletedOn.TryGetValue(form, out var completedOn) && (completedOn is null || completedOn <= day))
        {
            return FormStatus.Complete;
        }

        if (endedOn is { } left && left <= day)
        {
            return visit.TargetOn is { } target && target <= left ? FormStatus.Missed : FormStatus.NotExpected;
        }

        if (day > visit.ClosesOn)
        {
            return nextOpensOn <= day ? FormStatus.Missed : FormStatus.Overdue;
        }

        return day < visit.OpensOn ? FormStatus.NotYetDue
            : visit.ClosesOn is null || day < visit.TargetOn ? FormStatus.Open
            : FormStatus.Due;
    }

    // A visit that reveals the arm, or that nobody planned, does not end the time of another.
    private static List<DateOnly> Openings(TrialProtocol protocol, ParticipantToFollow participant) =>
        participant.Visits
            .Where(v => v.OpensOn is not null && protocol.Visits.Any(p => !p.RevealsArm && string.Equals(p.Code, v.Code, StringComparison.Ordinal)))
            .Select(v => v.OpensOn!.Value)
            .Order()
            .ToList();

    private static DateOnly? NextAfter(VisitToFill visit, List<DateOnly> openings)
    {
        foreach (var opensOn in openings)
        {
            if (opensOn > visit.OpensOn)
            {
                return opensOn;
            }
        }

        return null;
    }
}
