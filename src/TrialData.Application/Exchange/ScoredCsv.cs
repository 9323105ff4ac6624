using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using TrialData.Application.Pipeline;
using TrialData.Instruments;

namespace TrialData.Application.Exchange;

/// <summary>The file that scoring writes: every column that was there, and those that are added.</summary>
internal sealed class ScoredCsv : IDisposable
{
    public const char Delimiter = ',';

    private const int Absent = -1;

    private static readonly SearchValues<char> NeedingQuotes = SearchValues.Create("\",\r\n");

    private readonly InstrumentDefinition instrument;
    private readonly ScoringSheet sheet;
    private readonly FaultList faults;
    private readonly CsvWriter csv;
    private int[] columns = [];
    private int width;

    public ScoredCsv(InstrumentDefinition instrument, Stream output, FaultList faults)
    {
        this.instrument = instrument;
        this.faults = faults;
        sheet = Scorer.Of(instrument).NewSheet();

        // A row without quotation marks is copied as it stands: field by field takes longer than all the rest of scoring.
        csv = CsvWriter.Create(output, new CsvWriterOptions { Mode = CsvMode.NoEscape, ValidateFieldCount = false }, leaveOpen: true);
    }

    public void Dispose() => csv.Dispose();

    /// <summary>The columns that a score adds: its value, the band of it, how it was made, and why there is none.</summary>
    public static IEnumerable<string> ColumnsOf(ScoreDefinition score) =>
        [score.Id, .. score.Bands.Count > 0 ? new[] { $"{score.Id}_band" } : [], $"{score.Id}_used", $"{score.Id}_imputed", $"{score.Id}_reason"];

    /// <summary>Whether the header is parted as scoring takes it; if not, that is the one fault of the file.</summary>
    public bool IsParted(string[] header)
    {
        if (Delimiters.Mistaken(header, Delimiter, instrument.Items.Select(item => item.Code).ToHashSet(StringComparer.Ordinal)) is not { } other)
        {
            return true;
        }

        faults.Add(new Fault("row 1", header[0], $"is one single column: the file seems to be parted by {other}, and scoring takes {Delimiters.Named(Delimiter)}"));
        return false;
    }

    /// <summary>Finds the column of each item and writes the header.</summary>
    public void Begin(string[] header, IEnumerable<string> added)
    {
        string[] names = [.. header, .. added];
        columns = [.. instrument.Items.Select(item => Array.IndexOf(header, item.Code))];
        width = names.Length;
        var needed = instrument.Scores.SelectMany(score => score.Items).ToHashSet(StringComparer.Ordinal);
        foreach (var (item, column) in instrument.Items.Zip(columns).Where(pair => pair.Second == Absent && needed.Contains(pair.First.Code)))
        {
            faults.Add(new Fault("row 1", item.Code, "is an item of the instrument, and the file has no such column"));
        }

        foreach (var name in names.Skip(header.Length).Where(name => header.Contains(name, StringComparer.Ordinal)))
        {
            faults.Add(new Fault("row 1", name, "is the name of a column that scoring adds"));
        }

        Array.ForEach(names, Write);
        EndRow();
    }

    /// <summary>Puts the answers of a row on the sheet. Those that an item does not take are noted.</summary>
    public bool Take(string[] header, FileRow row)
    {
        var sound = true;
        for (var place = 0; place < columns.Length; place++)
        {
            var column = columns[place];
            if (!sheet.Take(place, column == Absent ? default : row.Bytes(column)))
            {
                var answer = row.Text(column);
                faults.Add(new Fault(RowReader.Place(row, header[column]), answer, instrument.Items[place].Check(answer)!.Reason));
                sound = false;
            }
        }

        return sound;
    }

    public bool IsAnswered(FileRow row) => Array.Exists(columns, column => column != Absent && !row.Bytes(column).IsEmpty);

    /// <summary>The scores of what is on the sheet, valid until the next row.</summary>
    public ReadOnlySpan<MadeScore> Score() => sheet.Score();

    /// <summary>The same, as far as they can be compared with those of another row.</summary>
    public ComparedValue[] Compared() => [.. Enumerable.Range(0, instrument.Scores.Count).Select(sheet.Compared)];

    /// <summary>A row as it is written again.</summary>
    public ReadOnlySpan<byte> Copied(FileRow row) => row.HasQuotes ? Encoding.UTF8.GetBytes(string.Join(',', row.Fields.Select(Quoted))) : row.Raw;

    public void Write(ReadOnlySpan<byte> text) => csv.WriteField(text);

    public void Write(string field) => csv.WriteField(Quoted(field));

    public void Write(int number) => csv.WriteField(number, default, CultureInfo.InvariantCulture);

    public void Write(decimal? number)
    {
        // The writer's own way with a number that may be null takes three times as long.
        if (number is { } known)
        {
            csv.WriteField(known, default, CultureInfo.InvariantCulture);
        }
        else
        {
            csv.WriteField(ReadOnlySpan<byte>.Empty);
        }
    }

    /// <summary>Yes as 1, no as 0, as criteria are written.</summary>
    public void Write(bool? answer) => csv.WriteField(answer switch { true => "1"u8, false => "0"u8, null => default });

    public void Write(ScoreDefinition definition, in MadeScore score)
    {
        Write(score.Value);
        if (definition.Bands.Count > 0)
        {
            Write(score.Value is { } value ? definition.BandOf(value)?.Label ?? string.Empty : string.Empty);
        }

        Write(score.ItemsUsed);
        Write(score.ItemsImputed);
        Write(score.Reason ?? string.Empty);
    }

    public void EndRow() => csv.EndRecord();

    // A line with nothing on it would be no record.
    private string Quoted(string field) => field.AsSpan().ContainsAny(NeedingQuotes) || (field.Length == 0 && width == 1)
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
