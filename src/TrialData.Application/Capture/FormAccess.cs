using TrialData.Application.Administration;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture;

/// <param name="RevealsArm">Whether that the form is there tells an arm.</param>
/// <param name="Subject">How the audit trail names the form.</param>
public sealed record FormInScope(
    Participant Participant, Trial Trial, PlannedVisit Planned, FormDefinition Form, VisitOfParticipant Visit, bool RevealsArm, string Subject)
{
    public FormPlace PlaceOf(int instance = 1) => new(Participant.ParticipantId, Visit.VisitId, Form.Code, instance);
}

/// <summary>Finds the form of a request at a visit of a participant, and whether the actor's role fills it in.</summary>
public sealed class FormAccess(ParticipantAccess access, IForms forms, RequestContext context, AuditNote note)
{
    public async Task<Outcome<FormInScope>> FindAsync(
        string trialCode, Guid participantId, string visitCode, string formCode, Permission permission, CancellationToken cancellation)
    {
        var found = await access.FindAsync(trialCode, participantId, permission, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, trial, protocol) = found.Value;
        if (protocol.FindVisit(visitCode) is not { } planned || !planned.Holds(formCode))
        {
            return new NoSuchForm(visitCode, formCode);
        }

        // Only now: what was asked for and does not exist could be any text.
        var subject = $"{participant.Number}/{visitCode}/{formCode}";
        note.On(subject);
        var form = protocol.FindForm(formCode)!;
        var reveals = planned.RevealsArm || form.RevealsArm;
        if (reveals)
        {
            note.Restrict();
        }

        // Before anything of this participant is looked at: whether a visit of one arm is there must not show in the answer.
        var roles = context.RolesAt(trial.TrialId, participant.SiteId);
        if (!roles.Any(role => form.FilledBy.Contains(role) || (permission == Permission.AdjudicateEntries && Settles(role, form))))
        {
            return reveals ? new NoSuchForm(visitCode, formCode) : new FormNotYours(form.Code);
        }

        var scope = context.ScopeOf(permission, trial.TrialId);
        return await forms.FindVisitAsync(participant.ParticipantId, visitCode, scope, cancellation) is { } visit
            ? new FormInScope(participant, trial, planned, form, visit, reveals, subject)
            : new NoSuchForm(visitCode, formCode);
    }

    // The investigator knows arms, and settles nothing of a rating that must be blind to them.
    private static bool Settles(Role role, FormDefinition form) => role == Role.PrincipalInvestigator && !form.BlindedRater;
}
