using System.Data;
using TrialData.Storage.Session;
using static System.FormattableString;

namespace TrialData.Storage.Records;

/// <summary>Rows of one table that audit events vouch for together, under one name: one row, or the few that belong to one object.</summary>
/// <param name="rows">Reads every column vouched for, of the rows whose number is from <c>@First</c> to <c>@Last</c>, in its order.</param>
/// <param name="key">The column of the number in the record's name; null for the only row of its table.</param>
internal sealed class RecordKind(string table, SqlFile rows, string? key)
{
    private RecordColumns? columns;

    public string Table { get; } = table;

    public SqlFile Rows { get; } = rows;

    public string? Key { get; } = key;

    /// <summary>A column of text that the name needs besides the number.</summary>
    public string? Part { get; init; }

    /// <summary>The column by which people know the record.</summary>
    public string? Label { get; init; }

    /// <summary>Whether every row tells an arm, or is a hash of what does: its digests stand in the restricted chain alone.</summary>
    public bool TellsArm { get; init; }

    /// <summary>Whether some rows tell an arm: the port that writes one says which.</summary>
    public bool MayTellArm { get; init; }

    /// <summary>The kind that this one belongs to, where its rows do not name their trial and site; by this one's column.</summary>
    public (RecordKind Kind, string Column)? Parent { get; init; }

    /// <summary>Columns that no event vouches for, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> LeftOut { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Values that a column has where nothing is said, by column: a later schema gave them to rows that were there already.</summary>
    public IReadOnlyDictionary<string, string> Unsaid { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The table's name with a small first letter: how names of its records begin.</summary>
    public string Name { get; } = char.ToLowerInvariant(table[0]) + table[1..];

    public string NameOf(RecordKey key) => Key is null ? Name : Invariant($"{Name}:{key.Number}{(key.Part is null ? null : "/" + key.Part)}");

    /// <summary>Where a row of <see cref="Rows"/> has what.</summary>
    public RecordColumns ColumnsOf(IDataRecord row) => columns ??= new RecordColumns(this, row);
}

/// <param name="Part">Null but where the kind has a part.</param>
internal readonly record struct RecordKey(long Number, string? Part = null);
