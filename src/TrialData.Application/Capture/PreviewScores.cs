using FluentValidation;
using TrialData.Application.Pipeline;
using TrialData.Instruments;

namespace TrialData.Application.Capture;

/// <summary>What a form that is being typed would score now. Nothing is kept; an answer that cannot be taken counts as none.</summary>
[Requires(Permission.SaveForm), Reading]
public sealed record PreviewScores(string TrialCode, Guid ParticipantId, FormAt At, IReadOnlyDictionary<string, string> Answers);

public sealed class PreviewScoresValidator : AbstractValidator<PreviewScores>
{
    private const int MostAnswers = 2000;

    public PreviewScoresValidator() => RuleFor(r => r.Answers.Count).LessThanOrEqualTo(MostAnswers);
}

/// <param name="Value">Null where the answers do not give one yet.</param>
/// <param name="Reason">Why there is no value; null where there is.</param>
public sealed record PreviewedScore(string Id, string Label, decimal? Value, string? Band, string? Reason);

public sealed record PreviewedScores(IReadOnlyList<PreviewedScore> Scores);

public sealed class PreviewScoresHandler(FormFinder finder) : IUseCase<PreviewScores, PreviewedScores>
{
    public async Task<Outcome<PreviewedScores>> HandleAsync(PreviewScores request, CancellationToken cancellation)
    {
        var found = await finder.FindToTypeAsync(request.TrialCode, request.ParticipantId, request.At, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        if (found.Value.Form.Instrument is not { } instrument)
        {
            return new PreviewedScores([]);
        }

        var taken = Taken(instrument, request.Answers);
        var shown = ShownItems.Of(instrument.Items, taken);
        var asked = taken.Where(answer => shown.Contains(answer.Key)).ToDictionary(StringComparer.Ordinal);
        var labels = instrument.Scores.ToDictionary(score => score.Id, score => score.Label, StringComparer.Ordinal);
        return new PreviewedScores(Scoring.Score(instrument, asked)
            .Select(score => new PreviewedScore(score.Id, labels[score.Id], score.Value, score.Band, score.Reason))
            .ToList());
    }

    private static Dictionary<string, string> Taken(InstrumentDefinition instrument, IReadOnlyDictionary<string, string> answers)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in instrument.Items)
        {
            if (answers.TryGetValue(item.Code, out var answer) && item.TryCanonical(answer, out var canonical))
            {
                taken[item.Code] = canonical;
            }
        }

        return taken;
    }
}
