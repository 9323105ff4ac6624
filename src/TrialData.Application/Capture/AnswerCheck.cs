using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Instruments;

namespace TrialData.Application.Capture;

/// <summary>Answers in canonical form and the scores made from them, or what is wrong with each.</summary>
public sealed record CheckedAnswers(
    IReadOnlyDictionary<string, string> Answers, IReadOnlyList<Score> Scores, IReadOnlyList<Fault> Faults);

/// <summary>Checks and scores the answers of a form: the one way in, for a person's save and for an import.</summary>
public static class AnswerCheck
{
    public static CheckedAnswers Check(FormDefinition form, IReadOnlyDictionary<string, string> answers)
    {
        var result = FormRules.For(form).Validate(new AnswerSheet(answers));
        if (!result.IsValid)
        {
            var faults = result.Errors.Select(e => new Fault(e.PropertyName, e.AttemptedValue as string, e.ErrorMessage)).ToList();
            return new CheckedAnswers(answers, [], faults);
        }

        var canonical = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, value) in answers)
        {
            if (form.FindItem(code)!.TryCanonical(value, out var answer))
            {
                canonical[code] = answer;
            }
        }

        return new CheckedAnswers(canonical, form.Instrument is null ? [] : Scoring.Score(form.Instrument, canonical), []);
    }
}
