using TrialData.Application.Enrolment;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Amendments(StoreSession session) : IAmendments
{
    private static readonly SqlFile ParticipantsToMove = SqlFile.Named("enrolment/ParticipantsToMove");
    private static readonly SqlFile StandingVisits = SqlFile.Named("enrolment/StandingVisits");
    private static readonly SqlFile VisitsWithForms = SqlFile.Named("enrolment/VisitsWithForms");
    private static readonly SqlFile MoveToProtocolVersion = SqlFile.Named("enrolment/MoveToProtocolVersion");
    private static readonly SqlFile MoveVisit = SqlFile.Named("enrolment/MoveVisit");
    private static readonly SqlFile CancelVisit = SqlFile.Named("enrolment/CancelVisit");

    public Task<IReadOnlyList<ParticipantToMove>> ParticipantsAsync(long trialId, CancellationToken cancellation) =>
        session.QueryAsync<ParticipantToMove>(ParticipantsToMove, new { TrialId = trialId }, cancellation);

    public async Task<ILookup<long, StandingVisit>> VisitsAsync(long trialId, CancellationToken cancellation)
    {
        var withForms = (await session.QueryAsync<long>(VisitsWithForms, new { TrialId = trialId }, cancellation)).ToHashSet();
        var rows = await session.QueryAsync<VisitRow>(StandingVisits, new { TrialId = trialId }, cancellation);
        return rows.ToLookup(
            row => row.ParticipantId,
            row => new StandingVisit(
                row.VisitId, row.Code, row.TargetOn, row.OpensOn, row.ClosesOn, row.CancelledAt is not null, withForms.Contains(row.VisitId)));
    }

    public Task MoveToVersionAsync(long participantId, int version, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Participant, participantId);
        return session.ExecuteAsync(MoveToProtocolVersion, new { ParticipantId = participantId, Version = version }, cancellation);
    }

    public Task MoveVisitAsync(long visitId, ScheduledVisit visit, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Visit, visitId, visit.RevealsArm);
        return session.ExecuteAsync(MoveVisit, new { VisitId = visitId, visit.TargetOn, visit.OpensOn, visit.ClosesOn }, cancellation);
    }

    public Task CancelVisitAsync(long visitId, DateTimeOffset at, bool revealsArm, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Visit, visitId, revealsArm);
        return session.ExecuteAsync(CancelVisit, new { VisitId = visitId, CancelledAt = at }, cancellation);
    }

    private sealed record VisitRow(
        long ParticipantId, long VisitId, string Code, DateOnly? TargetOn, DateOnly? OpensOn, DateOnly? ClosesOn, DateTimeOffset? CancelledAt);
}
