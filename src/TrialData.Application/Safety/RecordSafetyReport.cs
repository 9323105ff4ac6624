using FluentValidation;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Safety;

/// <summary>Records that a serious event was reported.</summary>
/// <param name="Entry">The number of the entry in the participant's log.</param>
[Requires(Permission.RecordSafetyReport)]
public sealed record RecordSafetyReport(
    string TrialCode, Guid ParticipantId, string LogCode, int Entry, SafetyRecipient Recipient, DateOnly SentOn);

public sealed class RecordSafetyReportValidator : AbstractValidator<RecordSafetyReport>
{
    public RecordSafetyReportValidator() => RuleFor(r => r.Recipient).IsInEnum();
}

public sealed record RecordedSafetyReport(string Number, string LogCode, int Entry, SafetyRecipient Recipient, DateOnly SentOn);

public sealed record NoSuchSafetyEntry(string LogCode, int Entry)
    : Refusal("safety.no-such-entry", Invariant($"The participant has no entry {Entry} in a safety log {LogCode}."));

public sealed record EventNotSerious(int Entry)
    : Refusal("safety.not-serious", Invariant($"Entry {Entry} is not a serious event."));

public sealed record ReportInTheFuture(DateOnly SentOn)
    : Refusal("safety.in-the-future", Invariant($"A report cannot have been sent on {SentOn:yyyy-MM-dd}: that day is still to come."));

public sealed record ReportBeforeKnown(DateOnly SentOn, DateOnly KnownOn)
    : Refusal("safety.before-known", Invariant($"A report on {SentOn:yyyy-MM-dd} is before the event was known on {KnownOn:yyyy-MM-dd}."));

public sealed record AlreadyReported(SafetyRecipient Recipient, DateOnly SentOn)
    : Refusal("safety.already-reported", Invariant($"This event was reported ({Recipient}) on {SentOn:yyyy-MM-dd} already."));

public sealed class RecordSafetyReportHandler(
    ParticipantAccess access, IForms forms, ISafetyReports reports, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<RecordSafetyReport, RecordedSafetyReport>
{
    public async Task<Outcome<RecordedSafetyReport>> HandleAsync(RecordSafetyReport request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.RecordSafetyReport, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, trial, protocol) = found.Value;
        if (protocol.Logs.FirstOrDefault(l => l.IsSafety && string.Equals(l.Code, request.LogCode, StringComparison.Ordinal)) is not { } log)
        {
            return new NoSuchSafetyEntry(request.LogCode, request.Entry);
        }

        // Only now: what was asked for and does not exist could be any text.
        note.On(Invariant($"{participant.Number}/{log.Code}/{request.Entry}"));
        if (log.RevealsArm)
        {
            note.Restrict();
        }

        var mayKnow = !log.RevealsArm || context.ScopeOf(Permission.ReadWhatRevealsArm, trial.TrialId).Covers(participant.SiteId);
        var place = new FormPlace(participant.ParticipantId, VisitId: null, log.Code, request.Entry);
        if (!mayKnow || await forms.FindAsync(place, cancellation) is not { } entry)
        {
            return new NoSuchSafetyEntry(request.LogCode, request.Entry);
        }

        if (WhyNot(request, SafetyJudgement.Of(entry.Answers), await reports.OfEntryAsync(entry.FormId, cancellation)) is { } refusal)
        {
            return refusal;
        }

        await reports.AddAsync(
            new NewSafetyReport(
                entry.FormId, new SentReport(request.Recipient, request.SentOn), clock.GetUtcNow(), context.Actor.AccountId!.Value, log.RevealsArm),
            cancellation);
        note.Changed("recipient", oldValue: null, request.Recipient.ToString());
        note.Changed("sentOn", oldValue: null, AuditHash.Text(request.SentOn));
        return new RecordedSafetyReport(participant.Number, log.Code, request.Entry, request.Recipient, request.SentOn);
    }

    private Refusal? WhyNot(RecordSafetyReport request, SafetyJudgement judgement, IReadOnlyList<SentReport> earlier)
    {
        if (!judgement.IsSerious)
        {
            return new EventNotSerious(request.Entry);
        }

        if (request.SentOn > clock.Today())
        {
            return new ReportInTheFuture(request.SentOn);
        }

        if (judgement.KnownOn is { } knownOn && request.SentOn < knownOn)
        {
            return new ReportBeforeKnown(request.SentOn, knownOn);
        }

        return earlier.FirstOrDefault(r => r.Recipient == request.Recipient) is { } same
            ? new AlreadyReported(same.Recipient, same.SentOn)
            : null;
    }
}
