namespace TrialData.Application.Capture.Entries;

/// <summary>One of the two entries of a paper form; never changed.</summary>
/// <param name="Turn">1 or 2.</param>
/// <param name="Content">In canonical form.</param>
public sealed record FormEntry(int Turn, long AccountId, DateOnly CompletedOn, FormAnswers Content, DateTimeOffset EnteredAt);

public interface IFormEntries
{
    /// <summary>The entries of a form, in the order of their turns.</summary>
    Task<IReadOnlyList<FormEntry>> OfAsync(FormPlace place, CancellationToken cancellation);

    /// <returns>False where the turn was taken at the same moment, and nothing was written.</returns>
    Task<bool> AddAsync(FormPlace place, FormEntry entry, bool revealsArm, CancellationToken cancellation);
}
