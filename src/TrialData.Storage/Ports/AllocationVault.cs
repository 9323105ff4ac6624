using System.Text.Json;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Lists;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AllocationVault(StoreSession session) : IAllocationVault
{
    private static readonly SqlFile FindScheme = SqlFile.Named("allocation/FindScheme");
    private static readonly SqlFile AddScheme = SqlFile.Named("allocation/AddScheme");
    private static readonly SqlFile AddListPiece = SqlFile.Named("allocation/AddListPiece");
    private static readonly SqlFile FindListPiece = SqlFile.Named("allocation/FindListPiece");
    private static readonly SqlFile FindSealedList = SqlFile.Named("allocation/FindSealedList");
    private static readonly SqlFile KeepScheme = SqlFile.Named("allocation/KeepScheme");
    private static readonly SqlFile StartLedger = SqlFile.Named("allocation/StartLedger");
    private static readonly SqlFile LockLedger = SqlFile.Named("allocation/LockLedger");
    private static readonly SqlFile AppendLedgerLine = SqlFile.Named("allocation/AppendLedgerLine");
    private static readonly SqlFile ReadLedger = SqlFile.Named("allocation/ReadLedger");
    private static readonly SqlFile EarlierAllocations = SqlFile.Named("allocation/EarlierAllocations");
    private static readonly SqlFile ReadAllCells = SqlFile.Named("allocation/ReadAllCells");
    private static readonly SqlFile CountDrawnEntries = SqlFile.Named("allocation/CountDrawnEntries");
    private static readonly SqlFile ReadCells = SqlFile.Named("allocation/ReadCells");
    private static readonly SqlFile AddCell = SqlFile.Named("allocation/AddCell");
    private static readonly SqlFile MoveCell = SqlFile.Named("allocation/MoveCell");
    private static readonly SqlFile FindAllocation = SqlFile.Named("allocation/FindAllocation");
    private static readonly SqlFile FindLedgerLine = SqlFile.Named("allocation/FindLedgerLine");
    private static readonly SqlFile AllocationsInTrial = SqlFile.Named("allocation/AllocationsInTrial");
    private static readonly SqlFile AllocationsAtSites = SqlFile.Named("allocation/AllocationsAtSites");
    private static readonly SqlFile AddAllocation = SqlFile.Named("allocation/AddAllocation");

    public Task<Scheme?> FindSchemeAsync(long trialId, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<Scheme>(FindScheme, new { TrialId = trialId }, cancellation);

    public async Task AddSchemeAsync(NewScheme scheme, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddScheme,
            new { SchemeId = id, scheme.PublicId, scheme.TrialId, scheme.Design, scheme.Commitment, scheme.SealedSecret, SealedList = scheme.Rows?.Whole, scheme.SealedAt, scheme.SealedBy },
            cancellation);
        session.Touched.Add(VouchedRecords.Scheme, id);
        if (scheme.Rows is { } rows)
        {
            await AddPiecesAsync(id, rows.Pieces, cancellation);
        }
    }

    public async Task<string?> FindSealedListAsync(long schemeId, CancellationToken cancellation) =>
        (await session.SingleOrDefaultAsync<SealedListRow>(FindSealedList, new { SchemeId = schemeId }, cancellation))?.SealedList;

    public Task<SealedPiece?> FindPieceAsync(long schemeId, string tag, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<SealedPiece>(FindListPiece, new { SchemeId = schemeId, Tag = tag }, cancellation);

    public Task KeepSchemeAsync(Scheme scheme, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Scheme, scheme.SchemeId);
        return session.ExecuteAsync(KeepScheme, new { scheme.SchemeId, scheme.Nonce, scheme.RevealAskedBy, scheme.RevealedAt }, cancellation);
    }

    public async Task<LedgerHead> LockLedgerAsync(Scheme scheme, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.LedgerHead, scheme.SchemeId);
        await session.ExecuteAsync(StartLedger, new { scheme.SchemeId, LastHash = scheme.Header.Hash }, cancellation);
        var row = await session.SingleOrDefaultAsync<HeadRow>(LockLedger, new { scheme.SchemeId }, cancellation);
        return new LedgerHead(row!.LastSequence, row.LastHash);
    }

    public async Task<IReadOnlyDictionary<string, CellState>> CellsAsync(long schemeId, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<CellRow>(ReadCells, new { SchemeId = schemeId, Cells = names }, cancellation);
        return rows.ToDictionary(row => row.Cell, row => new CellState(row.Cell, JsonSerializer.Deserialize<int[]>(row.Counters)!), StringComparer.Ordinal);
    }

    public async Task KeepCellsAsync(
        long schemeId, IReadOnlyCollection<CellState> cells, IReadOnlyDictionary<string, CellState> before, CancellationToken cancellation)
    {
        foreach (var cell in cells)
        {
            session.Touched.Add(VouchedRecords.SchemeCell, new RecordKey(schemeId, cell.Cell));
            await session.ExecuteAsync(
                before.ContainsKey(cell.Cell) ? MoveCell : AddCell,
                new { SchemeId = schemeId, cell.Cell, Counters = JsonSerializer.Serialize(cell.Counters) },
                cancellation);
        }
    }

    public async Task AppendAsync(long schemeId, long participantId, LedgerEntry entry, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.LedgerLine, id);
        await session.ExecuteAsync(
            AppendLedgerLine,
            new
            {
                LedgerLineId = id,
                SchemeId = schemeId,
                entry.Sequence,
                ParticipantId = participantId,
                Kind = entry.Kind.ToString(),
                Line = LedgerFile.LineOf(entry),
                entry.Hash,
            },
            cancellation);
    }

    public async Task<IReadOnlyList<string>> LedgerAsync(long schemeId, long after, int atMost, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<LineRow>(ReadLedger, new { SchemeId = schemeId, First = after + 1, Last = after + atMost }, cancellation);
        return rows.Select(row => row.Line).ToList();
    }

    public async Task<IReadOnlyList<EarlierAllocation>> EarlierAsync(long schemeId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<EarlierRow>(EarlierAllocations, new { SchemeId = schemeId }, cancellation);
        return rows
            .OrderBy(row => row.Stratum, StringComparer.Ordinal)
            .ThenBy(row => row.SequenceInStratum)
            .Select(row => new EarlierAllocation(row.Stratum, row.SequenceInStratum, row.PublicId.ToString("D"), row.Arm, row.RecordedAt))
            .ToList();
    }

    public async Task<(long Counted, long Entries)> CountedAsync(long schemeId, CancellationToken cancellation)
    {
        var cells = await session.QueryAsync<CellRow>(ReadAllCells, new { SchemeId = schemeId }, cancellation);
        var entries = await session.SingleOrDefaultAsync<CountRow>(CountDrawnEntries, new { SchemeId = schemeId }, cancellation);
        return (cells.Sum(row => JsonSerializer.Deserialize<int[]>(row.Counters)![0]), entries!.Entries);
    }

    public async Task<LedgerEntry?> FindEntryAsync(long participantId, CancellationToken cancellation)
    {
        var row = await session.SingleOrDefaultAsync<LineRow>(FindLedgerLine, new { ParticipantId = participantId }, cancellation);
        return row is null ? null : LedgerFile.ReadEntry(row.Line);
    }

    public async Task<IReadOnlyList<StoredAllocation>> ListAsync(SiteScope scope, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<AllocationRow>(scope.AllSites ? AllocationsInTrial : AllocationsAtSites, new { scope.TrialId, scope.SiteIds }, cancellation);
        return rows.Select(row => new StoredAllocation(
            row.ParticipantId, row.PublicId, row.Number, row.Site, row.Arm, Enum.Parse<AllocationOrigin>(row.Origin), row.Stratum, row.AllocatedOn, row.Line)).ToList();
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

    private async Task AddPiecesAsync(long schemeId, IReadOnlyList<SealedPiece> pieces, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.ListPiece, schemeId);
        foreach (var piece in pieces)
        {
            await session.ExecuteAsync(AddListPiece, new { SchemeId = schemeId, piece.Number, piece.FirstTag, piece.Content, piece.Path }, cancellation);
        }
    }

    private sealed record HeadRow(long LastSequence, string LastHash);

    private sealed record AllocationRow(
        long ParticipantId, Guid PublicId, string Number, string Site, string Arm, string Origin, string? Stratum, DateOnly? AllocatedOn, string? Line);

    private sealed record LineRow(string Line);

    private sealed record SealedListRow(string? SealedList);

    private sealed record EarlierRow(string Stratum, long SequenceInStratum, Guid PublicId, string Arm, DateTimeOffset RecordedAt);

    private sealed record CountRow(long Entries);

    private sealed record CellRow(string Cell, string Counters);
}
