using System.Globalization;
using CsvHelper;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation.Lists;

/// <summary>An uploaded list as it stands in its file: CSV with a column for each factor, <c>arm</c>, and where there are any <c>number</c> and <c>block</c>.</summary>
internal sealed class ListText
{
    private const string Arm = "arm";
    private const string Number = "number";
    private const string Block = "block";

    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    private readonly List<ListRow> rows = [];
    private readonly List<long> lines = [];
    private readonly List<ListFinding> faults = [];

    private ListText()
    {
    }

    public IReadOnlyList<ListRow> Rows => rows;

    /// <summary>What cannot be read; whether the rows are as planned is not asked here.</summary>
    public IReadOnlyList<ListFinding> Faults => faults;

    public static ListText Read(string csv, IReadOnlyList<Factor> factors)
    {
        var list = new ListText();
        using var reader = CsvReader.Create(new StringReader(csv), Strict);
        try
        {
            var columns = reader.Headers.ToArray();
            list.CheckColumns(columns, [.. factors.Select(factor => factor.Name), Arm]);
            while (list.faults.All(fault => fault.Row is not null) && reader.Read())
            {
                list.Add(reader.LineNumber, columns.Index().ToDictionary(column => column.Item, column => reader.GetString(column.Index), StringComparer.Ordinal), factors);
            }
        }
        catch (CsvFormatException fault)
        {
            list.faults.Add(new ListFinding("not-csv", fault.LineNumber > 0 ? fault.LineNumber : null, null, null, "", fault.Message));
        }

        return list;
    }

    /// <summary>How the rows differ from a plan: by line of the file, the header being line 1.</summary>
    public IReadOnlyList<ListFinding> Against(ListPlan plan) => ByLine(plan.Check(rows));

    /// <summary>What of a list as planned is worth a look before it is sealed.</summary>
    public IReadOnlyList<ListFinding> WarningsOf(ListPlan plan) => ByLine(plan.Warnings(rows));

    private List<ListFinding> ByLine(IEnumerable<ListFault> found) =>
    [
        .. found.Select(fault => new ListFinding(
            fault.Code, fault.Row is { } row ? lines[row - 1] : null, fault.Column, fault.Value, fault.Stratum, fault.Text)),
    ];

    private void CheckColumns(string[] columns, string[] needed)
    {
        foreach (var twice in columns.GroupBy(name => name, StringComparer.Ordinal).Where(name => name.Skip(1).Any()))
        {
            faults.Add(new ListFinding("duplicate-column", null, twice.Key, null, "", "More than one column has this name."));
        }

        foreach (var missing in needed.Except(columns, StringComparer.Ordinal))
        {
            faults.Add(new ListFinding("missing-column", null, missing, null, "", columns.Length == 0 ? "The list has no columns at all." : $"The list has no such column; it has {string.Join(", ", columns)}."));
        }

        // What is passed over could be what tells two rows apart.
        foreach (var unknown in columns.Except([.. needed, Number, Block], StringComparer.Ordinal))
        {
            faults.Add(new ListFinding("unknown-column", null, unknown, null, "", $"This is neither a factor of the design nor {Arm}, {Number} or {Block}."));
        }
    }

    private void Add(long line, Dictionary<string, string> fields, IReadOnlyList<Factor> factors)
    {
        var levels = factors.ToDictionary(factor => factor.Name, factor => fields[factor.Name], StringComparer.Ordinal);
        rows.Add(new ListRow(levels, fields[Arm], Count(line, fields, Number), Count(line, fields, Block)));
        lines.Add(line);
    }

    private int? Count(long line, Dictionary<string, string> fields, string column)
    {
        if (!fields.TryGetValue(column, out var text) || text.Length == 0)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        faults.Add(new ListFinding("not-a-number", line, column, text, "", "A number and a block are whole numbers from 1."));
        return null;
    }
}

/// <summary>One way in which a list cannot be taken.</summary>
/// <param name="Code">Stable name of the reason.</param>
/// <param name="Row">The line of the file, the header being line 1; null where it is of no single row.</param>
/// <param name="Column">Null where it is no one column.</param>
/// <param name="Value">What stands there; null where nothing does.</param>
/// <param name="Stratum">Empty where it is of the whole list.</param>
public sealed record ListFinding(string Code, long? Row, string? Column, string? Value, string Stratum, string Reason)
{
    /// <summary>Row and column in words, and the stratum where there is one.</summary>
    public string Place => string.Join(", ", Parts().DefaultIfEmpty("the list"));

    internal Pipeline.Fault AsFault() => new(Place, Value, $"{Code}: {Reason.TrimEnd('.')}");

    private IEnumerable<string> Parts()
    {
        if (Row is { } row)
        {
            yield return Invariant($"row {row}");
        }

        if (Column is not null)
        {
            yield return $"column {Column}";
        }

        if (Stratum.Length > 0)
        {
            yield return $"stratum {Stratum}";
        }
    }
}
