using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Schedules(StoreSession session) : ISchedules
{
    private static readonly SqlFile ScheduleInTrial = SqlFile.Named("capture/ScheduleInTrial");
    private static readonly SqlFile ScheduleAtSites = SqlFile.Named("capture/ScheduleAtSites");
    private static readonly SqlFile ScheduleOfParticipant = SqlFile.Named("capture/ScheduleOfParticipant");

    public async Task<IReadOnlyList<ParticipantToFollow>> ReadAsync(SiteScope scope, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<ScheduleRow>(
            scope.AllSites ? ScheduleInTrial : ScheduleAtSites, new { scope.TrialId, scope.SiteIds }, cancellation);
        return rows.GroupBy(row => row.ParticipantId).Select(ToParticipant).ToList();
    }

    public async Task<ParticipantToFollow?> FindAsync(long participantId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<ScheduleRow>(ScheduleOfParticipant, new { ParticipantId = participantId }, cancellation);
        return rows.GroupBy(row => row.ParticipantId).Select(ToParticipant).SingleOrDefault();
    }

    private static ParticipantToFollow ToParticipant(IGrouping<long, ScheduleRow> rows)
    {
        var first = rows.First();
        return new ParticipantToFollow(
            rows.Key, first.Number, first.Site, first.SiteId, first.ProtocolVersion, first.Arm, first.EndedOn, rows.GroupBy(row => row.VisitId).Select(ToVisit).ToList());
    }

    private static VisitToFill ToVisit(IGrouping<long, ScheduleRow> rows)
    {
        var first = rows.First();
        return new VisitToFill(
            first.VisitCode,
            first.TargetOn,
            first.OpensOn,
            first.ClosesOn,
            rows.Where(row => row.FormCode is not null).ToDictionary(row => row.FormCode!, row => row.CompletedOn, StringComparer.Ordinal));
    }

    private sealed record ScheduleRow(
        long ParticipantId,
        string Number,
        string Site,
        long SiteId,
        int ProtocolVersion,
        string? Arm,
        DateOnly? EndedOn,
        long VisitId,
        string VisitCode,
        DateOnly? TargetOn,
        DateOnly? OpensOn,
        DateOnly? ClosesOn,
        string? FormCode,
        DateOnly? CompletedOn);
}
