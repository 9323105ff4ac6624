using TrialData.Application.Allocation;
using TrialData.Randomisation;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AllocationVault(StoreSession session) : IAllocationVault
{
    private static readonly SqlFile FindScheme = SqlFile.Named("allocation/FindScheme");
    private static readonly SqlFile AddScheme = SqlFile.Named("allocation/AddScheme");
    private static readonly SqlFile StartStratum = SqlFile.Named("allocation/StartStratum");
    private static readonly SqlFile LockStratum = SqlFile.Named("allocation/LockStratum");
    private static readonly SqlFile MoveStratum = SqlFile.Named("allocation/MoveStratum");
    private static readonly SqlFile FindAllocation = SqlFile.Named("allocation/FindAllocation");
    private static readonly SqlFile AddAllocation = SqlFile.Named("allocation/AddAllocation");

    public Task<Scheme?> FindSchemeAsync(long trialId, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<Scheme>(FindScheme, new { TrialId = trialId }, cancellation);

    public async Task AddSchemeAsync(NewScheme scheme, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddScheme,
            new { SchemeId = id, scheme.PublicId, scheme.TrialId, scheme.Design, scheme.Commitment, scheme.SealedSecret, scheme.SealedAt },
            cancellation);
        session.Touched.Add(VouchedRecords.Scheme, id);
    }

    public async Task<StratumState> LockStratumAsync(long schemeId, string stratum, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.StratumCounter, new RecordKey(schemeId, stratum));
        await session.ExecuteAsync(StartStratum, new { SchemeId = schemeId, Stratum = stratum }, cancellation);
        var row = await session.SingleOrDefaultAsync<StratumRow>(LockStratum, new { SchemeId = schemeId, Stratum = stratum }, cancellation);
        return new StratumState(row!.Allocated, row.Block, row.Position, row.BlockSize);
    }

    public Task MoveStratumAsync(long schemeId, string stratum, StratumState state, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.StratumCounter, new RecordKey(schemeId, stratum));
        return session.ExecuteAsync(
            MoveStratum,
            new { SchemeId = schemeId, Stratum = stratum, state.Allocated, state.Block, state.Position, state.BlockSize },
            cancellation);
    }

    public Task<RecordedAllocation?> FindAsync(long participantId, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<RecordedAllocation>(FindAllocation, new { ParticipantId = participantId }, cancellation);

    public async Task AddAsync(NewAllocation allocation, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddAllocation,
            new
            {
                AllocationId = id,
                allocation.PublicId,
                allocation.TrialId,
                allocation.SiteId,
                allocation.ParticipantId,
                allocation.Arm,
                Origin = allocation.Origin.ToString(),
                allocation.SchemeId,
                allocation.Stratum,
                allocation.SequenceInStratum,
                allocation.AllocatedOn,
                allocation.RecordedAt,
                allocation.AccountId,
            },
            cancellation);
        session.Touched.Add(VouchedRecords.Allocation, allocation.ParticipantId);
    }

    private sealed record StratumRow(long Allocated, int Block, int Position, int BlockSize);
}
