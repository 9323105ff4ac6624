using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class DowntimeStock(StoreSession session) : IDowntimeStock
{
    private static readonly SqlFile AddDowntimeSlot = SqlFile.Named("allocation/AddDowntimeSlot");
    private static readonly SqlFile AddDowntimeSlotFate = SqlFile.Named("allocation/AddDowntimeSlotFate");
    private static readonly SqlFile DowntimeSlotsInTrial = SqlFile.Named("allocation/DowntimeSlotsInTrial");
    private static readonly SqlFile DowntimeSlotsAtSites = SqlFile.Named("allocation/DowntimeSlotsAtSites");

    public async Task AddAsync(NewDowntimeSlot slot, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.DowntimeSlot, id);
        await session.ExecuteAsync(
            AddDowntimeSlot,
            new { DowntimeSlotId = id, slot.SchemeId, slot.SiteId, slot.Number, slot.CodeHash, slot.IssuedAt, slot.AccountId },
            cancellation);
    }

    public async Task SettleAsync(NewSlotFate fate, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.DowntimeSlotFate, id);
        await session.ExecuteAsync(
            AddDowntimeSlotFate,
            new
            {
                DowntimeSlotFateId = id,
                fate.DowntimeSlotId,
                Fate = fate.Fate.ToString(),
                fate.ParticipantId,
                fate.OpenedOn,
                fate.Reason,
                fate.RecordedAt,
                fate.AccountId,
            },
            cancellation);
    }

    public async Task<IReadOnlyList<IssuedSlot>> ListAsync(SiteScope scope, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<Row>(scope.AllSites ? DowntimeSlotsInTrial : DowntimeSlotsAtSites, new { scope.TrialId, scope.SiteIds }, cancellation);
        return rows.Select(row => new IssuedSlot(
            row.DowntimeSlotId, row.Site, row.SiteId, row.Number, row.CodeHash, row.IssuedAt, row.Fate is null ? null : Enum.Parse<SlotFate>(row.Fate),
            row.ParticipantId, row.ParticipantNumber, row.OpenedOn)).ToList();
    }

    private sealed record Row(
        long DowntimeSlotId,
        string Site,
        long SiteId,
        int Number,
        string CodeHash,
        DateTimeOffset IssuedAt,
        string? Fate,
        long? ParticipantId,
        string? ParticipantNumber,
        DateOnly? OpenedOn);
}
