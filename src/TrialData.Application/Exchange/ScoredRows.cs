using TrialData.Instruments;

namespace TrialData.Application.Exchange;

/// <summary>What scoring makes of the rows of a file. After the first fault rows are still checked, but no longer written.</summary>
internal interface IScoredRows
{
    void Begin(string[] header);

    void Take(string[] header, FileRow row);

    /// <summary>Writes what was still kept.</summary>
    void Finish();
}

/// <summary>Each row by itself: written as it is read.</summary>
internal sealed class ScoredRows(InstrumentDefinition instrument, ScoredCsv csv, FaultList faults) : IScoredRows
{
    // As an array: to go through a list by its interface asks for memory, for each row.
    private readonly ScoreDefinition[] scores = [.. instrument.Scores];

    public void Begin(string[] header) => csv.Begin(header, scores.SelectMany(ScoredCsv.ColumnsOf));

    public void Take(string[] header, FileRow row)
    {
        if (!csv.Take(header, row) || faults.Count > 0)
        {
            return;
        }

        csv.Write(csv.Copied(row));
        var made = csv.Score();
        for (var i = 0; i < scores.Length; i++)
        {
            csv.Write(scores[i], made[i]);
        }

        csv.EndRow();
    }

    public void Finish()
    {
        // Nothing is kept.
    }
}
