using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Enrolment;

/// <summary>Records that an eligible participant has signed a version of the consent form.</summary>
[Requires(Permission.RecordConsent)]
public sealed record RecordConsent(string TrialCode, Guid ParticipantId, string ConsentForm, DateTimeOffset ConsentedAt);

public sealed record ConsentRecorded(string Number, DateTimeOffset ConsentedAt);

public sealed record NoSuchConsentForm(string Code)
    : Refusal("consent.no-such-form", $"The protocol has no consent form {Code}.");

public sealed record ConsentInTheFuture(DateTimeOffset ConsentedAt)
    : Refusal("consent.in-the-future", $"Consent cannot be given at {ConsentedAt:u}: that is still to come.");

public sealed record ConsentBeforeScreening(DateTimeOffset ConsentedAt, DateOnly ScreenedOn)
    : Refusal("consent.before-screening", Invariant($"Consent at {ConsentedAt:u} is before the screening on {ScreenedOn:yyyy-MM-dd}."));

public sealed class RecordConsentHandler(
    ParticipantAccess access, IParticipants participants, IParticipantHistory history, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<RecordConsent, ConsentRecorded>
{
    public async Task<Outcome<ConsentRecorded>> HandleAsync(RecordConsent request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.RecordConsent, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, _, protocol) = found.Value;
        if (participant.EndedOn is { } endedOn)
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        if (participant.Status != ParticipantStatus.Screened)
        {
            return WrongStatus.Of(participant, ParticipantStatus.Screened);
        }

        if (!protocol.ConsentForms.Any(f => string.Equals(f.Code, request.ConsentForm, StringComparison.Ordinal)))
        {
            return new NoSuchConsentForm(request.ConsentForm);
        }

        if (request.ConsentedAt > clock.GetUtcNow())
        {
            return new ConsentInTheFuture(request.ConsentedAt);
        }

        if (participant.ScreenedOn is { } screenedOn && TrialDay.Of(request.ConsentedAt) < screenedOn)
        {
            return new ConsentBeforeScreening(request.ConsentedAt, screenedOn);
        }

        await participants.RecordConsentAsync(participant.ParticipantId, request.ConsentForm, request.ConsentedAt, cancellation);
        await history.AddConsentAsync(
            new NewConsent(
                participant.ParticipantId, request.ConsentForm, TrialDay.Of(request.ConsentedAt), clock.GetUtcNow(), context.Actor.AccountId!.Value),
            cancellation);
        note.Changed("consentForm", oldValue: null, request.ConsentForm);
        note.Changed("consentedAt", oldValue: null, AuditHash.Text(request.ConsentedAt));
        note.Changed("status", participant.Status.ToString(), nameof(ParticipantStatus.Consented));
        return new ConsentRecorded(participant.Number, request.ConsentedAt);
    }
}
