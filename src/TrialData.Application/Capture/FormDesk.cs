using TrialData.Application.Capture.Entries;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>Checks and saves a filled form: the one way in for whoever fills it in, and from wherever.</summary>
public sealed class FormDesk(IForms forms, IFormLife life, IFormChanges history, RuleCheck rules, AuditNote note, TimeProvider clock)
{
    public async Task<Outcome<FormSaved>> SaveAsync(FilledForm filled, CancellationToken cancellation)
    {
        var answers = Check(filled);
        return answers.IsRefused ? answers.Refusal! : await SaveAsync(filled, answers.Value, cancellation);
    }

    /// <summary>Whether a form could be saved as it is filled in, as far as the form alone tells: its days, answers and free texts.</summary>
    public Outcome<CheckedAnswers> Check(FilledForm filled)
    {
        if (filled.CompletedOn > clock.Today())
        {
            return new CompletedInTheFuture(filled.CompletedOn);
        }

        if (filled.CompletedOn < TrialDay.Earliest)
        {
            return new CompletedLongAgo(filled.CompletedOn);
        }

        if (filled.Place.VisitId is not null && filled.Participant.LastDay is { } endedOn && filled.CompletedOn > endedOn)
        {
            return new ParticipationEnded(filled.Participant.Number, endedOn);
        }

        var form = filled.Form;
        var answers = AnswerCheck.Check(form, filled.Answers, filled.Missing);
        if (answers.Faults.Count > 0)
        {
            FailedChecks.Note(note, form, answers.Faults);
            return new InvalidAnswers(form.Code, string.Join("; ", answers.Faults) + ".") { Faults = answers.Faults };
        }

        if (answers.Suspected.Count > 0 && string.IsNullOrWhiteSpace(filled.IdentifierReason))
        {
            return new IdentifierSuspected(form.Code, string.Join(", ", answers.Suspected));
        }

        foreach (var identifier in answers.Suspected)
        {
            note.Changed("identifierOverride", oldValue: null, identifier.ToString(), filled.IdentifierReason);
        }

        return answers;
    }

    /// <summary>Why a form that was never saved could not stand: the rules across items and forms that it breaks.</summary>
    public async Task<Refusal?> WhyRefusedByRulesAsync(FilledForm filled, CheckedAnswers answers, CancellationToken cancellation) =>
        Refuse(filled, (await rules.FindAsync(filled, answers.Answers, saved: null, cancellation)).Where(finding => finding.IsError).ToList());

    /// <summary>Saves a form whose answers were checked.</summary>
    public async Task<Outcome<FormSaved>> SaveAsync(FilledForm filled, CheckedAnswers answers, CancellationToken cancellation)
    {
        var form = filled.Form;
        var saved = await forms.FindAsync(filled.Place, cancellation);
        var version = saved?.Version ?? 0;
        if (version != filled.ExpectedVersion)
        {
            return await ChangedSinceAsync(filled, saved, cancellation);
        }

        if (saved is null && form.DoubleEntry && !filled.NeedsNoSecondEntry)
        {
            return new EnteredTwice(form.Code);
        }

        if (saved is not null && FormStanding.IsLockedBy(await life.MarksAsync(saved.FormId, cancellation)))
        {
            return new FormLocked(filled.Subject);
        }

        if (saved is null && filled.Place.Instance > await forms.LastInstanceAsync(filled.Place, cancellation) + 1)
        {
            return new InstanceSkipped(filled.Subject);
        }

        var findings = await rules.FindAsync(filled, answers.Answers, saved, cancellation);
        if (Refuse(filled, findings) is { } refusal)
        {
            return refusal;
        }

        var changes = AnswerChanges.Between(saved, answers.Answers, filled.Missing);
        var isMoved = saved is not null && saved.CompletedOn != filled.CompletedOn;
        if (saved is not null && changes.Count == 0 && !isMoved)
        {
            return new FormSaved(form.Code, version, answers.Scores);
        }

        var overwritten = changes.Keys.Where(item => AnswerChanges.Holds(saved, item)).Concat(isMoved ? [FilledForm.CompletedOnField] : []).ToList();
        if (overwritten.Count > 0 && string.IsNullOrWhiteSpace(filled.Reason))
        {
            return new ReasonNeeded(form.Code, string.Join(", ", overwritten));
        }

        // A form made anew goes on counting: a version never names what somebody else saw.
        var next = 1 + (saved is null ? await forms.LastVersionAsync(filled.Place, cancellation) : version);
        var save = new FormSave(
            saved?.FormId,
            filled.Place,
            form.Instrument?.Id,
            form.Instrument?.Version,
            next,
            filled.CompletedOn,
            filled.Mode,
            changes,
            answers.Scores,
            overwritten.Count > 0 ? filled.Reason : null,
            filled.AccountId,
            clock.GetUtcNow(),
            filled.RevealsArm);
        if (await forms.SaveAsync(save, cancellation) is not { } formId)
        {
            return await ChangedSinceAsync(filled, await forms.FindAsync(filled.Place, cancellation), cancellation);
        }

        if (isMoved)
        {
            note.Changed(FilledForm.CompletedOnField, AuditHash.Text(saved!.CompletedOn), AuditHash.Text(filled.CompletedOn), save.Reason);
        }

        // A save that moved the day alone wrote no answer: there is nothing to vouch for.
        if (changes.Count > 0)
        {
            note.Saved(filled.Subject, filled.Participant.SiteId, save.EvidenceOf(formId), save.Reason);
        }

        return new FormSaved(form.Code, save.Version, answers.Scores);
    }

    private Refusal? Refuse(FilledForm filled, IReadOnlyList<Finding> findings)
    {
        var code = filled.Form.Code;
        var errors = findings.Where(f => f.IsError).ToList();
        var unconfirmed = findings.Where(f => !f.IsError && !filled.Confirmed.Contains(f.Fault.Place)).ToList();
        if (errors.Count + unconfirmed.Count > 0)
        {
            FailedChecks.Note(note, filled.Form, errors.Concat(unconfirmed).SelectMany(f => f.Answers));
        }

        if (errors.Count > 0)
        {
            return new InvalidAnswers(code, Finding.InWords(errors)) { Faults = Finding.FaultsOf(errors) };
        }

        if (unconfirmed.Count > 0)
        {
            return new UnlikelyAnswers(code, Finding.InWords(unconfirmed)) { Faults = Finding.FaultsOf(unconfirmed) };
        }

        foreach (var confirmed in findings)
        {
            note.Changed("confirmed", oldValue: null, $"{confirmed.Fault.Place}: {confirmed.Fault.Reason}", filled.ConfirmedBecause);
        }

        return null;
    }

    private Task<ChangedByAnother> ChangedSinceAsync(FilledForm filled, SavedForm? saved, CancellationToken cancellation) =>
        ChangedByAnother.SinceAsync(history, filled.Form.Code, saved, filled.ExpectedVersion, cancellation);
}
