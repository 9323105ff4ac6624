using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Errors;

/// <summary>What was wrong with an allocation: the kinds that trials report.</summary>
/// <remarks>Yelland LN and others (2015), Statistics in Medicine 34:1027 (PMC4509880); Yelland LN and others (2025), Trials, 10.1186/s13063-025-09390-9.</remarks>
public enum AllocationErrorKind
{
    /// <summary>The participant should not have been randomised.</summary>
    Ineligible,

    /// <summary>Levels of factors were entered wrongly.</summary>
    WrongStratum,

    /// <summary>Another person was meant.</summary>
    WrongParticipant,

    /// <summary>The person had been randomised before, under another number.</summary>
    DuplicatePerson,

    /// <summary>The program, the network or the scheme failed.</summary>
    Technical,
}

/// <summary>Where a mark stands.</summary>
public enum AllocationErrorState
{
    /// <summary>A second person has not decided yet.</summary>
    Awaiting,

    Approved,

    Declined,
}

/// <param name="Corrected">Level by factor, all of them, as they should have been; empty where they were right.</param>
public sealed record NewAllocationError(
    Guid PublicId,
    long ParticipantId,
    AllocationErrorKind Kind,
    IReadOnlyDictionary<string, string> Corrected,
    string Reason,
    DateTimeOffset RecordedAt,
    long AccountId);

public sealed record NewErrorDecision(long AllocationErrorId, bool IsApproved, string Reason, DateTimeOffset DecidedAt, long AccountId);

/// <param name="Reason">Null for who sees no allocations: free text may tell an arm.</param>
/// <param name="DecisionReason">Null like the reason, and while nobody has decided.</param>
public sealed record AllocationError(
    long AllocationErrorId,
    Guid PublicId,
    long ParticipantId,
    string Number,
    string Site,
    AllocationErrorKind Kind,
    IReadOnlyDictionary<string, string> Corrected,
    string? Reason,
    DateTimeOffset RecordedAt,
    long AccountId,
    string RecordedBy,
    AllocationErrorState State,
    string? DecisionReason,
    DateTimeOffset? DecidedAt,
    string? DecidedBy);

/// <summary>Allocations found to be in error, and who agreed. The allocation itself is never touched.</summary>
public interface IAllocationErrors
{
    Task AddAsync(NewAllocationError error, CancellationToken cancellation);

    Task DecideAsync(NewErrorDecision decision, CancellationToken cancellation);

    /// <summary>Whether an error of a participant's allocation awaits a decision. Others who ask it of the same participant wait until the transaction ends.</summary>
    Task<bool> LockAndFindAwaitingAsync(long participantId, CancellationToken cancellation);

    /// <summary>The errors of a scope's participants in the order in which they were recorded.</summary>
    Task<IReadOnlyList<AllocationError>> ListAsync(SiteScope scope, CancellationToken cancellation);
}
