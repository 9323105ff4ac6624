using System.Data;
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
            var key = new RecordKey(Number(row, kind.Key) ?? 0, Text(row, kind.Part));
            if (gathered is not null && gathered.Key != key)
            {
                yield return gathered.ToRecord();
                gathered = null;
            }

            gathered ??= new Gathered(
                key, Text(row, kind.Label), Number(row, kind.Parent?.Column), Number(row, "TrialId"), Number(row, "SiteId"));
            gathered.RowDigests.Add(DigestOf(kind, row));
        }

        if (gathered is not null)
        {
            yield return gathered.ToRecord();
        }
    }

    // Only what is there: a column that a later schema adds, empty, changes no digest.
    private static string DigestOf(RecordKind kind, IDataRecord row) => AuditHash.Of(Enumerable.Range(0, row.FieldCount)
        .Where(column => !row.IsDBNull(column) && StoredText.Of(row, column) != kind.Unsaid.GetValueOrDefault(row.GetName(column)))
        .OrderBy(row.GetName, StringComparer.Ordinal)
        .SelectMany(column => new[] { row.GetName(column), StoredText.Of(row, column) })
        .Prepend(kind.Table));

    private static string? Text(IDataRecord row, string? column) => ColumnOf(row, column) is { } found ? StoredText.Of(row, found) : null;

    // Somebody may have written on SQLite what is no number.
    private static long? Number(IDataRecord row, string? column) =>
        ColumnOf(row, column) is { } found && !row.IsDBNull(found) && row.GetValue(found) is long number ? number : null;

    private static int? ColumnOf(IDataRecord row, string? name)
    {
        for (var column = 0; column < row.FieldCount; column++)
        {
            if (string.Equals(row.GetName(column), name, StringComparison.Ordinal))
            {
                return column;
            }
        }

        return null;
    }

    private sealed record Gathered(RecordKey Key, string? Label, long? ParentId, long? TrialId, long? SiteId)
    {
        public List<string> RowDigests { get; } = [];

        // Engines sort text differently; digests are sorted here.
        public StoredRecord ToRecord() => new(Key, AuditHash.Of(RowDigests.Order(StringComparer.Ordinal)), RowDigests.Count, Label, ParentId, TrialId, SiteId);
    }
}
