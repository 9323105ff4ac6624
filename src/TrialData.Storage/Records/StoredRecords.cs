using System.Runtime.CompilerServices;
using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Records;

/// <param name="TrialId">Null where the rows do not name a trial, like the site after it.</param>
/// <param name="Rows">How many rows it has.</param>
internal sealed record StoredRecord(RecordKey Key, string Digest, int Rows, string? Label, long? ParentId, long? TrialId, long? SiteId);

/// <summary>Reads records from the store, with the digest of their rows.</summary>
internal static class StoredRecords
{
    /// <summary>How many numbers that are not asked for a run may pass over; fewer rows have them.</summary>
    private const long WidestGap = 50;

    /// <summary>Those of the records that have a row.</summary>
    public static async IAsyncEnumerable<StoredRecord> FindAsync(
        StoreSession session, RecordKind kind, IReadOnlyCollection<RecordKey> keys, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var wanted = keys.ToHashSet();
        foreach (var (first, last) in Runs(keys))
        {
            var part = first == last ? first.Part : null;
            await foreach (var record in ReadAsync(session, kind, first.Number, last.Number, part, cancellation))
            {
                if (wanted.Contains(record.Key))
                {
                    yield return record;
                }
            }
        }
    }

    public static IAsyncEnumerable<StoredRecord> AllAsync(StoreSession session, RecordKind kind, CancellationToken cancellation) =>
        ReadAsync(session, kind, long.MinValue, long.MaxValue, part: null, cancellation);

    /// <summary>Parts keys into runs that are cheaper read at once than one by one: an import writes many thousand.</summary>
    private static IEnumerable<(RecordKey First, RecordKey Last)> Runs(IReadOnlyCollection<RecordKey> keys)
    {
        RecordKey? first = null;
        RecordKey last = default;
        foreach (var key in keys.OrderBy(key => key.Number))
        {
            if (first is { } begun && key.Number - last.Number > WidestGap)
            {
                yield return (begun, last);
                first = null;
            }

            first ??= key;
            last = key;
        }

        if (first is { } open)
        {
            yield return (open, last);
        }
    }

    private static async IAsyncEnumerable<StoredRecord> ReadAsync(
        StoreSession session, RecordKind kind, long first, long last, string? part, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Gathered? gathered = null;
        await foreach (var row in session.RowsAsync(kind.Rows, new { First = first, Last = last, Part = part }, cancellation))
        {
            var columns = kind.ColumnsOf(row);
            var key = columns.KeyOf(row);
            if (gathered is not null && gathered.Key != key)
            {
                yield return gathered.ToRecord();
                gathered = null;
            }

            gathered ??= new Gathered(key, columns.LabelOf(row), columns.ParentOf(row), columns.TrialOf(row), columns.SiteOf(row));
            gathered.RowDigests.Add(columns.DigestOf(row));
        }

        if (gathered is not null)
        {
            yield return gathered.ToRecord();
        }
    }

    private sealed record Gathered(RecordKey Key, string? Label, long? ParentId, long? TrialId, long? SiteId)
    {
        public List<string> RowDigests { get; } = [];

        // Engines sort text differently; digests are sorted here.
        public StoredRecord ToRecord() => new(Key, AuditHash.Of(RowDigests.Order(StringComparer.Ordinal)), RowDigests.Count, Label, ParentId, TrialId, SiteId);
    }
}
