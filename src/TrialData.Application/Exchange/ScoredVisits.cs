using System.Globalization;
using TrialData.Application.Pipeline;
using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

/// <summary>The rows of one participant after another, each beside the change since the participant's first day.</summary>
/// <remarks>Keeps the rows of one participant at a time, for which those of each must stand together.</remarks>
internal sealed class ScoredVisits(InstrumentDefinition instrument, VisitColumns visits, ScoredCsv csv, FaultList faults) : IScoredRows
{
    // One a day for 27 years. What has more is no participant, and would have to be kept.
    private const int MostRows = 10_000;

    private const string DaysFromBaseline = "days_from_baseline";

    private readonly ScoreDefinition[] scores = [.. instrument.Scores];
    private readonly (string Name, Action<ScoredCsv, FoundChange> Write)[][] changes = [.. instrument.Scores.Select(score => ChangeColumns(score).ToArray())];
    private readonly List<KeptRow> rows = [];
    private readonly Dictionary<DateOnly, long> rowOfDay = [];
    private readonly IdOrder order = new();
    private int idColumn;
    private int dayColumn;
    private int rowsOfOne;
    private bool isDisordered;

    /// <summary>How many participants there were.</summary>
    public long Participants { get; private set; }

    public void Begin(string[] header)
    {
        idColumn = IdColumnOf(header);
        dayColumn = ColumnOf(header, visits.Day);
        csv.Begin(
            header,
            [
                DaysFromBaseline,
                .. scores.Zip(changes).SelectMany(score => ScoredCsv.ColumnsOf(score.First).Concat(score.Second.Select(column => column.Name))),
                .. instrument.Sustained.SelectMany(sustained => new[] { sustained.Id, $"{sustained.Id}_reason" }),
            ]);
    }

    public void Take(string[] header, FileRow row)
    {
        var isSound = csv.Take(header, row);
        if (idColumn < 0 || dayColumn < 0)
        {
            return;
        }

        TakeId(row);
        var day = DayOf(row);
        if (isSound && faults.Count == 0)
        {
            rows.Add(new KeptRow(csv.Copied(row).ToArray(), csv.Score().ToArray(), csv.Compared(), day));
        }
    }

    public void Finish()
    {
        var dated = rows.Where(row => row.Day is not null).ToList();
        var baseline = dated.MinBy(row => row.Day);
        var lasting = instrument.Sustained.Select(sustained => (Sustained: sustained, Findings: sustained.Over(ValuesOf(sustained, dated)))).ToList();
        foreach (var row in faults.Count == 0 ? rows : [])
        {
            Write(row, baseline, lasting.Select(each => row.Day is { } day ? each.Findings[day] : new SustainedFinding(Holds: null, "no day")));
        }

        rows.Clear();
        rowOfDay.Clear();
        rowsOfOne = 0;
    }

    private void Write(KeptRow row, KeptRow? baseline, IEnumerable<SustainedFinding> findings)
    {
        csv.Write(row.Copied);
        csv.Write(row.Day is { } day ? day.DayNumber - baseline!.Day!.Value.DayNumber : (decimal?)null);
        for (var i = 0; i < scores.Length; i++)
        {
            csv.Write(scores[i], row.Scores[i]);
            var change = row.Day is null || row == baseline ? default : FoundChange.Between(scores[i], baseline!.Compared[i], row.Compared[i]);
            foreach (var (_, write) in changes[i])
            {
                write(csv, change);
            }
        }

        foreach (var finding in findings)
        {
            csv.Write(finding.Holds);
            csv.Write(finding.Reason);
        }

        csv.EndRow();
    }

    // What nothing is published about, or would say nothing, has no column.
    private static IEnumerable<(string Name, Action<ScoredCsv, FoundChange> Write)> ChangeColumns(ScoreDefinition score)
    {
        if (score.IsCriterion)
        {
            yield break;
        }

        yield return ($"{score.Id}_change", (csv, change) => csv.Write(change.Change?.Difference));
        if (score.Floor is not null)
        {
            yield return ($"{score.Id}_percent_reduction", (csv, change) => csv.Write(change.Change?.PercentReduction));
        }

        if (score.Change?.Reliable is not null)
        {
            yield return ($"{score.Id}_reliable", (csv, change) => csv.Write(change.Change?.IsReliable));
        }

        if (score.Change?.MinimallyImportant is not null)
        {
            yield return ($"{score.Id}_important", (csv, change) => csv.Write(change.Change?.IsImportant));
        }

        if (score.Direction is not Direction.Neither)
        {
            yield return ($"{score.Id}_improved", (csv, change) => csv.Write(change.Change?.Improved));
        }

        if (score.LeavesItemsOut)
        {
            yield return ($"{score.Id}_change_reason", (csv, change) => csv.Write(change.WhyNone ?? string.Empty));
        }
    }

    private IEnumerable<KeyValuePair<DateOnly, decimal?>> ValuesOf(SustainedDefinition sustained, List<KeptRow> dated)
    {
        var criterion = Array.FindIndex(scores, score => score.Id == sustained.Criterion);
        return dated.Select(row => KeyValuePair.Create(row.Day!.Value, row.Scores[criterion].Value));
    }

    private int ColumnOf(string[] header, string name)
    {
        var column = Array.IndexOf(header, name);
        if (column < 0)
        {
            faults.Add(new Fault("row 1", name, "is no column of the file"));
        }

        return column;
    }

    private int IdColumnOf(string[] header)
    {
        if (!instrument.Items.Any(item => item.Code == visits.Id))
        {
            return ColumnOf(header, visits.Id);
        }

        faults.Add(new Fault("row 1", visits.Id, "is an item of the instrument and cannot say whose the rows are"));
        return -1;
    }

    private void TakeId(FileRow row)
    {
        var written = row.Text(idColumn);
        var id = written.Trim();
        if (id.Length == 0)
        {
            faults.Add(new Fault(RowReader.Place(row, visits.Id), Value: null, "is blank; every row needs whose it is"));
        }
        else if (id.Length < written.Length)
        {
            faults.Add(new Fault(RowReader.Place(row, visits.Id), written, "has blanks at its ends"));
        }

        if (order.IsLastInOtherCase(id))
        {
            faults.Add(new Fault(RowReader.Place(row, visits.Id), id, $"differs from '{order.Last}' in the case of letters alone; write one of the two"));
        }
        else if (!string.Equals(id, order.Last, StringComparison.Ordinal))
        {
            Finish();
            Participants++;
            TakeInOrder(row, id);
        }

        rowsOfOne++;
        if (rowsOfOne == MostRows + 1)
        {
            faults.Add(new Fault(RowReader.Place(row, visits.Id), id, Invariant($"has more than {MostRows} rows; is it the id of a participant?")));
        }
    }

    private void TakeInOrder(FileRow row, string id)
    {
        var last = order.Last;
        if (!order.Take(id) && !isDisordered)
        {
            // Said once: every row after it could be out of order too.
            isDisordered = true;
            faults.Add(new Fault(RowReader.Place(row, visits.Id), id, $"comes after '{last}'; the rows must be sorted by this column, small and capital letters alike"));
        }
    }

    private DateOnly? DayOf(FileRow row)
    {
        var text = row.Text(dayColumn).Trim();
        if (text.Length == 0)
        {
            if (csv.IsAnswered(row))
            {
                faults.Add(new Fault(RowReader.Place(row, visits.Day), Value: null, "is blank, and the row has answers; every visit that took place needs its day"));
            }

            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            faults.Add(new Fault(RowReader.Place(row, visits.Day), text, "is not a day written yyyy-MM-dd"));
            return null;
        }

        if (!YearsInReach.Contains(day.Year))
        {
            faults.Add(new Fault(RowReader.Place(row, visits.Day), text, YearsInReach.Reason));
            return null;
        }

        if (rowsOfOne <= MostRows && !rowOfDay.TryAdd(day, row.Number))
        {
            faults.Add(new Fault(RowReader.Place(row, visits.Day), text, Invariant($"is the day of row {rowOfDay[day]} too, of the same participant")));
        }

        return day;
    }

    /// <param name="WhyNone">Why a value has no change; null where it has one, or is none.</param>
    private readonly record struct FoundChange(ScoreChange? Change, string? WhyNone)
    {
        public static FoundChange Between(ScoreDefinition score, ComparedValue baseline, ComparedValue now) =>
            new(ScoreChange.Of(score, baseline, now), ScoreChange.WhyNone(baseline, now));
    }

    /// <param name="Day">Null for a visit that did not take place.</param>
    private sealed record KeptRow(byte[] Copied, MadeScore[] Scores, ComparedValue[] Compared, DateOnly? Day);
}
