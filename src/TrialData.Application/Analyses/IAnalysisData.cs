namespace TrialData.Application.Analyses;

/// <param name="Arm">Null until allocated.</param>
/// <param name="Site">Where the participant was allocated; before that, where it is.</param>
/// <param name="DataUse">What a participant chose who withdrew consent.</param>
/// <param name="Waivers">How many eligibility criteria were waived.</param>
public sealed record AnalysisParticipant(
    long ParticipantId,
    string Number,
    string Site,
    string? Arm,
    Enrolment.ParticipantStatus Status,
    DateOnly? ScreenedOn,
    string? ExclusionCriterion,
    Enrolment.EndReason? EndReason,
    Enrolment.DataUse? DataUse = null,
    int Waivers = 0)
{
    /// <summary>Whether the participant withdrew consent and let no answer be used any longer. The allocation still counts.</summary>
    public bool IsDataWithdrawn => DataUse == Enrolment.DataUse.NoFurtherUse;
}

/// <summary>A current answer or score; those of one participant come together.</summary>
public sealed record AnalysisValue(long ParticipantId, string Visit, string Form, string Name, string Value);

public sealed record NewAnalysisRun(
    Guid PublicId,
    long TrialId,
    string SpecificationSha256,
    string ProtocolSha256,
    string DataSha256,
    string Software,
    DateTimeOffset RanAt,
    long AccountId);

public interface IAnalysisData
{
    /// <summary>The instant at which a field of the trial changed last: the same data give the same instant.</summary>
    Task<DateTimeOffset?> LastChangeAsync(long trialId, CancellationToken cancellation);

    /// <summary>Everybody screened, allocated or not.</summary>
    Task<IReadOnlyList<AnalysisParticipant>> ParticipantsAsync(long trialId, CancellationToken cancellation);

    /// <summary>The current answers and scores of the forms named, in order of the participant's id.</summary>
    IAsyncEnumerable<AnalysisValue> ValuesAsync(long trialId, IReadOnlyList<string> forms, CancellationToken cancellation);

    Task RegisterRunAsync(NewAnalysisRun run, CancellationToken cancellation);
}
