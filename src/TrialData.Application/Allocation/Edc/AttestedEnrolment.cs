using System.Globalization;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation.Edc;

/// <summary>Takes in a participant as an EDC attests it: every criterion met, consent to the current form given, at the moment of the request.</summary>
/// <remarks>It has no day of screening: the log of who was screened is the EDC's, and a count of those who came here would be none.</remarks>
public sealed class AttestedEnrolment(
    IParticipants participants, IParticipantHistory history, IAttestedParticipants attested, IIdentities identities, AuditNote note, TimeProvider clock)
{
    internal async Task<Participant> EnrolAsync(RandomiseByEdc request, EdcInScope scope, Site site, CancellationToken cancellation)
    {
        var (credential, trial, protocol) = scope;
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var number = await participants.TakeNumberAsync(site.SiteId, cancellation);
        var participant = new NewParticipant(
            identities.NewId(), trial.TrialId, site.SiteId, string.Create(CultureInfo.InvariantCulture, $"{site.Code}-{number:D4}"), protocol.Version,
            ParticipantStatus.Screened, ScreenedOn: null, ExclusionCriterion: null);
        var id = await participants.AddAsync(participant, cancellation);
        await participants.AddEligibilityAsync(
            id, protocol.Eligibility.ToDictionary(criterion => criterion.Code, criterion => criterion.Required, StringComparer.Ordinal), cancellation);
        var consentForm = protocol.ConsentForms[^1].Code;
        await participants.RecordConsentAsync(id, consentForm, now, cancellation);
        await history.AddConsentAsync(new NewConsent(id, consentForm, today, now, credential.AccountId), cancellation);
        await participants.EnrolAsync(id, today, cancellation);
        await participants.AddVisitsAsync(id, VisitSchedule.From(protocol, VisitAnchor.Enrolment, today, arm: null), cancellation);
        await attested.AddAsync(
            new NewAttestedParticipant(id, trial.TrialId, site.SiteId, request.Identifier, request.Answers, request.User, now, credential.EdcCredentialId), cancellation);
        note.On(trial.TrialId, site.SiteId, participant.Number);
        note.Changed("attestedAs", oldValue: null, request.Identifier);
        note.Changed("attestedBy", oldValue: null, request.User);
        note.Changed("consentForm", oldValue: null, consentForm);
        note.Changed("consentedAt", oldValue: null, AuditHash.Text(now));
        note.Changed("enrolledOn", oldValue: null, AuditHash.Text(today));
        note.Changed("status", oldValue: null, nameof(ParticipantStatus.Enrolled));
        return await FindAsync(participant.PublicId, trial.TrialId, cancellation);
    }

    /// <summary>One that is known to be there.</summary>
    internal async Task<Participant> FindAsync(Guid publicId, long trialId, CancellationToken cancellation) =>
        await participants.FindAsync(publicId, SiteScope.WholeTrial(trialId), cancellation)
            ?? throw new InvalidOperationException("An attested participant is not in its trial.");
}
