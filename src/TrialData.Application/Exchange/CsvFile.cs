using CsvHelper;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

/// <summary>
/// Reads a CSV file record by record in constant memory: UTF-8 with or without byte-order mark, UTF-16 with one, LF or CRLF.
/// What cannot be read is noted with its row, and reading goes on where it can.
/// </summary>
public sealed class CsvFile : IAsyncDisposable
{
    private const int LargestRecord = 16 * 1024 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    private readonly FaultList faults;
    private readonly CsvReader csv;
    private bool malformed;
    private bool isOver;

    public CsvFile(Stream stream, char delimiter, FaultList faults)
    {
        this.faults = faults;
        csv = CsvReader.Create(stream, Options(delimiter), leaveOpen: true);
        Row = new FileRow(csv);
    }

    public string[]? Header { get; private set; }

    /// <summary>The record read last: the same object for each.</summary>
    public FileRow Row { get; }

    /// <summary>Reads on to the next record that can be read.</summary>
    /// <returns>False at the end, or where nothing further can be read.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            while (!isOver && await csv.ReadAsync(cancellation))
            {
                Row.Next();
                if (IsRow())
                {
                    return true;
                }
            }
        }
        catch (CsvFormatException tooLarge)
        {
            isOver = true;
            faults.Add(new Fault(Invariant($"after row {Row.Number}"), Value: null, tooLarge.Message));
        }

        return false;
    }

    public ValueTask DisposeAsync() => csv.DisposeAsync();

    private bool IsRow()
    {
        var isMalformed = malformed;
        malformed = false;
        if (!Row.IsUtf8)
        {
            // A silently changed answer would be worse than a refusal.
            isOver = true;
            faults.Add(new Fault(Invariant($"row {Row.Number}"), Value: null, "holds bytes that are not UTF-8; save the file as UTF-8"));
            return false;
        }

        if (Header is null)
        {
            // The reader takes one byte-order mark away; a program that met one it did not know may have put another before it.
            Header = [Row.Fields[0].TrimStart(ByteOrderMark), .. Row.Fields[1..]];
            isOver = isMalformed || !IsUsable(Header);
            return false;
        }

        if (!isMalformed && Row.Count != Header.Length)
        {
            faults.Add(new Fault(Invariant($"row {Row.Number}"), Value: null, Invariant($"has {Row.Count} fields; the header has {Header.Length}")));
            return false;
        }

        return !isMalformed;
    }

    private CsvReaderOptions Options(char delimiter) => new()
    {
        Separator = delimiter,
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = LargestRecord,
        MalformedData = CsvMalformedDataHandling.Recover,
        OnMalformedRecord = Note,
    };

    private void Note(CsvMalformedRecord record)
    {
        malformed = true;
        faults.Add(new Fault(Invariant($"row {record.LineNumber}"), Value: null, record.Reason switch
        {
            CsvMalformedReason.StrayQuote => "has a quotation mark inside a field that is not quoted",
            CsvMalformedReason.TextAfterClosingQuote => "has text after the closing quotation mark of a field",
            CsvMalformedReason.UnterminatedQuote => "opens a quotation mark that is never closed",
            CsvMalformedReason.LineBreakInQuotes => "has a line break inside a quoted field",
            CsvMalformedReason.FieldCountMismatch => "has another number of fields than the header",
            CsvMalformedReason.TrailingEscape => "ends with an escape character",
        }));
    }

    private bool IsUsable(string[] header)
    {
        if (header.Any(name => name.Contains('\0', StringComparison.Ordinal)))
        {
            faults.Add(new Fault("row 1", Value: null, "looks like UTF-16 without a byte-order mark; save the file as UTF-8"));
            return false;
        }

        foreach (var twice in header.GroupBy(name => name, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
        {
            faults.Add(new Fault("row 1", twice.Key, "is the name of more than one column"));
        }

        return true;
    }
}

/// <summary>Faults of a file as they are met; all are counted, as many are kept as a refusal lists.</summary>
public sealed class FaultList
{
    private const int Remembered = 1000;
    private readonly List<Fault> kept = [];
    private readonly HashSet<Fault> recent = [];
    private readonly List<string> silenced = [];

    public int Count { get; private set; }

    public IReadOnlyList<Fault> First => kept;

    /// <summary>Leaves out what is still to come of a column: why it has no value was said already.</summary>
    public void SayNothingMoreOf(string column) => silenced.Add($", column {column}");

    public void Add(Fault fault)
    {
        if (silenced.Exists(ending => fault.Place.EndsWith(ending, StringComparison.Ordinal)))
        {
            return;
        }

        // Two uses of one column meet the same fault; a person has to mend it once.
        if (!recent.Add(fault))
        {
            return;
        }

        if (recent.Count == Remembered)
        {
            recent.Clear();
        }

        Count++;
        if (kept.Count < FileFaults.Most)
        {
            kept.Add(fault);
        }
    }
}
