namespace TrialData.Application.Enrolment.Eligibility;

/// <summary>The checklist of a participant as it stands.</summary>
/// <param name="Answers">Yes or no by criterion, as they were given at screening; empty where an EDC attested instead.</param>
/// <param name="Waivers">The oldest first.</param>
/// <param name="Signatures">The oldest first, of whatever stood in the checklist then.</param>
public sealed record EligibilityChecklist(
    IReadOnlyDictionary<string, string> Answers, IReadOnlyList<EligibilityWaiver> Waivers, IReadOnlyList<EligibilitySignature> Signatures)
{
    /// <summary>The digest of the checklist with its waivers.</summary>
    public string Sha256Of(Guid participant) => EligibilitySignature.Sha256Of(participant, Answers, Waivers);

    /// <summary>The signature of exactly this checklist; null where nobody signed it.</summary>
    public EligibilitySignature? SignatureOf(Guid participant) =>
        Sha256Of(participant) is var digest ? Signatures.FirstOrDefault(signature => string.Equals(signature.AnswersSha256, digest, StringComparison.Ordinal)) : null;
}
