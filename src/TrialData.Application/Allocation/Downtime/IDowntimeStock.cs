using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Downtime;

/// <summary>What became of a slot that was issued. It is never issued again.</summary>
public enum SlotFate
{
    /// <summary>Opened for a participant, and entered.</summary>
    Used,

    /// <summary>Came back unopened.</summary>
    Returned,

    /// <summary>Opened for nobody.</summary>
    Spoiled,

    /// <summary>Cannot be found.</summary>
    Lost,
}

/// <param name="Number">Counted from 1 at its site, as it is printed.</param>
/// <param name="CodeHash">Of the code inside the envelope: only who has opened it can enter it.</param>
public sealed record NewDowntimeSlot(long SchemeId, long SiteId, int Number, string CodeHash, DateTimeOffset IssuedAt, long AccountId);

/// <param name="ParticipantId">Of a used slot, as the day on which it was opened.</param>
public sealed record NewSlotFate(
    long DowntimeSlotId, SlotFate Fate, long? ParticipantId, DateOnly? OpenedOn, string Reason, DateTimeOffset RecordedAt, long AccountId);

/// <param name="Fate">Null while it is out.</param>
/// <param name="ParticipantNumber">Who was allocated by it.</param>
public sealed record IssuedSlot(
    long DowntimeSlotId,
    string Site,
    long SiteId,
    int Number,
    string CodeHash,
    DateTimeOffset IssuedAt,
    SlotFate? Fate,
    long? ParticipantId,
    string? ParticipantNumber,
    DateOnly? OpenedOn);

/// <summary>The slots that were printed for times when the program cannot be reached. Their arms are stored nowhere.</summary>
public interface IDowntimeStock
{
    Task AddAsync(NewDowntimeSlot slot, CancellationToken cancellation);

    Task SettleAsync(NewSlotFate fate, CancellationToken cancellation);

    /// <summary>Every slot ever issued for the sites of a scope, by site and number.</summary>
    Task<IReadOnlyList<IssuedSlot>> ListAsync(SiteScope scope, CancellationToken cancellation);
}
