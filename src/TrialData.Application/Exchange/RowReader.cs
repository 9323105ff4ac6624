using System.Globalization;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

/// <summary>Reads the values of a mapping from one row of a file.</summary>
internal sealed class RowReader
{
    private readonly ImportMapping mapping;
    private readonly FaultList faults;
    private readonly Dictionary<string, int> columns;
    private readonly HashSet<string> missing;

    public RowReader(ImportMapping mapping, string[] header, FaultList faults)
    {
        this.mapping = mapping;
        this.faults = faults;
        columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++)
        {
            columns.TryAdd(header[i], i);
        }

        missing = mapping.Missing.Append(string.Empty).ToHashSet(StringComparer.Ordinal);
        CheckHeader(header);
    }

    /// <summary>The value, null where it is missing; a value that cannot be taken is noted as a fault and given back as null.</summary>
    public string? Text(FileRow row, ValueSource? source) => source switch
    {
        null => null,
        ConstantSource constant => constant.Value,
        ColumnSource column => FromColumn(row, column),
        DerivedSource derived => FromCases(row, derived),
        _ => throw new InvalidOperationException($"A {source.GetType().Name} is no known source."),
    };

    public DateOnly? Day(FileRow row, ValueSource? source)
    {
        if (source is not ColumnSource column || Text(row, column) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, column.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Add(new Fault(Place(row, column.Column), text, $"is not a day written {column.DateFormat}"));
        return null;
    }

    public static string Place(FileRow row, string column) => Invariant($"row {row.Number}, column {column}");

    public static string Place(FileRow row, ValueSource source) => Place(row, Joined(source));

    /// <summary>Whether the header shows that no row can be read.</summary>
    public bool IsUnreadable { get; private set; }

    /// <summary>What stood in the file for a value, to be shown beside a fault.</summary>
    public string? Raw(FileRow row, ValueSource source) =>
        source.Columns.ToList() is [var only] && columns.TryGetValue(only, out var index) ? row.Fields[index] : null;

    private string? FromColumn(FileRow row, ColumnSource source)
    {
        if (!columns.TryGetValue(source.Column, out var index))
        {
            return null;
        }

        var field = row.Fields[index];
        if (source.Codes.Count == 0)
        {
            return missing.Contains(field.Trim()) ? null : field;
        }

        if (source.Codes.TryGetValue(field, out var code))
        {
            return code;
        }

        if (!missing.Contains(field.Trim()))
        {
            faults.Add(new Fault(Place(row, source.Column), field, $"is not one of {string.Join(", ", source.Codes.Keys)}"));
        }

        return null;
    }

    private string? FromCases(FileRow row, DerivedSource source)
    {
        if (source.Columns.Any(c => !columns.ContainsKey(c)))
        {
            return null;
        }

        var fits = source.Cases.FirstOrDefault(c => c.When.All(w => w.Value.Contains(row.Fields[columns[w.Key]], StringComparer.Ordinal)));
        return fits is null ? source.Otherwise : fits.Value;
    }

    private void CheckHeader(string[] header)
    {
        if (Delimiters.Mistaken(header, mapping.Delimiter, mapping.Sources().SelectMany(source => source.Columns).ToHashSet(StringComparer.Ordinal)) is { } delimiter)
        {
            IsUnreadable = true;
            faults.Add(new Fault("row 1", header[0], $"is one single column: the file seems to be parted by {delimiter}, and the mapping says {Delimiters.Named(mapping.Delimiter)}"));
            return;
        }

        foreach (var source in mapping.Sources())
        {
            var optional = source is ColumnSource { Optional: true } or DerivedSource { Optional: true };
            foreach (var column in source.Columns.Where(c => !optional && !columns.ContainsKey(c)))
            {
                faults.Add(new Fault("row 1", column, "is a column that the mapping needs and the file lacks"));
                faults.SayNothingMoreOf(Joined(source));
            }
        }

        var used = mapping.Sources().SelectMany(s => s.Columns).Concat(mapping.Ignored).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in header.Where(name => !used.Contains(name)))
        {
            faults.Add(new Fault("row 1", stray, "is a column that the mapping neither uses nor ignores"));
        }
    }

    private static string Joined(ValueSource source) => string.Join('+', source.Columns.DefaultIfEmpty("(constant)"));
}
