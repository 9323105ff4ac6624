using TrialData.Instruments;

namespace TrialData.Application.Analyses.Validation;

/// <summary>Family 40: the scores of an instrument for one participant's <c>responses</c>, and their change since <c>previous</c>.</summary>
internal static class ScoreMethods
{
    internal static readonly Dictionary<string, CaseMethod> All = new(StringComparer.Ordinal)
    {
        ["instrument-score"] = Scores,
    };

    private static NamedValues Scores(CaseInput input)
    {
        var instrument = input.Instrument();
        var scores = Scored(input, instrument, "responses");
        var values = new NamedValues();
        foreach (var score in scores)
        {
            values.And(score.Id, (double?)score.Value);
        }

        if (!input.Has("previous"))
        {
            return values;
        }

        foreach (var (definition, (earlier, later)) in instrument.Scores.Zip(Scored(input, instrument, "previous").Zip(scores)))
        {
            var change = ScoreChange.Of(definition, earlier.Compared, later.Compared);
            values
                .And($"{definition.Id}_change", (double?)change?.Difference)
                .And($"{definition.Id}_percent_reduction", (double?)change?.PercentReduction)
                .And($"{definition.Id}_reliable", change?.IsReliable is { } isReliable ? isReliable ? 1 : 0 : null);
        }

        return values;
    }

    private static IReadOnlyList<Score> Scored(CaseInput input, InstrumentDefinition instrument, string name) =>
        input.Checked(() => Scoring.Score(instrument, input.Responses(name)));
}
