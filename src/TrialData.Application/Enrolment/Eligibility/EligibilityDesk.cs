namespace TrialData.Application.Enrolment.Eligibility;

/// <summary>Whether a participant's checklist, as it stands, is signed.</summary>
public sealed class EligibilityDesk(IEligibilityChecklists checklists)
{
    /// <summary>The digest of the checklist with its waivers, and the signature of exactly these; null where nobody signed them.</summary>
    public async Task<(string AnswersSha256, EligibilitySignature? Signature)> FindAsync(Participant participant, CancellationToken cancellation)
    {
        var digest = EligibilitySignature.Sha256Of(
            participant.PublicId,
            await checklists.AnswersAsync(participant.ParticipantId, cancellation),
            await checklists.WaiversAsync(participant.ParticipantId, cancellation));
        var signatures = await checklists.SignaturesAsync(participant.ParticipantId, cancellation);
        return (digest, signatures.FirstOrDefault(signature => string.Equals(signature.AnswersSha256, digest, StringComparison.Ordinal)));
    }
}
