namespace TrialData.Application.Allocation.Edc;

/// <param name="SiteId">The site that the EDC named; the participant may have moved since.</param>
/// <param name="Answers">To the questions, in their order.</param>
/// <param name="AttestedBy">Whom the EDC names as its user.</param>
public sealed record NewAttestedParticipant(
    long ParticipantId,
    long TrialId,
    long SiteId,
    string Identifier,
    IReadOnlyList<string> Answers,
    string AttestedBy,
    DateTimeOffset AttestedAt,
    long EdcCredentialId);

/// <param name="PublicId">The participant's.</param>
public sealed record AttestedParticipant(Guid PublicId, long SiteId, IReadOnlyList<string> Answers);

/// <summary>What an EDC said of the participants that it asked to randomise. It only grows.</summary>
public interface IAttestedParticipants
{
    /// <summary>The participant that an EDC calls so, in whatever case it writes it.</summary>
    Task<AttestedParticipant?> FindAsync(long trialId, string identifier, CancellationToken cancellation);

    Task AddAsync(NewAttestedParticipant attested, CancellationToken cancellation);
}
