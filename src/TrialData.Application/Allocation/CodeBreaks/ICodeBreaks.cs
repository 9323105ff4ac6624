using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.CodeBreaks;

/// <summary>Why an arm became known to somebody who was not to know it.</summary>
public enum CodeBreakKind
{
    /// <summary>As the protocol foresaw: the end of the trial, or a look for a monitoring committee.</summary>
    Planned,

    /// <summary>For the safety of one participant.</summary>
    Emergency,

    /// <summary>By a slip: somebody said it, or it could be told.</summary>
    Accidental,
}

/// <param name="ParticipantId">Null where the arms of all participants became known.</param>
/// <param name="IsByHand">Whether a person noted it; false where the program itself disclosed the arm.</param>
/// <param name="Learned">Who learned the arm.</param>
/// <param name="BrokenOn">The day on which it became known.</param>
public sealed record NewCodeBreak(
    Guid PublicId,
    long TrialId,
    long? ParticipantId,
    CodeBreakKind Kind,
    bool IsByHand,
    string Learned,
    DateOnly BrokenOn,
    string Reason,
    DateTimeOffset RecordedAt,
    long AccountId);

/// <param name="Number">The participant's; null, like the site, where all are concerned.</param>
public sealed record FoundCodeBreak(long CodeBreakId, string? Number, long? SiteId);

public sealed record NewCodeBreakImpact(long CodeBreakId, string Impact, DateTimeOffset RecordedAt, long AccountId);

/// <param name="Impact">Null for who sees no allocations: free text may tell an arm.</param>
public sealed record CodeBreakImpact(string? Impact, DateTimeOffset RecordedAt, string RecordedBy);

/// <param name="Reason">Null for who sees no allocations: free text may tell an arm.</param>
public sealed record RegisteredCodeBreak(
    Guid PublicId,
    CodeBreakKind Kind,
    bool IsByHand,
    string? Number,
    string? Site,
    long? SiteId,
    string Learned,
    DateOnly BrokenOn,
    string? Reason,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    IReadOnlyList<CodeBreakImpact> Impacts);

/// <summary>The register of unblinding: who learned an arm, when, why, and what it did to the trial. No arm stands in it.</summary>
public interface ICodeBreaks
{
    Task AddAsync(NewCodeBreak codeBreak, CancellationToken cancellation);

    Task AddImpactAsync(NewCodeBreakImpact impact, CancellationToken cancellation);

    /// <summary>An entry about a participant of the scope; of the whole trial where the scope is.</summary>
    Task<FoundCodeBreak?> FindAsync(Guid publicId, SiteScope scope, CancellationToken cancellation);

    /// <summary>The entries in the order in which they were made.</summary>
    Task<IReadOnlyList<RegisteredCodeBreak>> ListAsync(SiteScope scope, CancellationToken cancellation);
}
