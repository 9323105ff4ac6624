using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Exchange;

/// <summary>One record of a file. The header is row 1, as a spreadsheet counts.</summary>
public sealed record CsvRow(int Number, string[] Fields);

/// <summary>
/// Reads a CSV file record by record in constant memory: UTF-8 with or without byte-order mark, UTF-16 with one, LF or CRLF.
/// What cannot be read is noted with its row, and reading goes on where it can.
/// </summary>
public sealed class CsvFile(Stream stream, char delimiter, FaultList faults)
{
    // Invalid bytes throw instead of turning into replacement characters: a silently changed answer is worse than a refusal.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int badRow;

    public string[]? Header { get; private set; }

    public async IAsyncEnumerable<CsvRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, StrictUtf8, detectEncodingFromByteOrderMarks: true);
        using var parser = new CsvParser(reader, Configuration());
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await TryReadAsync(parser))
            {
                yield break;
            }

            var fields = parser.Record!;
            if (Header is null)
            {
                Header = fields;
                if (!IsUsable(fields))
                {
                    yield break;
                }
            }
            else if (fields.Length != Header.Length)
            {
                faults.Add(new Fault($"row {parser.Row}", Value: null, $"has {fields.Length} fields; the header has {Header.Length}"));
            }
            else if (badRow != parser.Row)
            {
                yield return new CsvRow(parser.Row, fields);
            }
        }
    }

    private CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        Mode = CsvMode.RFC4180,
        BadDataFound = bad =>
        {
            badRow = bad.Context.Parser!.Row;
            faults.Add(new Fault($"row {badRow}", bad.Field, "has a quotation mark inside a field that is not quoted"));
        },
    };

    private async Task<bool> TryReadAsync(CsvParser parser)
    {
        try
        {
            return await parser.ReadAsync();
        }
        catch (DecoderFallbackException)
        {
            faults.Add(new Fault($"after row {parser.Row}", Value: null, "holds bytes that are not UTF-8; save the file as UTF-8"));
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

    public int Count { get; private set; }

    public IReadOnlyList<Fault> First => kept;

    public void Add(Fault fault)
    {
        Count++;
        if (kept.Count < Kept)
        {
            kept.Add(fault);
        }
    }
}
