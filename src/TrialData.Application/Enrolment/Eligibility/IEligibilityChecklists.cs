using TrialData.Application.Pipeline;

namespace TrialData.Application.Enrolment.Eligibility;

/// <param name="AnswersSha256">Of the checklist as it was signed: other answers are not signed.</param>
public sealed record EligibilitySignature(long ParticipantId, string AnswersSha256, string SignerName, DateTimeOffset SignedAt, long AccountId)
{
    /// <summary>SHA-256 over the participant's id, every answer in order of criterion, and where there are any the digest of all waivers.</summary>
    public static string Sha256Of(Guid participantId, IReadOnlyDictionary<string, string> answers, IReadOnlyCollection<EligibilityWaiver> waivers) => AuditHash.Of(
    [
        participantId.ToString("D"),
        .. answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).SelectMany(answer => new[] { answer.Key, answer.Value }),
        .. waivers.Count == 0 ? [] : new[] { EligibilityWaiver.Sha256Of(waivers) },
    ]);
}

/// <summary>A criterion that a participant does not meet and that somebody with the right to do so let pass. It is never taken back.</summary>
public sealed record EligibilityWaiver(long ParticipantId, string Criterion, string Reason, DateTimeOffset WaivedAt, long AccountId)
{
    internal static string Sha256Of(IEnumerable<EligibilityWaiver> waivers) => AuditHash.Of(
        [.. waivers.OrderBy(waiver => waiver.Criterion, StringComparer.Ordinal).SelectMany(waiver => new[] { waiver.Criterion, waiver.Reason, AuditHash.Text(waiver.WaivedAt) })]);
}

/// <summary>The answers to the eligibility criteria, what was waived of them, and who signed them.</summary>
public interface IEligibilityChecklists
{
    /// <summary>The checklist of each of these participants, in their order.</summary>
    Task<IReadOnlyList<EligibilityChecklist>> OfAsync(IReadOnlyCollection<long> participantIds, CancellationToken cancellation);

    /// <summary>All waivers of a participant, the oldest first; others who lock those of the same participant wait until the transaction ends.</summary>
    Task<IReadOnlyList<EligibilityWaiver>> LockWaiversAsync(long participantId, CancellationToken cancellation);

    Task WaiveAsync(EligibilityWaiver waiver, CancellationToken cancellation);

    Task SignAsync(EligibilitySignature signature, CancellationToken cancellation);
}
