using System.Buffers;
using System.Globalization;
using CsvHelper;
using TrialData.Application.Pipeline;
using TrialData.Instruments;

namespace TrialData.Application.Exchange;

/// <summary>Writes rows with the scores made from them. After the first fault rows are still checked, but no longer written.</summary>
internal sealed class ScoredCsv : IDisposable
{
    private const int Absent = -1;

    private static readonly SearchValues<char> NeedingQuotes = SearchValues.Create("\",\r\n");

    private readonly InstrumentDefinition instrument;
    private readonly ScoringSheet sheet;
    private readonly FaultList faults;
    private readonly CsvWriter csv;
    private int[]? columns;
    private int width;

    public ScoredCsv(InstrumentDefinition instrument, Stream output, FaultList faults)
    {
        this.instrument = instrument;
        this.faults = faults;
        sheet = Scorer.Of(instrument).NewSheet();

        // A row without quotation marks is copied as it stands: field by field takes longer than all the rest of scoring.
        csv = CsvWriter.Create(output, new CsvWriterOptions { Mode = CsvMode.NoEscape, ValidateFieldCount = false }, leaveOpen: true);
    }

    public void Write(string[] header, FileRow row)
    {
        columns ??= Begin(header);
        if (!TakeAnswers(header, row) || faults.Count > 0)
        {
            return;
        }

        Copy(row);
        foreach (var score in sheet.Score())
        {
            // The writer's own way with a number that may be null takes three times as long.
            if (score.Value is { } value)
            {
                csv.WriteField(value, default, CultureInfo.InvariantCulture);
            }
            else
            {
                csv.WriteField(ReadOnlySpan<byte>.Empty);
            }

            csv.WriteField(score.ItemsUsed, default, CultureInfo.InvariantCulture);
            csv.WriteField(score.ItemsImputed, default, CultureInfo.InvariantCulture);
            Write(score.Reason ?? string.Empty);
        }

        csv.EndRecord();
    }

    public void WriteHeaderOfNoRows(string[] header) => columns ??= Begin(header);

    public void Dispose() => csv.Dispose();

    /// <summary>Writes the header. Gives back the column of each item.</summary>
    private int[] Begin(string[] header)
    {
        int[] found = [.. instrument.Items.Select(item => Array.IndexOf(header, item.Code))];
        var needed = instrument.Scores.SelectMany(score => score.Items).ToHashSet(StringComparer.Ordinal);
        foreach (var (item, column) in instrument.Items.Zip(found).Where(pair => pair.Second == Absent && needed.Contains(pair.First.Code)))
        {
            faults.Add(new Fault("row 1", item.Code, "is an item of the instrument, and the file has no such column"));
        }

        foreach (var name in Added().Where(name => header.Contains(name, StringComparer.Ordinal)))
        {
            faults.Add(new Fault("row 1", name, "is the name of a column that scoring adds"));
        }

        string[] names = [.. header, .. Added()];
        width = names.Length;
        Array.ForEach(names, Write);
        csv.EndRecord();
        return found;
    }

    private IEnumerable<string> Added() => instrument.Scores.SelectMany(score => new[] { score.Id, $"{score.Id}_used", $"{score.Id}_imputed", $"{score.Id}_reason" });

    private bool TakeAnswers(string[] header, FileRow row)
    {
        var sound = true;
        for (var place = 0; place < columns!.Length; place++)
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

    private void Copy(FileRow row)
    {
        if (!row.HasQuotes)
        {
            csv.WriteField(row.Raw);
            return;
        }

        for (var column = 0; column < row.Count; column++)
        {
            Write(row.Text(column));
        }
    }

    private void Write(string field)
    {
        // A line with nothing on it would be no record.
        if (field.AsSpan().ContainsAny(NeedingQuotes) || (field.Length == 0 && width == 1))
        {
            csv.WriteField($"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
        else
        {
            csv.WriteField(field);
        }
    }
}
