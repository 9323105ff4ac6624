using System.Runtime.CompilerServices;
using TrialData.Application.Administration;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AuditTrail(StoreSession session) : IAuditTrail
{
    /// <summary>The script from which on an item says why it has no answer.</summary>
    private const string MissingScript = "0014_capture";

    private static readonly SqlFile CountRows = SqlFile.Named("records/CountRows");
    private static readonly SqlFile ReadAuditChains = SqlFile.Named("pipeline/ReadAuditChains");
    private static readonly SqlFile ReadAuditEvents = SqlFile.Named("pipeline/ReadAuditEvents");
    private static readonly SqlFile ReadAuditEventsWithoutRecords = SqlFile.Named("pipeline/ReadAuditEventsWithoutRecords");
    private static readonly SqlFile CountScript = SqlFile.Named("pipeline/CountScript");
    private static readonly SqlFile ReadAnswerRows = SqlFile.Named("pipeline/ReadAnswerRows");
    private static readonly SqlFile ReadAnswerRowsWithoutMissing = SqlFile.Named("pipeline/ReadAnswerRowsWithoutMissing");
    private static readonly SqlFile ReadAllocationRows = SqlFile.Named("pipeline/ReadAllocationRows");

    public IReadOnlySet<string> RetiredKinds => VouchedRecords.Retired;

    public async Task<StoredHeads> HeadsAsync(CancellationToken cancellation)
    {
        var (heads, unreadable) = (new List<ChainHead>(), new List<string>());
        await foreach (var row in session.RowsAsync(ReadAuditChains, parameters: null, cancellation))
        {
            var cells = new Cells(row);
            var head = new ChainHead(cells.Text("Chain"), cells.Number("LastSequence"), cells.Text("LastHash"));
            if (cells.Unreadable is null)
            {
                heads.Add(head);
            }
            else
            {
                unreadable.Add(cells.Shown("Chain"));
            }
        }

        return new StoredHeads(heads, unreadable);
    }

    public async IAsyncEnumerable<StoredEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var holdRecords = await HoldRecordsAsync(cancellation);
        var before = default(DateTimeOffset);
        await foreach (var row in session.RowsAsync(holdRecords ? ReadAuditEvents : ReadAuditEventsWithoutRecords, parameters: null, cancellation))
        {
            var stored = EventRow.Read(row, holdRecords, before);
            before = stored.Event.OccurredAt;
            yield return stored;
        }
    }

    public async Task<StoredEvidence> EvidenceAsync(CancellationToken cancellation)
    {
        var evidence = new EvidenceRows();
        var holdsMissing = await HoldsAsync(MissingScript, cancellation);
        await foreach (var row in session.RowsAsync(holdsMissing ? ReadAnswerRows : ReadAnswerRowsWithoutMissing, parameters: null, cancellation))
        {
            evidence.TakeAnswer(row, holdsMissing);
        }

        evidence.EndForm();
        await foreach (var row in session.RowsAsync(ReadAllocationRows, parameters: null, cancellation))
        {
            evidence.TakeAllocation(row);
        }

        return evidence.Stored;
    }

    public Task<bool> KnowsRecordsAsync(CancellationToken cancellation) => HoldsAsync(SqlFile.Migrations(session.Engine)[^1].Name, cancellation);

    public async IAsyncEnumerable<FoundRecord> RecordsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var totals = (await session.QueryAsync<RowTotal>(CountRows, parameters: null, cancellation)).ToDictionary(t => t.Name, t => t.Total, StringComparer.Ordinal);
        foreach (var kind in VouchedRecords.All)
        {
            var rows = 0L;
            await foreach (var record in StoredRecords.AllAsync(session, kind, cancellation))
            {
                rows += record.Rows;
                yield return new FoundRecord(kind.NameOf(record.Key), record.Digest, record.Label);
            }

            // SQLite takes a text where a number belongs; such a row lies outside of every range of numbers.
            if (rows != totals[kind.Table])
            {
                yield return new FoundRecord($"{kind.Name}:?", Digest: string.Empty, "a row whose number is none");
            }
        }
    }

    // A copy of a store may have a schema from before events had records.
    private Task<bool> HoldRecordsAsync(CancellationToken cancellation) => HoldsAsync(VouchedRecords.Script, cancellation);

    private async Task<bool> HoldsAsync(string script, CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<long>(CountScript, new { Script = script }, cancellation) > 0;

    private sealed record RowTotal(string Name, long Total);
}
