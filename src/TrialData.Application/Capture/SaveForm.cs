using FluentValidation;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Capture;

/// <summary>Saves all answers of a form of one visit.</summary>
/// <param name="ExpectedVersion">The version the person saw; 0 for a form never saved. Guards against overwriting another's work.</param>
/// <param name="Answers">Every answered item; one that is left out is taken back.</param>
/// <param name="Reason">Why saved answers change; needed when any does.</param>
/// <param name="IdentifierReason">Why a free text that looks like it holds a direct identifier is saved all the same.</param>
[Requires(Permission.SaveForm)]
public sealed record SaveForm(
    string TrialCode,
    Guid ParticipantId,
    string VisitCode,
    string FormCode,
    int ExpectedVersion,
    DateOnly CompletedOn,
    IReadOnlyDictionary<string, string> Answers,
    string? Reason = null,
    string? IdentifierReason = null);

public sealed class SaveFormValidator : AbstractValidator<SaveForm>
{
    private const int LongestReason = 400;

    public SaveFormValidator()
    {
        RuleFor(r => r.Reason).MaximumLength(LongestReason);
        RuleFor(r => r.IdentifierReason).MaximumLength(LongestReason);
    }
}

public sealed record FormSaved(string FormCode, int Version, IReadOnlyList<Score> Scores);

public sealed record NoSuchForm(string VisitCode, string FormCode)
    : Refusal("form.not-found", $"The visit {VisitCode} has no form {FormCode}.");

public sealed record FormNotYours(string FormCode)
    : Refusal("form.not-yours", $"Your role does not fill in the form {FormCode}.");

public sealed record InvalidAnswers(string FormCode, string Details)
    : Refusal("form.invalid", $"The form {FormCode} was not saved. {Details}");

public sealed record CompletedInTheFuture(DateOnly CompletedOn)
    : Refusal("form.in-the-future", Invariant($"A form cannot be completed on {CompletedOn:yyyy-MM-dd}: that day is still to come."));

public sealed record ChangedByAnother(string FormCode, int Version)
    : Refusal("form.changed-by-another", Invariant($"The form {FormCode} was saved by somebody else since you opened it; it is at version {Version} now."));

public sealed record ReasonNeeded(string FormCode, string Items)
    : Refusal("form.reason-needed", $"Say why saved answers of {FormCode} change: {Items}.");

public sealed record IdentifierSuspected(string FormCode, string Items)
    : Refusal("form.identifier-suspected", $"A free text of {FormCode} may tell who the participant is: {Items}. Take it out, or say why it must stay.");

public sealed class SaveFormHandler(
    ParticipantAccess access, IForms forms, RequestContext context, AuditNote note, TimeProvider clock) : IUseCase<SaveForm, FormSaved>
{
    private const string CompletedOnField = "completedOn";

    public async Task<Outcome<FormSaved>> HandleAsync(SaveForm request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.SaveForm, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, trial, protocol) = found.Value;
        if (protocol.FindVisit(request.VisitCode) is not { } planned || !planned.Holds(request.FormCode))
        {
            return new NoSuchForm(request.VisitCode, request.FormCode);
        }

        // Only now: what was asked for and does not exist could be any text.
        note.On($"{participant.Number}/{request.VisitCode}/{request.FormCode}");
        var form = protocol.FindForm(request.FormCode)!;
        var reveals = planned.RevealsArm || form.RevealsArm;
        if (reveals)
        {
            note.Restrict();
        }

        // Before anything of this participant is looked at: whether a visit of one arm is there must not show in the answer.
        if (!context.RolesAt(trial.TrialId, participant.SiteId).Any(form.FilledBy.Contains))
        {
            return reveals ? new NoSuchForm(request.VisitCode, request.FormCode) : new FormNotYours(form.Code);
        }

        var scope = context.ScopeOf(Permission.SaveForm, trial.TrialId);
        if (await forms.FindVisitAsync(participant.ParticipantId, request.VisitCode, scope, cancellation) is not { } visit)
        {
            return new NoSuchForm(request.VisitCode, request.FormCode);
        }

        if (request.CompletedOn > DateOnly.FromDateTime(clock.GetUtcNow().Date))
        {
            return new CompletedInTheFuture(request.CompletedOn);
        }

        if (participant.EndedOn is { } endedOn && request.CompletedOn > endedOn)
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        var answers = AnswerCheck.Check(form, request.Answers);
        if (answers.Faults.Count > 0)
        {
            return new InvalidAnswers(form.Code, string.Join("; ", answers.Faults) + ".") { Faults = answers.Faults };
        }

        if (answers.Suspected.Count > 0 && string.IsNullOrWhiteSpace(request.IdentifierReason))
        {
            return new IdentifierSuspected(form.Code, string.Join(", ", answers.Suspected));
        }

        foreach (var identifier in answers.Suspected)
        {
            note.Changed("identifierOverride", oldValue: null, identifier.ToString(), request.IdentifierReason);
        }

        return await SaveAsync(request, participant, visit, form, reveals, answers, cancellation);
    }

    private async Task<Outcome<FormSaved>> SaveAsync(
        SaveForm request, Participant participant, VisitOfParticipant visit, FormDefinition form, bool reveals, CheckedAnswers answers, CancellationToken cancellation)
    {
        var saved = await forms.FindAsync(visit.VisitId, form.Code, cancellation);
        var version = saved?.Version ?? 0;
        if (version != request.ExpectedVersion)
        {
            return new ChangedByAnother(form.Code, version);
        }

        var changes = ChangesBetween(saved?.Answers, answers.Answers);
        var isMoved = saved is not null && saved.CompletedOn != request.CompletedOn;
        if (saved is not null && changes.Count == 0 && !isMoved)
        {
            return new FormSaved(form.Code, version, answers.Scores);
        }

        var overwritten = changes.Keys.Where(item => saved?.Answers.ContainsKey(item) == true).Concat(isMoved ? [CompletedOnField] : []).ToList();
        if (overwritten.Count > 0 && string.IsNullOrWhiteSpace(request.Reason))
        {
            return new ReasonNeeded(form.Code, string.Join(", ", overwritten));
        }

        var save = new FormSave(
            saved?.FormId,
            participant.ParticipantId,
            visit.VisitId,
            form.Code,
            form.Instrument?.Id,
            form.Instrument?.Version,
            version + 1,
            request.CompletedOn,
            changes,
            answers.Scores,
            overwritten.Count > 0 ? request.Reason : null,
            context.Actor.AccountId!.Value,
            clock.GetUtcNow(),
            reveals);
        if (await forms.SaveAsync(save, cancellation) is not { } formId)
        {
            return new ChangedByAnother(form.Code, version + 1);
        }

        if (isMoved)
        {
            note.Changed(CompletedOnField, AuditHash.Text(saved!.CompletedOn), AuditHash.Text(request.CompletedOn), save.Reason);
        }

        // A save that moved the day alone wrote no answer: there is nothing to vouch for.
        if (changes.Count > 0)
        {
            note.Saved(note.Subject!, participant.SiteId, save.EvidenceOf(formId), save.Reason);
        }

        return new FormSaved(form.Code, save.Version, answers.Scores);
    }

    private static Dictionary<string, string?> ChangesBetween(
        IReadOnlyDictionary<string, string>? before, IReadOnlyDictionary<string, string> after)
    {
        var changes = after
            .Where(a => before is null || !before.TryGetValue(a.Key, out var was) || !string.Equals(was, a.Value, StringComparison.Ordinal))
            .ToDictionary(a => a.Key, a => (string?)a.Value, StringComparer.Ordinal);
        foreach (var withdrawn in before?.Keys.Where(item => !after.ContainsKey(item)) ?? [])
        {
            changes[withdrawn] = null;
        }

        return changes;
    }
}
