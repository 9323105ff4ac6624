using System.Data;
using TrialData.Application.Pipeline;

namespace TrialData.Storage.Records;

/// <summary>Where a kind's statement has what: found out once, at its first row, since the text of a statement never changes.</summary>
internal sealed class RecordColumns
{
    private readonly RecordKind kind;

    // In the order of the digest.
    private readonly (string Name, int Ordinal, string? Unsaid)[] digested;
    private readonly int key;
    private readonly int part;
    private readonly int label;
    private readonly int parent;
    private readonly int trial;
    private readonly int site;

    public RecordColumns(RecordKind kind, IDataRecord row)
    {
        this.kind = kind;
        var names = Enumerable.Range(0, row.FieldCount).Select(row.GetName).ToList();
        digested = [.. names
            .Index()
            .OrderBy(column => column.Item, StringComparer.Ordinal)
            .Select(column => (column.Item, column.Index, kind.Unsaid.GetValueOrDefault(column.Item)))];
        (key, part, label) = (Ordinal(kind.Key), Ordinal(kind.Part), Ordinal(kind.Label));
        (parent, trial, site) = (Ordinal(kind.Parent?.Column), Ordinal("TrialId"), Ordinal("SiteId"));

        int Ordinal(string? name) => name is null ? -1 : names.IndexOf(name);
    }

    public RecordKey KeyOf(IDataRecord row) => new(Number(row, key) ?? 0, Text(row, part));

    public string? LabelOf(IDataRecord row) => Text(row, label);

    public long? ParentOf(IDataRecord row) => Number(row, parent);

    public long? TrialOf(IDataRecord row) => Number(row, trial);

    public long? SiteOf(IDataRecord row) => Number(row, site);

    /// <summary>Over what is there alone: a column that a later schema adds, empty, changes no digest.</summary>
    public string DigestOf(IDataRecord row) => AuditHash.Of(Spelled(row));

    private IEnumerable<string?> Spelled(IDataRecord row)
    {
        yield return kind.Table;
        foreach (var (name, ordinal, unsaid) in digested)
        {
            if (StoredText.Of(row, ordinal) is { } text && text != unsaid)
            {
                yield return name;
                yield return text;
            }
        }
    }

    private static string? Text(IDataRecord row, int column) => column < 0 ? null : StoredText.Of(row, column);

    // Somebody may have written on SQLite what is no number.
    private static long? Number(IDataRecord row, int column) =>
        column >= 0 && !row.IsDBNull(column) && row.GetValue(column) is long number ? number : null;
}
