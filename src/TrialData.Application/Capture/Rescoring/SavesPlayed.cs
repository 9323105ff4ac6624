using System.Globalization;
using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Capture.Rescoring;

/// <summary>Plays the saves of forms one after another, and compares the scores each stored with those that come out. One form in memory.</summary>
internal sealed class SavesPlayed
{
    private const int MostListed = 1000;

    private readonly List<ScoreDifference> listed = [];
    private readonly Dictionary<string, string> answers = new(StringComparer.Ordinal);
    private readonly List<ScoredRow> stored = [];
    private ScoredRow? last;
    private long forms;
    private long compared;
    private long differing;

    public void Take(ScoredRow row)
    {
        if (last is null || last.FormId != row.FormId || last.FormVersion != row.FormVersion)
        {
            CompareSave();
        }

        if (last?.FormId != row.FormId)
        {
            forms++;
            answers.Clear();
        }

        last = row;
        if (row.Score is not null)
        {
            stored.Add(row);
        }
        else if (row.Value is { } answer)
        {
            answers[row.Name] = answer;
        }
        else
        {
            answers.Remove(row.Name);
        }
    }

    public CheckedScores Finish()
    {
        CompareSave();
        return new CheckedScores(forms, compared, differing, listed);
    }

    private void CompareSave()
    {
        if (last is null)
        {
            return;
        }

        var version = stored.Count == 0 ? null : stored[0].Score?.InstrumentVersion;
        if (DefinitionCatalogue.Shipped.Find(last.Instrument, version) is not { } definition)
        {
            Differ("every", found: null, computed: null, "names a definition that is not known");
        }
        else if (answers.Any(answer => definition.Items.FirstOrDefault(item => item.Code == answer.Key)?.Check(answer.Value) is not null || definition.Items.All(item => item.Code != answer.Key)))
        {
            Differ("every", found: null, computed: null, "rests on answers that the definition does not take");
        }
        else
        {
            Compare(definition);
        }

        stored.Clear();
    }

    private void Compare(InstrumentDefinition definition)
    {
        foreach (var score in Scoring.Score(definition, answers))
        {
            compared++;
            var computed = score.Value?.ToString(CultureInfo.InvariantCulture);
            if (stored.Find(row => string.Equals(row.Name, score.Id, StringComparison.Ordinal)) is not { } row)
            {
                Differ(score.Id, found: null, computed, "is not stored");
            }
            else if (!IsSame(row.Value, score.Value))
            {
                Differ(score.Id, row.Value, computed, "has another value");
            }
            else if (row.Score!.InstrumentVersion != definition.Version)
            {
                Differ(score.Id, row.Value, computed, "names another version than the scores beside it");
            }
            else if (row.Score.ItemsUsed != score.ItemsUsed || row.Score.ItemsImputed != score.ItemsImputed)
            {
                Differ(score.Id, row.Value, computed, Invariant($"says {row.Score.ItemsUsed} items used and {row.Score.ItemsImputed} imputed instead of {score.ItemsUsed} and {score.ItemsImputed}"));
            }
        }

        foreach (var row in stored.Where(row => definition.Scores.All(score => score.Id != row.Name)))
        {
            Differ(row.Name, row.Value, computed: null, "is no score of the definition");
        }
    }

    private static bool IsSame(string? storedText, decimal? computed) => storedText is null
        ? computed is null
        : decimal.TryParse(storedText, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value == computed;

    private void Differ(string score, string? found, string? computed, string reason)
    {
        differing++;
        if (listed.Count < MostListed)
        {
            var version = stored.Count == 0 ? null : stored[0].Score?.InstrumentVersion;
            listed.Add(new ScoreDifference(
                last!.Participant, last.Visit, last.Form, last.FormVersion, last.Instrument, version, score, found, computed, reason));
        }
    }
}
