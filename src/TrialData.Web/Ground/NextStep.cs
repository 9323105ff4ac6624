using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Oversight;
using TrialData.Application.Pipeline;

namespace TrialData.Web.Ground;

/// <summary>A link with its words.</summary>
internal sealed record PlaceLink(string Address, string Label);

/// <summary>The one thing to be done next for a participant, as the person reads it who may or may not do it.</summary>
internal sealed record NextStep(string Heading, string? Text, PlaceLink? Action, IReadOnlyList<PlaceLink> Places)
{
    /// <summary>Null where nothing is to be done.</summary>
    /// <param name="address">Of the participant's page.</param>
    public static NextStep? For(ShownParticipant participant, OwnTrial trial, string address) => participant switch
    {
        { EndedOn: not null } => null,
        { Status: ParticipantStatus.Screened } => Act(trial, Permission.RecordConsent, "Next: consent", new PlaceLink(address + "/consent", "Record the consent"), "A researcher of the site records the signed consent form."),
        { Status: ParticipantStatus.Consented } => Act(trial, Permission.Enrol, "Next: enrolment", new PlaceLink(address + "/enrol", "Enrol"), "A researcher of the site enrols the participant."),
        { Status: ParticipantStatus.Enrolled } => BeforeRandomisation(participant, trial, address),
        { Status: ParticipantStatus.Randomised } => FollowUp(participant, address),
        _ => null,
    };

    private static NextStep Act(OwnTrial trial, Permission permission, string heading, PlaceLink action, string byOthers) =>
        trial.May(permission) ? new NextStep(heading, Text: null, action, []) : new NextStep(heading, byOthers, Action: null, []);

    private static NextStep BeforeRandomisation(ShownParticipant participant, OwnTrial trial, string address)
    {
        var missing = participant.MissingBeforeRandomisation.ToLookup(each => each.Form.MayFill);
        if (missing.Count > 0)
        {
            var others = string.Join(", ", missing[false].Select(each => each.Form.Label));
            return new NextStep(
                "Next: forms that are needed before randomisation",
                others.Length > 0 ? $"To be filled in by somebody with another role: {others}." : null,
                Action: null,
                missing[true].Select(each => new PlaceLink(FormAddress(address, each.Visit, each.Form.Code), each.Form.Label)).ToList());
        }

        return participant.Eligibility is { IsSignatureNeeded: true, Signer: null }
            ? Act(trial, Permission.SignEligibility, "Next: signature of eligibility", new PlaceLink(address + "/sign-eligibility", "Sign eligibility"), "An investigator of the site signs that the participant is eligible.")
            : Act(trial, Permission.Randomise, "Next: randomisation", new PlaceLink(address + "/randomise", "Randomise"), "A researcher or an investigator of the site randomises the participant.");
    }

    private static NextStep? FollowUp(ShownParticipant participant, string address)
    {
        var due = participant.Visits
            .SelectMany(visit => visit.Forms
                .Where(form => form is { Required: true, MayFill: true, Status: FormStatus.Due or FormStatus.Overdue })
                .Select(form => new PlaceLink(FormAddress(address, visit.Code, form.Code), $"{visit.Label}: {form.Label}")))
            .ToList();
        return due.Count == 0 ? null : new NextStep("Next: forms that are due", Text: null, Action: null, due);
    }

    public static string FormAddress(string address, string visit, string form) => $"{address}/visits/{Uri.EscapeDataString(visit)}/{Uri.EscapeDataString(form)}";
}
