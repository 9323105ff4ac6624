using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

/// <summary>One record of a file.</summary>
/// <param name="Number">The line on which it starts; the header is on line 1, as an editor and a spreadsheet count.</param>
public sealed record FileRow(long Number, string[] Fields);

/// <summary>
/// Reads a CSV file record by record in constant memory: UTF-8 with or without byte-order mark, UTF-16 with one, LF or CRLF.
/// What cannot be read is noted with its row, and reading goes on where it can.
/// </summary>
public sealed class CsvFile(Stream stream, char delimiter, FaultList faults)
{
    private const int LargestRecord = 16 * 1024 * 1024;

    // No character of any text (Unicode, section 23.7): it stands for bytes that are not UTF-8, so that their row can be named. A
    // silently changed answer would be worse than a refusal.
    private const char NotUtf8 = '\uFFFF';

    // With the byte-order mark as its preamble: without, the reader would take its own, lenient UTF-8 for a file that has one.
    private static readonly Encoding Utf8 = Encoding.GetEncoding(
        Encoding.UTF8.WebName, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(NotUtf8.ToString()));

    private bool malformed;

    public string[]? Header { get; private set; }

    public async IAsyncEnumerable<FileRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var text = new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: true);
        await using var csv = CsvReader.Create(text, Options(), leaveOpen: true);
        long last = 0;
        while (await TryReadAsync(csv, last, cancellation))
        {
            last = csv.LineNumber;
            var fields = Fields(csv);
            if (Array.Exists(fields, field => field.Contains(NotUtf8, StringComparison.Ordinal)))
            {
                faults.Add(new Fault(Invariant($"row {last}"), Value: null, "holds bytes that are not UTF-8; save the file as UTF-8"));
                yield break;
            }

            if (Header is null)
            {
                Header = fields;
                if (malformed || !IsUsable(fields))
                {
                    yield break;
                }
            }
            else if (!malformed && fields.Length != Header.Length)
            {
                faults.Add(new Fault(Invariant($"row {last}"), Value: null, Invariant($"has {fields.Length} fields; the header has {Header.Length}")));
            }
            else if (!malformed)
            {
                yield return new FileRow(last, fields);
            }

            malformed = false;
        }
    }

    private static string[] Fields(CsvReader csv)
    {
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = csv.GetString(i);
        }

        return fields;
    }

    private CsvReaderOptions Options() => new()
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

    private async Task<bool> TryReadAsync(CsvReader csv, long last, CancellationToken cancellation)
    {
        try
        {
            return await csv.ReadAsync(cancellation);
        }
        catch (CsvFormatException tooLarge)
        {
            faults.Add(new Fault(Invariant($"after row {last}"), Value: null, tooLarge.Message));
            return false;
        }
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

/// <summary>Faults of a file as they are met; all are counted, the first thousand are kept.</summary>
public sealed class FaultList
{
    private const int Kept = 1000;
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

        if (recent.Count == Kept)
        {
            recent.Clear();
        }

        Count++;
        if (kept.Count < Kept)
        {
            kept.Add(fault);
        }
    }
}
