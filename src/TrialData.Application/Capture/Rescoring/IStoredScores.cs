using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Rescoring;

/// <summary>An answer or a score of a form of an instrument, as one save of it wrote it.</summary>
/// <param name="Visit">Null in a log.</param>
/// <param name="Score">Null for an answer.</param>
/// <param name="Value">Of an answer: null where it was taken back or is missing.</param>
public sealed record ScoredRow(
    long FormId, int FormVersion, string Participant, int ProtocolVersion, string? Visit, string Form, string Instrument, string Name, string? Value, StoredScore? Score);

public sealed record StoredScore(int InstrumentVersion, int ItemsUsed, int ItemsImputed);

public interface IStoredScores
{
    /// <summary>Every save of every form of an instrument, void ones included: form by form, version by version, answers before scores.</summary>
    IAsyncEnumerable<ScoredRow> RowsAsync(SiteScope scope, CancellationToken cancellation);

    Task<IReadOnlyList<int>> ProtocolVersionsInUseAsync(long trialId, CancellationToken cancellation);
}
