using System.Globalization;
using System.Text;
using CsvHelper;
using TrialData.Application.Pipeline;
using TrialData.Instruments;

namespace TrialData.Application.Exchange;

/// <summary>Writes rows with the scores made from them. After the first fault rows are still checked, but no longer written.</summary>
internal sealed class ScoredCsv : IDisposable
{
    private const int Buffer = 1 << 16;
    private const int Absent = -1;

    private readonly InstrumentDefinition instrument;
    private readonly Scorer scorer;
    private readonly FaultList faults;
    private readonly StreamWriter text;
    private readonly CsvWriter csv;
    private readonly string?[] answers;
    private int[]? columns;

    public ScoredCsv(InstrumentDefinition instrument, Stream output, FaultList faults)
    {
        this.instrument = instrument;
        this.faults = faults;
        scorer = Scorer.Of(instrument);
        answers = new string?[instrument.Items.Count];
        text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Buffer, leaveOpen: true);
        csv = CsvWriter.Create(text, new CsvWriterOptions(), leaveOpen: true);
    }

    public void Write(string[] header, FileRow row)
    {
        Begin(header);
        if (columns is null || !TakeAnswers(header, row) || faults.Count > 0)
        {
            return;
        }

        Copy(row.Fields);
        foreach (var score in scorer.Score(answers))
        {
            csv.WriteField(score.Value is { } value ? value.ToString(CultureInfo.InvariantCulture) : string.Empty);
            csv.WriteField(score.ItemsUsed.ToString(CultureInfo.InvariantCulture));
            csv.WriteField(score.ItemsImputed.ToString(CultureInfo.InvariantCulture));
            csv.WriteField(score.Reason ?? string.Empty);
        }

        csv.EndRecord();
    }

    public void WriteHeaderOfNoRows(string[] header) => Begin(header);

    public void Dispose()
    {
        csv.Dispose();
        text.Dispose();
    }

    private void Begin(string[] header)
    {
        if (columns is not null || faults.Count > 0)
        {
            return;
        }

        columns = [.. instrument.Items.Select(item => Array.IndexOf(header, item.Code))];
        var needed = instrument.Scores.SelectMany(score => score.Items).ToHashSet(StringComparer.Ordinal);
        foreach (var (item, column) in instrument.Items.Zip(columns).Where(pair => pair.Second == Absent && needed.Contains(pair.First.Code)))
        {
            faults.Add(new Fault("row 1", item.Code, "is an item of the instrument, and the file has no such column"));
        }

        foreach (var name in Added().Where(name => header.Contains(name, StringComparer.Ordinal)))
        {
            faults.Add(new Fault("row 1", name, "is the name of a column that scoring adds"));
        }

        Copy(header);
        Copy([.. Added()]);
        csv.EndRecord();
    }

    private IEnumerable<string> Added() => instrument.Scores.SelectMany(score => new[] { score.Id, $"{score.Id}_used", $"{score.Id}_imputed", $"{score.Id}_reason" });

    private void Copy(string[] fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }
    }

    private bool TakeAnswers(string[] header, FileRow row)
    {
        var sound = true;
        for (var i = 0; i < answers.Length; i++)
        {
            var answer = columns![i] == Absent ? string.Empty : row.Fields[columns[i]];
            answers[i] = answer.Length == 0 ? null : answer;
            if (answer.Length > 0 && !scorer.Takes(i, answer))
            {
                faults.Add(new Fault(RowReader.Place(row, header[columns[i]]), answer, instrument.Items[i].Check(answer)!.Reason));
                sound = false;
            }
        }

        return sound;
    }
}
