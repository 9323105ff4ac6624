using TrialData.Application.Pipeline;

namespace TrialData.Application.Enrolment.Eligibility;

/// <param name="AnswersSha256">Of the checklist as it was signed: other answers are not signed.</param>
public sealed record EligibilitySignature(long ParticipantId, string AnswersSha256, string SignerName, DateTimeOffset SignedAt, long AccountId)
{
    /// <summary>SHA-256 over the participant's id and every answer in order of criterion.</summary>
    public static string Sha256Of(Guid participantId, IReadOnlyDictionary<string, string> answers) => AuditHash.Of(
    [
        participantId.ToString("D"),
        .. answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).SelectMany(answer => new[] { answer.Key, answer.Value }),
    ]);
}

/// <summary>The answers to the eligibility criteria, and who signed them.</summary>
public interface IEligibilityChecklists
{
    /// <summary>Yes or no by criterion, as they were given at screening.</summary>
    Task<IReadOnlyDictionary<string, string>> AnswersAsync(long participantId, CancellationToken cancellation);

    /// <summary>All signatures, the oldest first.</summary>
    Task<IReadOnlyList<EligibilitySignature>> SignaturesAsync(long participantId, CancellationToken cancellation);

    Task SignAsync(EligibilitySignature signature, CancellationToken cancellation);
}
