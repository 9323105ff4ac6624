using FluentValidation;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture;

/// <summary>Adds an entry to a log of a participant, or saves one anew.</summary>
/// <param name="Entry">The number of an entry that is there; null for a new one.</param>
/// <param name="ExpectedVersion">The version the person saw; 0 for a new entry.</param>
/// <param name="Answers">Every answered item; one that is left out is taken back.</param>
/// <param name="Reason">Why saved answers change; needed when any does.</param>
/// <param name="IdentifierReason">Why a free text that looks like it holds a direct identifier is saved all the same.</param>
[Requires(Permission.SaveForm)]
public sealed record SaveLogEntry(
    string TrialCode,
    Guid ParticipantId,
    string LogCode,
    int? Entry,
    int ExpectedVersion,
    DateOnly CompletedOn,
    IReadOnlyDictionary<string, string> Answers,
    string? Reason = null,
    string? IdentifierReason = null)
{
    /// <summary>Why items that were asked have no answer.</summary>
    public IReadOnlyDictionary<string, Missing>? Missing { get; init; }

    /// <summary>Codes of items that somebody has looked at again and confirms.</summary>
    public IReadOnlyCollection<string>? Confirmed { get; init; }

    /// <summary>Why what is confirmed is so; it stands in the trail beside what was confirmed.</summary>
    public string? ConfirmedBecause { get; init; }

    /// <summary>Who gave the answers and how; null where the log says it all.</summary>
    public CaptureMode? Mode { get; init; }
}

public sealed class SaveLogEntryValidator : AbstractValidator<SaveLogEntry>
{
    public SaveLogEntryValidator()
    {
        RuleFor(r => r.Reason).IsReasonIfAny();
        RuleFor(r => r.IdentifierReason).IsReasonIfAny();
        RuleFor(r => r.ConfirmedBecause).IsReasonIfAny();
        RuleFor(r => r.Entry).GreaterThanOrEqualTo(1);
    }
}

public sealed record LogEntrySaved(string LogCode, int Entry, FormSaved Saved);

public sealed class SaveLogEntryHandler(FormFinder finder, IForms forms, FormDesk desk, IFormDrafts drafts, RequestContext context, AuditNote note)
    : IUseCase<SaveLogEntry, LogEntrySaved>
{
    public async Task<Outcome<LogEntrySaved>> HandleAsync(SaveLogEntry request, CancellationToken cancellation)
    {
        var found = request.Entry is { } number
            ? await finder.FindToSaveAsync(request.TrialCode, request.ParticipantId, new FormAt(VisitCode: null, request.LogCode, number), cancellation)
            : await finder.FindLogAsync(request.TrialCode, request.ParticipantId, request.LogCode, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var account = context.Actor.AccountId!.Value;
        var located = found.Value;
        if (request.Entry is null)
        {
            located = located.Numbered(await forms.LastInstanceAsync(located.Place, cancellation) + 1);
            note.On(located.Subject);
        }
        else if (await forms.FindAsync(located.Place, cancellation) is null)
        {
            return new FormNotSaved(located.Subject);
        }

        var saved = await desk.SaveAsync(
            located.Fill(account, request.ExpectedVersion, request.CompletedOn, new FormAnswers(request.Answers, request.Missing ?? FilledForm.NoneMissing)) with
            {
                Mode = request.Mode,
                Reason = request.Reason,
                IdentifierReason = request.IdentifierReason,
                Confirmed = request.Confirmed?.ToHashSet(StringComparer.Ordinal) ?? FilledForm.NoneConfirmed,
                ConfirmedBecause = request.ConfirmedBecause,
            },
            cancellation);
        if (saved.IsRefused)
        {
            return saved.Refusal!;
        }

        await drafts.DropAsync(account, found.Value.Place, cancellation);
        return new LogEntrySaved(request.LogCode, located.Place.Instance, saved.Value);
    }
}
