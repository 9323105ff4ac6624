namespace TrialData.Application.Capture.Entries;

/// <summary>One of the two entries of a paper form; never changed.</summary>
/// <param name="Turn">1 or 2.</param>
/// <param name="Content">In canonical form.</param>
public sealed record FormEntry(int Turn, long AccountId, DateOnly CompletedOn, FormAnswers Content, DateTimeOffset EnteredAt);

/// <summary>The entries that count at a place. A round ends where its entries, or the form that came of them, become void; the next begins empty.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Entries">None, one or two, in the order of their turns.</param>
public sealed record EntryRound(int Number, IReadOnlyList<FormEntry> Entries);

/// <summary>That the entries of a round count no longer.</summary>
public sealed record RemovedEntries(string Reason, long AccountId, DateTimeOffset RemovedAt);

/// <summary>That somebody entered a form, and nothing of what.</summary>
public sealed record EntryMade(int Turn, long AccountId, string EnteredBy, DateTimeOffset EnteredAt);

public interface IFormEntries
{
    Task<EntryRound> CurrentAsync(FormPlace place, CancellationToken cancellation);

    /// <summary>Who made the entries of a round, in the order of their turns.</summary>
    Task<IReadOnlyList<EntryMade>> MadeAsync(FormPlace place, int round, CancellationToken cancellation);

    /// <returns>False where the turn was taken at the same moment, and nothing was written.</returns>
    Task<bool> AddAsync(FormPlace place, int round, FormEntry entry, bool revealsArm, CancellationToken cancellation);

    /// <summary>Ends a round of which no form came. Its entries stay in the history.</summary>
    /// <returns>False where it was ended at the same moment, and nothing was written.</returns>
    Task<bool> RemoveAsync(FormPlace place, int round, RemovedEntries removed, bool revealsArm, CancellationToken cancellation);
}
