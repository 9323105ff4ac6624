using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Drafts;

/// <summary>A form as it was being typed: nothing in it was checked.</summary>
/// <param name="CompletedOn">Null while it was not said.</param>
public sealed record DraftContent(IReadOnlyDictionary<string, string> Answers, IReadOnlyDictionary<string, Missing> Missing, DateOnly? CompletedOn)
{
    public CaptureMode? Mode { get; init; }

    /// <summary>Why saved answers change, as far as it was said.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a saved form says all that this says.</summary>
    public bool IsIn(SavedForm saved) =>
        CompletedOn == saved.CompletedOn
        && Answers.Where(answer => answer.Value.Length > 0).OrderBy(answer => answer.Key, StringComparer.Ordinal).SequenceEqual(saved.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
        && Missing.OrderBy(missing => missing.Key, StringComparer.Ordinal).SequenceEqual(saved.Missing.OrderBy(missing => missing.Key, StringComparer.Ordinal));
}

/// <param name="BaseVersion">The saved version that the typing started from; 0 for a form never saved.</param>
public sealed record FormDraft(DraftContent Content, int BaseVersion, DateTimeOffset SavedAt);

/// <param name="VisitCode">Null for an entry of a log.</param>
/// <param name="Instance"><see cref="FormAt.NewEntry"/> for an entry of a log that has no number yet.</param>
public sealed record DraftOfAccount(
    Guid ParticipantId,
    string ParticipantNumber,
    long SiteId,
    int ProtocolVersion,
    string? VisitCode,
    string FormCode,
    int Instance,
    int BaseVersion,
    DateTimeOffset SavedAt);

/// <summary>What accounts were typing. A draft is read by the account that typed it and by no other.</summary>
public interface IFormDrafts
{
    Task<FormDraft?> FindAsync(long accountId, FormPlace place, CancellationToken cancellation);

    Task<IReadOnlyList<DraftOfAccount>> OfAsync(long accountId, SiteScope scope, CancellationToken cancellation);

    /// <summary>Keeps the draft in the place of the account's earlier one.</summary>
    /// <param name="revealsArm">Whether that the form is there tells an arm.</param>
    Task KeepAsync(long accountId, FormPlace place, FormDraft draft, bool revealsArm, CancellationToken cancellation);

    /// <returns>Whether there was one.</returns>
    Task<bool> DropAsync(long accountId, FormPlace place, CancellationToken cancellation);
}
