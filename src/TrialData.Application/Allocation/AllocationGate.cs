using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation;

public sealed record BaselineIncomplete(string Number, string Missing)
    : Refusal("allocation.baseline-incomplete", $"Participant {Number} lacks forms that are required before randomisation: {Missing}.");

/// <summary>Whether a participant may be allocated.</summary>
public sealed class AllocationGate(IForms forms, SiteGate gate)
{
    /// <param name="day">The day of the allocation.</param>
    internal async Task<Refusal?> WhyNotAsync(Participant participant, TrialProtocol protocol, DateOnly day, CancellationToken cancellation)
    {
        if (participant.EndedOn is { } endedOn)
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        if (participant.Status != ParticipantStatus.Enrolled)
        {
            return new WrongStatus(participant.Number, participant.Status, ParticipantStatus.Enrolled);
        }

        if (await gate.WhyShutAsync(participant, day, cancellation) is { } shut)
        {
            return shut;
        }

        var saved = await forms.SavedAsync(participant.ParticipantId, cancellation);
        var missing =
            from visit in protocol.Visits
            where visit.Anchor == VisitAnchor.Enrolment
            from planned in visit.Forms
            where planned.Required && !saved.Contains(new SavedFormOfVisit(visit.Code, planned.Form))
            select $"{visit.Code}/{planned.Form}";
        var names = string.Join(", ", missing);
        return names.Length == 0 ? null : new BaselineIncomplete(participant.Number, names);
    }
}
