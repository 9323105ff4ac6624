using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Instruments;

namespace TrialData.Application.Capture;

/// <summary>Where a form stands: at a visit, or in a log of the participant.</summary>
/// <param name="VisitId">Null in a log.</param>
/// <param name="Instance">Counts from 1 where a form is filled in more than once at its place, and the entries of a log.</param>
public sealed record FormPlace(long ParticipantId, long? VisitId, string Code, int Instance = 1);

/// <param name="Version">How often the form was saved; 1 after the first time.</param>
/// <param name="Missing">Why items that were asked have no answer.</param>
public sealed record SavedForm(
    long FormId,
    string Code,
    int Version,
    DateOnly? CompletedOn,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlyDictionary<string, Missing> Missing)
{
    public CaptureMode? Mode { get; init; }

    public DateTimeOffset SavedAt { get; init; }
}

public sealed record VisitOfParticipant(long VisitId, string Code, DateOnly? OpensOn, DateOnly? ClosesOn);

public sealed record SavedFormOfVisit(string VisitCode, string FormCode, DateOnly? CompletedOn);

public sealed record AnswerAtVisit(string VisitCode, string FormCode, string Item, string Value);

/// <summary>What a save writes for an item; without value and reason it takes an earlier answer back.</summary>
public sealed record AnswerChange(string? Value, Missing? Missing = null);

/// <param name="Answers">Items whose answer is new or changed.</param>
/// <param name="RevealsArm">Whether that the form is there tells an arm.</param>
public sealed record FormSave(
    long? FormId,
    FormPlace Place,
    string? Instrument,
    int? InstrumentVersion,
    int Version,
    DateOnly? CompletedOn,
    CaptureMode? Mode,
    IReadOnlyDictionary<string, AnswerChange> Answers,
    IReadOnlyList<Score> Scores,
    string? Reason,
    long AccountId,
    DateTimeOffset SavedAt,
    bool RevealsArm)
{
    /// <summary>What the audit event of this save vouches for.</summary>
    public Evidence EvidenceOf(long formId) => Evidence.OfForm(
        formId, Version, Answers.Select(a => new AnswerRow(a.Key, a.Value.Value, a.Value.Missing?.ToString(), Reason, AccountId, SavedAt)));
}

/// <summary>A score as it was made when the form was saved.</summary>
public sealed record StoredScore(string Code, int InstrumentVersion, decimal? Value, int ItemsUsed, int ItemsImputed);

/// <param name="Value">Null where there was no answer: taken back, or missing for a reason.</param>
/// <param name="SavedBy">Of what a participant handed in by a link, who gave the link.</param>
/// <param name="IsVoid">Whether the form it stood in was entered in error.</param>
/// <param name="IsByLink">Whether the participant handed it in by a link.</param>
public sealed record PastAnswer(
    int FormVersion, string? Value, Missing? Missing, string? Reason, string SavedBy, DateTimeOffset SavedAt, bool IsVoid, bool IsByLink);

public interface IForms
{
    Task<VisitOfParticipant?> FindVisitAsync(long participantId, string visitCode, SiteScope scope, CancellationToken cancellation);

    /// <summary>The form at a place; null where none was saved, or what was saved is void.</summary>
    Task<SavedForm?> FindAsync(FormPlace place, CancellationToken cancellation);

    /// <summary>Every form of a participant that has been saved.</summary>
    Task<IReadOnlyList<SavedFormOfVisit>> SavedAsync(long participantId, CancellationToken cancellation);

    /// <summary>The highest instance of a form at its place, void ones counted; 0 where none was ever saved.</summary>
    Task<int> LastInstanceAsync(FormPlace place, CancellationToken cancellation);

    /// <summary>The highest version that any form at a place ever had, void ones counted; 0 where none was ever saved.</summary>
    Task<int> LastVersionAsync(FormPlace place, CancellationToken cancellation);

    /// <summary>Whether anything was ever saved or entered at a place, void forms counted.</summary>
    Task<bool> WasFilledInAsync(FormPlace place, CancellationToken cancellation);

    /// <summary>The answers of forms at visits that stand, the first instance of each: all in one reading.</summary>
    Task<IReadOnlyList<AnswerAtVisit>> AnswersAsync(
        long participantId, IReadOnlyCollection<string> visitCodes, IReadOnlyCollection<string> formCodes, CancellationToken cancellation);

    /// <summary>The scores of a form's version.</summary>
    Task<IReadOnlyList<StoredScore>> ScoresAsync(long formId, int version, CancellationToken cancellation);

    /// <summary>Every value an item ever had at a place, void forms included, newest first.</summary>
    Task<IReadOnlyList<PastAnswer>> HistoryAsync(FormPlace place, string item, CancellationToken cancellation);

    /// <summary>How many values each item ever had at a place, void forms included; only of items that had any.</summary>
    Task<IReadOnlyDictionary<string, int>> CountHistoryAsync(FormPlace place, CancellationToken cancellation);

    /// <summary>Takes a form out of every reading and frees its place; its rows stay.</summary>
    Task VoidAsync(long formId, DateTimeOffset at, bool revealsArm, CancellationToken cancellation);

    /// <summary>Writes the form's next version.</summary>
    /// <returns>The form's id; null when somebody else saved the same version first, and nothing was written.</returns>
    Task<long?> SaveAsync(FormSave save, CancellationToken cancellation);
}
