using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class ParticipantHistory(StoreSession session) : IParticipantHistory
{
    private static readonly SqlFile AddConsent = SqlFile.Named("enrolment/AddConsent");
    private static readonly SqlFile CountConsents = SqlFile.Named("enrolment/CountConsents");
    private static readonly SqlFile ReconsentsDueInTrial = SqlFile.Named("enrolment/ReconsentsDueInTrial");
    private static readonly SqlFile ReconsentsDueAtSites = SqlFile.Named("enrolment/ReconsentsDueAtSites");
    private static readonly SqlFile WithdrawalsOfParticipant = SqlFile.Named("enrolment/WithdrawalsOfParticipant");
    private static readonly SqlFile AddWithdrawal = SqlFile.Named("enrolment/AddWithdrawal");
    private static readonly SqlFile AddSiteTransfer = SqlFile.Named("enrolment/AddSiteTransfer");
    private static readonly SqlFile LastTransferOn = SqlFile.Named("enrolment/LastTransferOn");
    private static readonly SqlFile OpenLinksOfParticipant = SqlFile.Named("enrolment/OpenLinksOfParticipant");
    private static readonly SqlFile RevokeLinksOfParticipant = SqlFile.Named("enrolment/RevokeLinksOfParticipant");
    private static readonly SqlFile TypistsOfParticipant = SqlFile.Named("enrolment/TypistsOfParticipant");
    private static readonly SqlFile MoveParticipant = SqlFile.Named("enrolment/MoveParticipant");

    public async Task AddConsentAsync(NewConsent consent, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.Consent, id);
        await session.ExecuteAsync(
            AddConsent,
            new { ConsentId = id, consent.ParticipantId, consent.ConsentForm, consent.ConsentedOn, consent.RecordedAt, consent.AccountId },
            cancellation);
    }

    public async Task<bool> HasConsentedAsync(long participantId, string consentForm, CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<int>(CountConsents, new { ParticipantId = participantId, ConsentForm = consentForm }, cancellation) > 0;

    public async Task<IReadOnlyList<ReconsentDue>> ReconsentsDueAsync(SiteScope scope, string currentForm, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<ReconsentRow>(
            scope.AllSites ? ReconsentsDueInTrial : ReconsentsDueAtSites,
            new { scope.TrialId, scope.SiteIds, CurrentForm = currentForm },
            cancellation);
        return rows.Select(row => new ReconsentDue(row.PublicId, row.Number, row.Site, row.LastForm ?? row.FirstForm)).ToList();
    }

    public async Task<IReadOnlyList<Withdrawal>> WithdrawalsAsync(long participantId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<WithdrawalRow>(WithdrawalsOfParticipant, new { ParticipantId = participantId }, cancellation);
        return rows.Select(r => r.ToWithdrawal()).ToList();
    }

    public async Task AddWithdrawalAsync(NewWithdrawal withdrawal, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.Withdrawal, id);
        await session.ExecuteAsync(
            AddWithdrawal,
            new
            {
                WithdrawalId = id,
                withdrawal.ParticipantId,
                Kind = withdrawal.Withdrawal.Kind.ToString(),
                withdrawal.Withdrawal.WithdrawnOn,
                DataUse = withdrawal.Withdrawal.DataUse?.ToString(),
                withdrawal.Reason,
                withdrawal.RecordedAt,
                withdrawal.AccountId,
            },
            cancellation);
    }

    public async Task<DateOnly?> LastTransferOnAsync(long participantId, CancellationToken cancellation) =>
        (await session.SingleOrDefaultAsync<LastRow>(LastTransferOn, new { ParticipantId = participantId }, cancellation))?.LastOn;

    public Task<IReadOnlyList<string>> TypistsAsync(long participantId, CancellationToken cancellation) =>
        session.QueryAsync<string>(TypistsOfParticipant, new { ParticipantId = participantId }, cancellation);

    public async Task<int> TransferAsync(NewTransfer transfer, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.SiteTransfer, id);
        session.Touched.Add(VouchedRecords.Participant, transfer.ParticipantId);
        await session.ExecuteAsync(
            AddSiteTransfer,
            new
            {
                SiteTransferId = id,
                transfer.ParticipantId,
                transfer.FromSiteId,
                transfer.ToSiteId,
                transfer.TransferredOn,
                transfer.Reason,
                transfer.RecordedAt,
                transfer.AccountId,
            },
            cancellation);
        await session.ExecuteAsync(MoveParticipant, new { transfer.ParticipantId, SiteId = transfer.ToSiteId }, cancellation);
        return await RevokeLinksAsync(transfer.ParticipantId, transfer.RecordedAt, cancellation);
    }

    private async Task<int> RevokeLinksAsync(long participantId, DateTimeOffset at, CancellationToken cancellation)
    {
        var which = new { ParticipantId = participantId, At = at };
        foreach (var link in await session.QueryAsync<long>(OpenLinksOfParticipant, which, cancellation))
        {
            session.Touched.Add(VouchedRecords.FormLink, link);
        }

        return await session.ExecuteAsync(RevokeLinksOfParticipant, which, cancellation);
    }

    private sealed record LastRow(DateOnly? LastOn);

    /// <param name="FirstForm">As the participant keeps it; a store from before consents had rows of their own has it alone.</param>
    private sealed record ReconsentRow(Guid PublicId, string Number, string Site, string? FirstForm, string? LastForm);

    private sealed record WithdrawalRow(string Kind, DateOnly WithdrawnOn, string? DataUse)
    {
        public Withdrawal ToWithdrawal() => new(
            Enum.Parse<WithdrawalKind>(Kind), WithdrawnOn, DataUse is null ? null : Enum.Parse<DataUse>(DataUse));
    }
}
