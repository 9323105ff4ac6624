using FluentValidation;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture;

/// <summary>
/// Brings a form that was entered under the wrong participant, or at the wrong visit, to where it belongs. The one in the wrong
/// place becomes void; both histories stay and name each other in the audit trail.
/// </summary>
/// <param name="ExpectedVersion">The version the person saw.</param>
/// <param name="ToVisitCode">Null for the visit it stands at, and for an entry of a log, which becomes the last one of its new log.</param>
[Requires(Permission.SaveForm)]
public sealed record MoveForm(
    string TrialCode, Guid ParticipantId, FormAt At, int ExpectedVersion, Guid ToParticipantId, string Reason, string? ToVisitCode = null)
{
    /// <summary>Whether it was looked at again that the day of the form is before the consent of whom it goes to.</summary>
    public bool IsDayConfirmed { get; init; }
}

public sealed class MoveFormValidator : AbstractValidator<MoveForm>
{
    public MoveFormValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed record FormMoved(string FromSubject, string ToSubject, int Instance);

public sealed record PlaceTaken(string Subject)
    : Refusal("form.place-taken", $"There is a form at {Subject} already.");

public sealed record EntriesPending(string Subject)
    : Refusal("form.entries-pending", $"At {Subject} somebody has entered the form, and it is not saved yet. Have it finished, or make the entries void first.");

public sealed record OfAnotherSite(string Number)
    : Refusal("form.other-site", $"Participant {Number} is of another site: a form moves within its own.");

public sealed record CannotStandThere(string Subject, string Details)
    : Refusal("form.cannot-stand-there", $"The form was not moved to {Subject}. {Details}");

public sealed class MoveFormHandler(
    FormFinder finder, FormDesk desk, FormRemoval removal, IForms forms, IFormEntries entries, RequestContext context, AuditNote note, TimeProvider clock) : IUseCase<MoveForm, FormMoved>
{
    public async Task<Outcome<FormMoved>> HandleAsync(MoveForm request, CancellationToken cancellation)
    {
        var to = await FindTargetAsync(request, cancellation);
        if (to.IsRefused)
        {
            return to.Refusal!;
        }

        var from = await finder.FindToSaveAsync(request.TrialCode, request.ParticipantId, request.At, cancellation);
        if (from.IsRefused)
        {
            return from.Refusal!;
        }

        var (source, target) = (from.Value, to.Value);
        if (source.Participant.SiteId != target.Participant.SiteId)
        {
            return new OfAnotherSite(target.Participant.Number);
        }

        var removable = await removal.FindAsync(source, request.ExpectedVersion, cancellation);
        if (removable.IsRefused)
        {
            return removable.Refusal!;
        }

        if (await forms.FindAsync(target.Place, cancellation) is not null)
        {
            return new PlaceTaken(target.Subject);
        }

        if (target.Place.VisitId is not null && (await entries.CurrentAsync(target.Place, cancellation)).Entries.Count > 0)
        {
            return new EntriesPending(target.Subject);
        }

        if (target.Place.Instance > await forms.LastInstanceAsync(target.Place, cancellation) + 1)
        {
            return new InstanceSkipped(target.Subject);
        }

        if (await CopyAsync(removable.Value, target, request, cancellation) is { } refusal)
        {
            return refusal;
        }

        note.Changed("movedFrom", oldValue: null, source.Subject, request.Reason);
        note.On(source.Subject);
        await removal.VoidAsync(source, removable.Value, request.Reason, cancellation);
        note.Changed("movedTo", oldValue: null, target.Subject, request.Reason);
        return new FormMoved(source.Subject, target.Subject, target.Place.Instance);
    }

    private async Task<Outcome<LocatedForm>> FindTargetAsync(MoveForm request, CancellationToken cancellation)
    {
        var at = request.At with { VisitCode = request.ToVisitCode ?? request.At.VisitCode };
        if (at.VisitCode is not null)
        {
            return await finder.FindToSaveAsync(request.TrialCode, request.ToParticipantId, at, cancellation);
        }

        var found = await finder.FindLogAsync(request.TrialCode, request.ToParticipantId, at.FormCode, cancellation);
        if (found.IsRefused)
        {
            return found;
        }

        return found.Value.Numbered(await forms.LastInstanceAsync(found.Value.Place, cancellation) + 1);
    }

    private async Task<Refusal?> CopyAsync(SavedForm form, LocatedForm target, MoveForm request, CancellationToken cancellation)
    {
        var completedOn = form.CompletedOn ?? clock.Today();
        if (target.Place.VisitId is not null && target.Participant.LastDay is { } endedOn && completedOn > endedOn)
        {
            return new ParticipationEnded(target.Participant.Number, endedOn);
        }

        var answers = AnswerCheck.Check(target.Form, form.Answers, form.Missing);
        if (answers.Faults.Count > 0)
        {
            return new CannotStandThere(target.Subject, string.Join("; ", answers.Faults) + ".") { Faults = answers.Faults };
        }

        var filled = target.Fill(context.Actor.AccountId!.Value, expectedVersion: 0, completedOn, new FormAnswers(answers.Answers, form.Missing));
        // Its rules look at the window and the other forms of whom it goes to: it met those of the one it comes from.
        if (await desk.WhyRefusedByRulesAsync(filled, answers, cancellation) is { } broken)
        {
            return new CannotStandThere(target.Subject, string.Join("; ", broken.Faults) + ".") { Faults = broken.Faults };
        }

        if (UnlikelyDays.OfForm(filled) is { } unlikely)
        {
            if (!request.IsDayConfirmed)
            {
                return new UnlikelyAnswers(target.Form.Code, $"{unlikely}.") { Faults = [unlikely] };
            }

            note.On(target.Subject);
            note.Changed("confirmed", oldValue: null, $"{unlikely.Place}: {unlikely.Reason}");
        }

        var save = new FormSave(
            FormId: null,
            target.Place,
            target.Form.Instrument?.Id,
            target.Form.Instrument?.Version,
            1 + await forms.LastVersionAsync(target.Place, cancellation),
            form.CompletedOn,
            form.Mode,
            AnswerChanges.Given(answers.Answers, form.Missing),
            answers.Scores,
            request.Reason,
            context.Actor.AccountId!.Value,
            clock.GetUtcNow(),
            target.RevealsArm);
        if (await forms.SaveAsync(save, cancellation) is not { } formId)
        {
            return new PlaceTaken(target.Subject);
        }

        note.On(target.Subject);
        note.Saved(target.Subject, target.Participant.SiteId, save.EvidenceOf(formId), request.Reason);
        return null;
    }
}
