using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Enrolment;

/// <summary>Records that a participant has signed another consent form of the protocol, such as the one of an amendment.</summary>
[Requires(Permission.RecordConsent)]
public sealed record ReconsentParticipant(string TrialCode, Guid ParticipantId, string ConsentForm, DateOnly ConsentedOn);

public sealed record Reconsented(string Number, string ConsentForm, DateOnly ConsentedOn);

public sealed record NotYetConsented(string Number)
    : Refusal("consent.not-yet", $"Participant {Number} has not consented a first time yet.");

public sealed record AlreadyConsented(string Number, string ConsentForm)
    : Refusal("consent.already", $"Participant {Number} has signed {ConsentForm} already.");

public sealed record ReconsentInTheFuture(DateOnly ConsentedOn)
    : Refusal("consent.day-in-the-future", Invariant($"Consent cannot be given on {ConsentedOn:yyyy-MM-dd}: that day is still to come."));

public sealed record ReconsentBeforeConsent(DateOnly ConsentedOn, DateOnly FirstOn)
    : Refusal("consent.before-the-first", Invariant($"Consent on {ConsentedOn:yyyy-MM-dd} is before the first one of {FirstOn:yyyy-MM-dd}."));

public sealed class ReconsentParticipantHandler(
    ParticipantAccess access, IParticipantHistory history, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<ReconsentParticipant, Reconsented>
{
    public async Task<Outcome<Reconsented>> HandleAsync(ReconsentParticipant request, CancellationToken cancellation)
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

        if (participant.ConsentedAt is not { } first)
        {
            return new NotYetConsented(participant.Number);
        }

        if (!protocol.ConsentForms.Any(f => string.Equals(f.Code, request.ConsentForm, StringComparison.Ordinal)))
        {
            return new NoSuchConsentForm(request.ConsentForm);
        }

        if (request.ConsentedOn > clock.Today())
        {
            return new ReconsentInTheFuture(request.ConsentedOn);
        }

        var firstOn = TrialDay.Of(first);
        if (request.ConsentedOn < firstOn)
        {
            return new ReconsentBeforeConsent(request.ConsentedOn, firstOn);
        }

        if (await history.HasConsentedAsync(participant.ParticipantId, request.ConsentForm, cancellation))
        {
            return new AlreadyConsented(participant.Number, request.ConsentForm);
        }

        await history.AddConsentAsync(
            new NewConsent(participant.ParticipantId, request.ConsentForm, request.ConsentedOn, clock.GetUtcNow(), context.Actor.AccountId!.Value),
            cancellation);
        note.Changed("consentForm", oldValue: null, request.ConsentForm);
        note.Changed("consentedOn", oldValue: null, AuditHash.Text(request.ConsentedOn));
        return new Reconsented(participant.Number, request.ConsentForm, request.ConsentedOn);
    }
}
