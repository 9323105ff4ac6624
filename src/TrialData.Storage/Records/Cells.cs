using System.Data;
using System.Globalization;

namespace TrialData.Storage.Records;

/// <summary>Reads the cells of a row of which somebody may have written anything on SQLite, and remembers those that hold what the house never writes.</summary>
internal sealed class Cells(IDataRecord row)
{
    private readonly List<string> unreadable = [];

    /// <summary>The columns that could not be read; null where all could.</summary>
    public string? Unreadable => unreadable.Count == 0 ? null : string.Join(", ", unreadable);

    /// <summary>Whatever stands there, as text.</summary>
    public string Shown(string column) => StoredText.Of(row, row.GetOrdinal(column)) ?? string.Empty;

    public string? TextOrNull(string column) => Find(column) switch
    {
        null => null,
        string text => text,
        _ => Miss<string>(column),
    };

    public string Text(string column) => TextOrNull(column) ?? Absent(column, string.Empty);

    public long? NumberOrNull(string column) => Find(column) switch
    {
        null => null,
        long number => number,
        int number => number,
        _ => Miss<long?>(column),
    };

    public long Number(string column) => NumberOrNull(column) ?? Absent(column, 0L);

    /// <summary>The id of a row: ids are drawn from 1 on.</summary>
    public void CheckRowId(string column)
    {
        if (Find(column) is not long and not int || Number(column) <= 0)
        {
            Miss<long>(column);
        }
    }

    public Guid Id(string column) => Find(column) switch
    {
        Guid id => id,
        string text when Guid.TryParseExact(text, "D", out var id) => id,
        _ => Miss<Guid>(column),
    };

    public DateTimeOffset Instant(string column) => Find(column) switch
    {
        DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
        string text when DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) =>
            new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
        _ => Miss<DateTimeOffset>(column),
    };

    public DateOnly? DayOrNull(string column) => Find(column) switch
    {
        null => null,
        DateTime day => DateOnly.FromDateTime(day),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        _ => Miss<DateOnly?>(column),
    };

    private object? Find(string column)
    {
        var ordinal = row.GetOrdinal(column);
        return row.IsDBNull(ordinal) ? null : row.GetValue(ordinal);
    }

    private T? Miss<T>(string column)
    {
        if (!unreadable.Contains(column, StringComparer.Ordinal))
        {
            unreadable.Add(column);
        }

        return default;
    }

    private T Absent<T>(string column, T instead)
    {
        Miss<T>(column);
        return instead;
    }
}
