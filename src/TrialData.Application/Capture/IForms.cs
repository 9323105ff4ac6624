using TrialData.Application.Pipeline;
using TrialData.Instruments;

namespace TrialData.Application.Capture;

/// <param name="Version">How often the form was saved; 1 after the first time.</param>
public sealed record SavedForm(long FormId, string Code, int Version, DateOnly? CompletedOn, IReadOnlyDictionary<string, string> Answers);

public sealed record VisitOfParticipant(long VisitId, string Code, DateOnly? OpensOn, DateOnly? ClosesOn);

public sealed record SavedFormOfVisit(string VisitCode, string FormCode);

/// <param name="Answers">Items whose answer is new or changed; a null answer takes an earlier one back.</param>
/// <param name="RevealsArm">Whether that the form is there tells an arm.</param>
public sealed record FormSave(
    long? FormId,
    long ParticipantId,
    long VisitId,
    string Code,
    string? Instrument,
    int? InstrumentVersion,
    int Version,
    DateOnly? CompletedOn,
    IReadOnlyDictionary<string, string?> Answers,
    IReadOnlyList<Score> Scores,
    string? Reason,
    long AccountId,
    DateTimeOffset SavedAt,
    bool RevealsArm)
{
    /// <summary>What the audit event of this save vouches for.</summary>
    public Evidence EvidenceOf(long formId) =>
        Evidence.OfForm(formId, Version, Answers.Select(a => new AnswerRow(a.Key, a.Value, Reason, AccountId, SavedAt)));
}

public interface IForms
{
    Task<VisitOfParticipant?> FindVisitAsync(long participantId, string visitCode, SiteScope scope, CancellationToken cancellation);

    Task<SavedForm?> FindAsync(long visitId, string formCode, CancellationToken cancellation);

    /// <summary>Every form of a participant that has been saved.</summary>
    Task<IReadOnlyList<SavedFormOfVisit>> SavedAsync(long participantId, CancellationToken cancellation);

    /// <summary>Writes the form's next version.</summary>
    /// <returns>The form's id; null when somebody else saved the same version first, and nothing was written.</returns>
    Task<long?> SaveAsync(FormSave save, CancellationToken cancellation);
}
