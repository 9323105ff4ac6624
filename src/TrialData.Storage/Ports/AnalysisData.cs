using TrialData.Application.Analyses;
using TrialData.Application.Enrolment;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AnalysisData(StoreSession session) : IAnalysisData
{
    private static readonly SqlFile LastChange = SqlFile.Named("analyses/LastChange");
    private static readonly SqlFile ParticipantsOfTrial = SqlFile.Named("analyses/Participants");
    private static readonly SqlFile Values = SqlFile.Named("analyses/Values");
    private static readonly SqlFile AddAnalysisRun = SqlFile.Named("analyses/AddAnalysisRun");

    public Task<DateTimeOffset?> LastChangeAsync(long trialId, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<DateTimeOffset?>(LastChange, new { TrialId = trialId }, cancellation);

    public async Task<IReadOnlyList<AnalysisParticipant>> ParticipantsAsync(long trialId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<ParticipantRow>(ParticipantsOfTrial, new { TrialId = trialId }, cancellation);
        return rows.Select(r => r.ToParticipant()).ToList();
    }

    public IAsyncEnumerable<AnalysisValue> ValuesAsync(long trialId, IReadOnlyList<string> forms, CancellationToken cancellation) =>
        session.StreamAsync<AnalysisValue>(Values, new { TrialId = trialId, Forms = forms }, cancellation);

    public async Task RegisterRunAsync(NewAnalysisRun run, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddAnalysisRun,
            new
            {
                AnalysisRunId = id,
                run.PublicId,
                run.TrialId,
                run.SpecificationSha256,
                run.ProtocolSha256,
                run.DataSha256,
                run.Software,
                run.RanAt,
                run.AccountId,
            },
            cancellation);
        session.Touched.Add(VouchedRecords.AnalysisRun, id);
    }

    private sealed record ParticipantRow(
        long ParticipantId,
        string Number,
        string Site,
        string? Arm,
        string Status,
        DateOnly? ScreenedOn,
        string? ExclusionCriterion,
        string? EndReason,
        string? DataUse,
        int Waivers)
    {
        public AnalysisParticipant ToParticipant() => new(
            ParticipantId,
            Number,
            Site,
            Arm,
            Enum.Parse<ParticipantStatus>(Status),
            ScreenedOn,
            ExclusionCriterion,
            EndReason is null ? null : Enum.Parse<EndReason>(EndReason),
            DataUse is null ? null : Enum.Parse<DataUse>(DataUse),
            Waivers);
    }
}
