using System.Text.Json.Serialization;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Links;

/// <summary>The part of a link that lets a participant answer, once, without an account.</summary>
public sealed record FormLinkToken(string Text)
{
    [JsonIgnore]
    public byte[] Hash => RandomToken.HashOf(Text);

    public static FormLinkToken New(IIdentities identities) => new(RandomToken.New("tdf_", identities));
}

public sealed record NewFormLink(
    FormPlaces Places, byte[] TokenHash, long IssuedBy, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>The forms of one visit that a link asks for.</summary>
public sealed record FormPlaces(long ParticipantId, long VisitId, IReadOnlyList<string> Forms);

public sealed record OpenLink(long FormLinkId, FormPlaces Places, Guid ParticipantPublicId, long TrialId, string VisitCode, long IssuedBy, DateTimeOffset ExpiresAt);

public sealed record ListedFormLink(
    long FormLinkId,
    string VisitCode,
    IReadOnlyList<string> Forms,
    string IssuedBy,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? UsedAt,
    DateTimeOffset? RevokedAt);

public interface IFormLinks
{
    Task<long> AddAsync(NewFormLink link, CancellationToken cancellation);

    Task<IReadOnlyList<ListedFormLink>> OfAsync(long participantId, CancellationToken cancellation);

    /// <summary>The link of a token, unless it was used or revoked or has expired, or its visit was called off.</summary>
    Task<OpenLink?> FindOpenAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken cancellation);

    /// <returns>Whether it was open until now.</returns>
    Task<bool> UseAsync(long formLinkId, DateTimeOffset at, CancellationToken cancellation);

    /// <returns>Whether the participant had such a link that was neither used nor revoked.</returns>
    Task<bool> RevokeAsync(long formLinkId, long participantId, DateTimeOffset at, CancellationToken cancellation);
}
