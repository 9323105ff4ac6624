using TrialData.Application.Pipeline;

namespace TrialData.Application.Safety;

/// <summary>An entry of a safety log with what decides on reporting, and what was reported.</summary>
public sealed record SafetyEntry(
    Guid ParticipantId,
    string Number,
    string Site,
    long SiteId,
    string LogCode,
    int Instance,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlyList<SentReport> Reports);

public sealed record NewSafetyReport(long FormId, SentReport Report, DateTimeOffset RecordedAt, long AccountId, bool RevealsArm);

public interface ISafetyReports
{
    /// <summary>The entries of these logs, with the answers that <see cref="Protocol.SafetyItems"/> names.</summary>
    Task<IReadOnlyList<SafetyEntry>> EntriesAsync(SiteScope scope, IReadOnlyList<string> logs, CancellationToken cancellation);

    /// <summary>What was reported of one entry.</summary>
    Task<IReadOnlyList<SentReport>> OfEntryAsync(long formId, CancellationToken cancellation);

    Task AddAsync(NewSafetyReport report, CancellationToken cancellation);
}
