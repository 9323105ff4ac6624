using TrialData.Application.Administration;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Capture;

/// <summary>Where a form of a participant stands, in the words of the protocol.</summary>
/// <param name="VisitCode">Null for an entry of a log.</param>
/// <param name="FormCode">A form of the visit, or the log.</param>
/// <param name="Instance">Which one of a form that repeats; the number of the entry in a log.</param>
public sealed record FormAt(string? VisitCode, string FormCode, int Instance = 1)
{
    /// <summary>The place of an entry that is being typed: it gets its number when it is saved.</summary>
    public const int NewEntry = 0;
}

public sealed record NoSuchLog(string LogCode)
    : Refusal("log.not-found", $"The protocol has no log {LogCode}.");

/// <summary>A form at a place where it may stand, for somebody who may have to do with it.</summary>
/// <param name="Protocol">The participant's own; where an amendment took the place out, the last one that had it.</param>
/// <param name="Subject">How the audit trail names it.</param>
public sealed record LocatedForm(
    Participant Participant, Trial Trial, TrialProtocol Protocol, FormDefinition Form, FormPlace Place, FormAt At, bool RevealsArm, string Subject)
{
    /// <summary>Null for an entry of a log.</summary>
    public VisitOfParticipant? Visit { get; init; }

    /// <summary>Whether an amendment took the place out: what is there is read and corrected, and nothing is begun.</summary>
    public bool IsTakenOut => Protocol.Version != Participant.ProtocolVersion;

    /// <summary>The form as somebody filled it in here.</summary>
    public FilledForm Fill(long accountId, int expectedVersion, DateOnly completedOn, FormAnswers content) =>
        new(Form, Place, Participant, Subject, expectedVersion, completedOn, content.Answers, RevealsArm, accountId)
        {
            Missing = content.Missing,
            Protocol = Protocol,
            Visit = Visit,
        };

    /// <summary>The same form, as the one of a number among those that repeat.</summary>
    public LocatedForm Numbered(int instance)
    {
        var at = At with { Instance = instance };
        return this with { At = at, Place = Place with { Instance = instance }, Subject = FormFinder.SubjectOf(Participant, at, Form) };
    }
}

/// <summary>Finds the place of a form: the one way for every request about one.</summary>
public sealed class FormFinder(ParticipantAccess access, FormsOfProtocol protocols, IForms forms, RequestContext context, AuditNote note)
{
    /// <summary>For somebody whose role fills the form in.</summary>
    public Task<Outcome<LocatedForm>> FindToSaveAsync(string trialCode, Guid participantId, FormAt at, CancellationToken cancellation) =>
        FindToFillInAsync(trialCode, participantId, at, Permission.SaveForm, cancellation);

    /// <summary>For somebody who types what is not saved yet, such as an entry of a log before it has a number.</summary>
    public async Task<Outcome<LocatedForm>> FindToTypeAsync(string trialCode, Guid participantId, FormAt at, CancellationToken cancellation)
    {
        if (at is not { VisitCode: null, Instance: FormAt.NewEntry })
        {
            return await FindToSaveAsync(trialCode, participantId, at, cancellation);
        }

        var log = await FindLogAsync(trialCode, participantId, at.FormCode, cancellation);
        if (log.IsRefused)
        {
            return log;
        }

        note.On(log.Value.Subject);
        return log;
    }

    /// <summary>A log that takes new entries, at the place of one that has no number yet.</summary>
    public async Task<Outcome<LocatedForm>> FindLogAsync(string trialCode, Guid participantId, string logCode, CancellationToken cancellation)
    {
        var found = await FindToSaveAsync(trialCode, participantId, new FormAt(VisitCode: null, logCode), cancellation);
        if (found.IsRefused)
        {
            return found;
        }

        return found.Value.IsTakenOut ? NoSuch(found.Value.At) : found.Value.Numbered(FormAt.NewEntry);
    }

    /// <summary>For somebody who settles what two entries of the form differ in: whoever fills it in, or its investigator.</summary>
    public Task<Outcome<LocatedForm>> FindToSettleAsync(string trialCode, Guid participantId, FormAt at, CancellationToken cancellation) =>
        FindToFillInAsync(trialCode, participantId, at, Permission.AdjudicateEntries, cancellation);

    /// <summary>For somebody who holds a permission; what reveals an arm is not there for a role that may not see it.</summary>
    public Task<Outcome<LocatedForm>> FindAsync(
        string trialCode, Guid participantId, FormAt at, Permission permission, CancellationToken cancellation) =>
        FindAsync(trialCode, participantId, at, permission, mustFillIn: false, cancellation);

    private Task<Outcome<LocatedForm>> FindToFillInAsync(
        string trialCode, Guid participantId, FormAt at, Permission permission, CancellationToken cancellation) =>
        FindAsync(trialCode, participantId, at, permission, mustFillIn: true, cancellation);

    private async Task<Outcome<LocatedForm>> FindAsync(
        string trialCode, Guid participantId, FormAt at, Permission permission, bool mustFillIn, CancellationToken cancellation)
    {
        var found = await access.FindAsync(trialCode, participantId, permission, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, trial, _) = found.Value;
        if (await protocols.FindAsync(trial.TrialId, participant.ProtocolVersion, at, cancellation) is not { } planned
            || at.Instance < 1
            || (at.Instance > 1 && !planned.Form.Repeats))
        {
            return NoSuch(at);
        }

        var form = planned.Form;

        // Only now: what was asked for and does not exist could be any text.
        var subject = SubjectOf(participant, at, form);
        note.On(subject);
        var reveals = planned.RevealsArm;
        if (reveals)
        {
            note.Restrict();
        }

        // Before anything of this participant is looked at: whether a visit of one arm is there must not show in the answer.
        if (RefuseRole(form, trial, participant, at, reveals, mustFillIn ? permission : null) is { } refusal)
        {
            return refusal;
        }

        VisitOfParticipant? visit = null;
        if (planned.Visit is { Code: var code })
        {
            visit = await forms.FindVisitAsync(participant.ParticipantId, code, context.ScopeOf(permission, trial.TrialId), cancellation);
            if (visit is null)
            {
                return NoSuch(at);
            }
        }

        var place = new FormPlace(participant.ParticipantId, visit?.VisitId, form.Code, at.Instance);
        var located = new LocatedForm(participant, trial, planned.Protocol, form, place, at, reveals, subject) { Visit = visit };
        return located.IsTakenOut && !await forms.WasFilledInAsync(place, cancellation) ? NoSuch(at) : located;
    }

    internal static string SubjectOf(Participant participant, FormAt at, FormDefinition form)
    {
        var place = at.VisitCode is null ? $"{participant.Number}/{form.Code}" : $"{participant.Number}/{at.VisitCode}/{form.Code}";
        return !form.Repeats ? place : at.Instance == FormAt.NewEntry ? $"{place}/draft" : Invariant($"{place}/{at.Instance}");
    }

    private static Refusal NoSuch(FormAt at) => at.VisitCode is null ? new NoSuchLog(at.FormCode) : new NoSuchForm(at.VisitCode, at.FormCode);

    private Refusal? RefuseRole(FormDefinition form, Trial trial, Participant participant, FormAt at, bool reveals, Permission? toFillIn)
    {
        if (toFillIn is { } permission)
        {
            var roles = context.RolesAt(trial.TrialId, participant.SiteId);
            return roles.Any(role => form.FilledBy.Contains(role) || (permission == Permission.AdjudicateEntries && Settles(role, form))) ? null : reveals ? NoSuch(at) : new FormNotYours(form.Code);
        }

        return !reveals || context.ScopeOf(Permission.ReadWhatRevealsArm, trial.TrialId).Covers(participant.SiteId) ? null : NoSuch(at);
    }

    // The investigator knows arms, and settles nothing of a rating that must be blind to them.
    private static bool Settles(Role role, FormDefinition form) => role == Role.PrincipalInvestigator && !form.BlindedRater;
}
