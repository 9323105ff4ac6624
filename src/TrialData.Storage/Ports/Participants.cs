using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Participants(StoreSession session) : IParticipants
{
    private static readonly SqlFile FindParticipantInTrial = SqlFile.Named("enrolment/FindParticipantInTrial");
    private static readonly SqlFile FindParticipantAtSites = SqlFile.Named("enrolment/FindParticipantAtSites");
    private static readonly SqlFile ListParticipantsInTrial = SqlFile.Named("enrolment/ListParticipantsInTrial");
    private static readonly SqlFile ListParticipantsAtSites = SqlFile.Named("enrolment/ListParticipantsAtSites");
    private static readonly SqlFile TakeParticipantNumber = SqlFile.Named("enrolment/TakeParticipantNumber");
    private static readonly SqlFile AddParticipant = SqlFile.Named("enrolment/AddParticipant");
    private static readonly SqlFile AddEligibilityAnswer = SqlFile.Named("enrolment/AddEligibilityAnswer");
    private static readonly SqlFile MoveExclusion = SqlFile.Named("enrolment/MoveExclusion");
    private static readonly SqlFile RecordConsent = SqlFile.Named("enrolment/RecordConsent");
    private static readonly SqlFile EnrolParticipant = SqlFile.Named("enrolment/EnrolParticipant");
    private static readonly SqlFile MarkRandomised = SqlFile.Named("enrolment/MarkRandomised");
    private static readonly SqlFile EndParticipation = SqlFile.Named("enrolment/EndParticipation");
    private static readonly SqlFile LastFormOn = SqlFile.Named("enrolment/LastFormOn");
    private static readonly SqlFile TakeBackDeath = SqlFile.Named("enrolment/TakeBackDeath");
    private static readonly SqlFile TakeBackEnd = SqlFile.Named("enrolment/TakeBackEnd");
    private static readonly SqlFile RecordDeath = SqlFile.Named("enrolment/RecordDeath");
    private static readonly SqlFile VisitCodes = SqlFile.Named("enrolment/VisitCodes");
    private static readonly SqlFile AddVisit = SqlFile.Named("enrolment/AddVisit");

    public async Task<Participant?> FindAsync(Guid publicId, SiteScope scope, CancellationToken cancellation)
    {
        var row = await session.SingleOrDefaultAsync<ParticipantRow>(
            scope.AllSites ? FindParticipantInTrial : FindParticipantAtSites,
            new { PublicId = publicId, scope.TrialId, scope.SiteIds },
            cancellation);
        return row?.ToParticipant();
    }

    public async Task<IReadOnlyList<ListedParticipant>> ListAsync(SiteScope scope, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<ListedRow>(
            scope.AllSites ? ListParticipantsInTrial : ListParticipantsAtSites, new { scope.TrialId, scope.SiteIds }, cancellation);
        return rows.Select(row => row.ToListed()).ToList();
    }

    public async Task<int> TakeNumberAsync(long siteId, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Site, siteId);
        return await session.SingleOrDefaultAsync<int>(TakeParticipantNumber, new { SiteId = siteId }, cancellation);
    }

    public async Task<long> AddAsync(NewParticipant participant, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddParticipant,
            new
            {
                ParticipantId = id,
                participant.PublicId,
                participant.TrialId,
                participant.SiteId,
                participant.Number,
                participant.ProtocolVersion,
                Status = participant.Status.ToString(),
                participant.ScreenedOn,
                participant.ExclusionCriterion,
                participant.ConsentedAt,
                participant.EnrolledOn,
                participant.Cluster,
            },
            cancellation);
        session.Touched.Add(VouchedRecords.Participant, id);
        return id;
    }

    public async Task AddEligibilityAsync(long participantId, IReadOnlyDictionary<string, string> answers, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.EligibilityAnswer, participantId);
        foreach (var (criterion, answer) in answers)
        {
            await session.ExecuteAsync(AddEligibilityAnswer, new { ParticipantId = participantId, Criterion = criterion, Answer = answer }, cancellation);
        }
    }

    public Task MoveExclusionAsync(long participantId, string? criterion, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Participant, participantId);
        var status = criterion is null ? ParticipantStatus.Screened : ParticipantStatus.Excluded;
        return session.ExecuteAsync(
            MoveExclusion, new { ParticipantId = participantId, Status = status.ToString(), ExclusionCriterion = criterion }, cancellation);
    }

    public Task RecordConsentAsync(long participantId, string consentForm, DateTimeOffset consentedAt, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Participant, participantId);
        return session.ExecuteAsync(RecordConsent, new { ParticipantId = participantId, ConsentForm = consentForm, ConsentedAt = consentedAt }, cancellation);
    }

    public Task EnrolAsync(long participantId, DateOnly enrolledOn, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Participant, participantId);
        return session.ExecuteAsync(EnrolParticipant, new { ParticipantId = participantId, EnrolledOn = enrolledOn }, cancellation);
    }

    public Task MarkRandomisedAsync(long participantId, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Participant, participantId);
        return session.ExecuteAsync(MarkRandomised, new { ParticipantId = participantId }, cancellation);
    }

    public Task EndAsync(long participantId, DateOnly endedOn, EndReason reason, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Participant, participantId);
        return session.ExecuteAsync(EndParticipation, new { ParticipantId = participantId, EndedOn = endedOn, EndReason = reason.ToString() }, cancellation);
    }

    public async Task<DateOnly?> LastFormOnAsync(long participantId, CancellationToken cancellation) =>
        (await session.SingleOrDefaultAsync<LastRow>(LastFormOn, new { ParticipantId = participantId }, cancellation))?.LastOn;

    public Task TakeBackEndAsync(Participant participant, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Participant, participant.ParticipantId);
        return session.ExecuteAsync(participant.DiedOn is null ? TakeBackEnd : TakeBackDeath, new { participant.ParticipantId }, cancellation);
    }

    public Task RecordDeathAsync(long participantId, DateOnly diedOn, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Participant, participantId);
        return session.ExecuteAsync(RecordDeath, new { ParticipantId = participantId, DiedOn = diedOn }, cancellation);
    }

    public Task<IReadOnlyList<string>> VisitCodesAsync(long participantId, CancellationToken cancellation) =>
        session.QueryAsync<string>(VisitCodes, new { ParticipantId = participantId }, cancellation);

    public async Task AddVisitsAsync(long participantId, IReadOnlyList<ScheduledVisit> visits, CancellationToken cancellation)
    {
        foreach (var visit in visits)
        {
            var id = await session.NextIdAsync(visit.RevealsArm, cancellation);
            session.Touched.Add(VouchedRecords.Visit, id, visit.RevealsArm);
            await session.ExecuteAsync(
                AddVisit,
                new { VisitId = id, ParticipantId = participantId, visit.Code, visit.TargetOn, visit.OpensOn, visit.ClosesOn },
                cancellation);
        }
    }

    private sealed record LastRow(DateOnly? LastOn);

    private sealed record ListedRow(
        Guid PublicId, string Number, string Site, string Status, DateOnly? ScreenedOn, DateOnly? EnrolledOn, DateOnly? EndedOn, string? EndReason, DateOnly? DiedOn,
        string? Cluster, string? AttestedAs, int Waivers, string? ExclusionCriterion)
    {
        public ListedParticipant ToListed() => new(
            PublicId, Number, Site, Enum.Parse<ParticipantStatus>(Status), ScreenedOn, EnrolledOn, EndedOn, EndReason is null ? null : Enum.Parse<EndReason>(EndReason), DiedOn,
            Cluster, AttestedAs, Waivers, ExclusionCriterion);
    }

    private sealed record ParticipantRow(
        long ParticipantId,
        Guid PublicId,
        long TrialId,
        long SiteId,
        string Number,
        int ProtocolVersion,
        string Status,
        DateOnly? ScreenedOn,
        DateTimeOffset? ConsentedAt,
        DateOnly? EnrolledOn,
        DateOnly? EndedOn,
        string? EndReason,
        DateOnly? DiedOn,
        string? Cluster,
        string? ExclusionCriterion)
    {
        public Participant ToParticipant() => new(
            ParticipantId,
            PublicId,
            TrialId,
            SiteId,
            Number,
            ProtocolVersion,
            Enum.Parse<ParticipantStatus>(Status),
            ScreenedOn,
            ConsentedAt,
            EnrolledOn,
            EndedOn,
            EndReason is null ? null : Enum.Parse<EndReason>(EndReason),
            DiedOn,
            Cluster,
            ExclusionCriterion);
    }
}
