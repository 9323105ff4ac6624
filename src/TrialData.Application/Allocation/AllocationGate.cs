using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Allocation;

public sealed record BaselineIncomplete(string Number, string Missing)
    : Refusal("allocation.baseline-incomplete", $"Participant {Number} lacks forms that are required before randomisation: {Missing}.");

public sealed record AssessedBeforeConsent(string Number, DateOnly ConsentedOn, string Forms)
    : Refusal("allocation.assessed-before-consent", Invariant($"Participant {Number} consented on {ConsentedOn:yyyy-MM-dd}, after what was assessed before randomisation: {Forms}. Correct the day, or make the form void and assess anew."));

public sealed record EligibilityNotSigned(string Number)
    : Refusal("allocation.eligibility-not-signed", $"An investigator of the site has not signed yet that participant {Number} is eligible, by the answers as they stand.");

/// <summary>Whether a participant may be allocated.</summary>
public sealed class AllocationGate(IForms forms, SiteGate gate, IEligibilityChecklists checklists)
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
            return WrongStatus.Of(participant, ParticipantStatus.Enrolled);
        }

        if (await gate.WhyShutAsync(participant, day, cancellation) is { } shut)
        {
            return shut;
        }

        return WhyNotReady(participant, protocol, await forms.SavedAsync(participant.ParticipantId, cancellation))
            ?? (protocol.Randomisation.EligibilitySigned && !await IsSignedAsync(participant, cancellation)
                ? new EligibilityNotSigned(participant.Number)
                : null);
    }

    private async Task<bool> IsSignedAsync(Participant participant, CancellationToken cancellation) =>
        await checklists.OfAsync([participant.ParticipantId], cancellation) is [var checklist] && checklist.SignatureOf(participant.PublicId) is not null;

    private static Refusal? WhyNotReady(Participant participant, TrialProtocol protocol, IReadOnlyList<SavedFormOfVisit> saved)
    {
        var places = saved.Select(form => (form.VisitCode, form.FormCode)).ToHashSet();
        var missing = string.Join(
            ", ",
            from visit in protocol.Visits
            where visit.IsBeforeRandomisation
            from planned in visit.Forms
            where planned.Required && !places.Contains((visit.Code, planned.Form))
            select $"{visit.Code}/{planned.Form}");
        if (missing.Length > 0)
        {
            return new BaselineIncomplete(participant.Number, missing);
        }

        var consentedOn = TrialDay.Of(participant.ConsentedAt!.Value);
        var early = string.Join(", ", saved.Where(form => form.CompletedOn < consentedOn).Select(form => $"{form.VisitCode}/{form.FormCode}"));
        return early.Length == 0 ? null : new AssessedBeforeConsent(participant.Number, consentedOn, early);
    }
}
