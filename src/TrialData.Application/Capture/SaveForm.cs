using FluentValidation;
using TrialData.Application.Capture.Drafts;
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
    string? IdentifierReason = null)
{
    /// <summary>Why items that were asked have no answer.</summary>
    public IReadOnlyDictionary<string, Missing>? Missing { get; init; }

    /// <summary>Codes of items and ids of rules that somebody has looked at again and confirms.</summary>
    public IReadOnlyCollection<string>? Confirmed { get; init; }

    /// <summary>Why what is confirmed is so; it stands in the trail beside what was confirmed.</summary>
    public string? ConfirmedBecause { get; init; }

    /// <summary>Which one of a form that repeats at its visit.</summary>
    public int Instance { get; init; } = 1;

    /// <summary>Who gave the answers and how; null where the form says it all.</summary>
    public CaptureMode? Mode { get; init; }
}

public sealed class SaveFormValidator : AbstractValidator<SaveForm>
{
    public SaveFormValidator()
    {
        RuleFor(r => r.Reason).IsReasonIfAny();
        RuleFor(r => r.IdentifierReason).IsReasonIfAny();
        RuleFor(r => r.ConfirmedBecause).IsReasonIfAny();
    }
}

public sealed record FormSaved(string FormCode, int Version, IReadOnlyList<Score> Scores);

public sealed record NoSuchForm(string VisitCode, string FormCode)
    : Refusal("form.not-found", $"The visit {VisitCode} has no form {FormCode}.");

public sealed record FormNotYours(string FormCode)
    : Refusal("form.not-yours", $"Your role does not fill in the form {FormCode}.");

public sealed record InvalidAnswers(string FormCode, string Details)
    : Refusal("form.invalid", $"The form {FormCode} was not saved. {Details}")
{
    // The failed checks stay in the trail.
    internal override bool KeepsWork => true;
}

/// <param name="Details">The items and rules to look at again, and why.</param>
public sealed record UnlikelyAnswers(string FormCode, string Details)
    : Refusal("form.unlikely", $"The form {FormCode} was not saved. {Details} Correct it, or confirm that it is so.")
{
    // The failed checks stay in the trail.
    internal override bool KeepsWork => true;
}

public sealed record CompletedInTheFuture(DateOnly CompletedOn)
    : Refusal("form.in-the-future", Invariant($"A form cannot be completed on {CompletedOn:yyyy-MM-dd}: that day is still to come."));

public sealed record CompletedLongAgo(DateOnly CompletedOn)
    : Refusal("form.long-ago", Invariant($"A form cannot be completed on {CompletedOn:yyyy-MM-dd}: the day is before {TrialDay.Earliest:yyyy-MM-dd}."));

public sealed record ReasonNeeded(string FormCode, string Items)
    : Refusal("form.reason-needed", $"Say why saved answers of {FormCode} change: {Items}.");

public sealed record IdentifierSuspected(string FormCode, string Items)
    : Refusal("form.identifier-suspected", $"A free text of {FormCode} may tell who the participant is: {Items}. Take it out, or say why it must stay.");

public sealed class SaveFormHandler(FormFinder finder, FormDesk desk, IFormDrafts drafts, RequestContext context) : IUseCase<SaveForm, FormSaved>
{
    public async Task<Outcome<FormSaved>> HandleAsync(SaveForm request, CancellationToken cancellation)
    {
        var at = new FormAt(request.VisitCode, request.FormCode, request.Instance);
        var found = await finder.FindToSaveAsync(request.TrialCode, request.ParticipantId, at, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var account = context.Actor.AccountId!.Value;
        var place = found.Value.Place;
        var saved = await desk.SaveAsync(
            found.Value.Fill(account, request.ExpectedVersion, request.CompletedOn, new FormAnswers(request.Answers, request.Missing ?? FilledForm.NoneMissing)) with
            {
                Mode = request.Mode,
                Reason = request.Reason,
                IdentifierReason = request.IdentifierReason,
                Confirmed = request.Confirmed?.ToHashSet(StringComparer.Ordinal) ?? FilledForm.NoneConfirmed,
                ConfirmedBecause = request.ConfirmedBecause,
            },
            cancellation);
        if (!saved.IsRefused)
        {
            await drafts.DropAsync(account, place, cancellation);
        }

        return saved;
    }
}
