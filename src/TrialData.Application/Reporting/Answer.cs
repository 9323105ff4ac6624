using System.Xml.Linq;
using TrialData.Application.Analyses;
using TrialData.Statistics;

namespace TrialData.Application.Reporting;

/// <summary>The headline results in plain language, saying what the interval says and no more.</summary>
internal static class Answer
{
    private const int FewParticipants = 10;

    public static IEnumerable<XElement> Paragraphs(AnalysisResults results)
    {
        yield return Html.P(Html.Class("lead"), Opening(results));
        var visits = results.Headlines()
            .SelectMany(outcome => outcome.JudgedVisits().Select(visit => (Outcome: outcome, Visit: visit)))
            .GroupBy(judged => judged.Visit.Visit.Code)
            .OrderBy(group => group.First().Visit.TargetDay)
            .ToList();
        foreach (var visit in visits)
        {
            var heading = $"At {visit.First().Visit.Visit.Label}";
            var sentences = visit.SelectMany(judged => judged.Visit.Comparisons.Select(comparison => Sentences(results, judged.Outcome, judged.Visit, comparison))).ToList();
            if (sentences.Count == 1)
            {
                yield return Html.P(Html.Class("lead"), $"{heading}, ", sentences);
            }
            else
            {
                yield return Html.P(Html.El("strong", $"{heading}:"));
                yield return Html.El("ul", Html.Class("answers"), sentences.Select(sentence => Html.El("li", sentence)));
            }
        }

        var questions = visits.Sum(visit => visit.Sum(judged => judged.Visit.Comparisons.Count));
        yield return Html.P(Html.Class("small"), Closing(questions));
    }

    private static string Opening(AnalysisResults results)
    {
        var sites = results.Sites.Count == 1 ? "1 site" : $"{Formats.Count(results.Sites.Count)} sites";
        var arms = results.Arms.Select(arm => results.ShortArm(arm.Code) == arm.Label ? arm.Label : $"{arm.Label} ({arm.Code})").ToList();
        var invented = results.Provenance.Demonstration ? "These data are invented for a demonstration and say nothing about any treatment. " : "";
        return $"{invented}{Randomised(results.Flow.Randomised)} at {sites} {(results.Flow.Randomised == 1 ? "was" : "were")} randomised to {Listed(arms)}. Data as of {Formats.Instant(results.Provenance.CutAt)}.";
    }

    private static object[] Sentences(AnalysisResults results, OutcomeResult outcome, VisitResult visit, ArmComparison comparison)
    {
        var (arm, reference) = (results.ShortArm(comparison.Arm), results.ShortArm(comparison.Reference));
        var name = Html.El("b", $"“{outcome.Label}”");
        var effect = comparison.Pooled;
        if (DifferenceMethod.For(comparison).Of(effect) is not { } difference)
        {
            return [name, $" cannot be compared between {arm} and {reference}: {LowerFirst(Reasons.Effect(effect))}"];
        }

        return
        [
            name,
            $" was recorded in {Rate(visit, comparison.Arm, effect.Events1, effect.N1)} of participants allocated to {arm} "
            + $"and in {Rate(visit, comparison.Reference, effect.Events0, effect.N0)} of those allocated to {reference}; "
            + $"difference {Formats.Points(difference.Value)} percentage points (95\u00A0%\u00A0CI {Formats.Limits(difference, Formats.Points)}). "
            + Reading(difference, arm)
            + Caution(effect),
        ];
    }

    private static string Randomised(int participants) => participants == 1 ? "1 participant" : $"{Formats.Count(participants)} participants";

    private static string Rate(VisitResult visit, string arm, int events, int n)
    {
        var counts = $"{Formats.Count(events)} of {Formats.Count(n)}";
        return visit.Cell(site: null, arm)?.Wilson is { } rate ? $"{Formats.Percent(rate.Value)} ({counts})" : counts;
    }

    private static string Caution(EffectEstimates effect) => Math.Min(effect.N1, effect.N0) < FewParticipants && effect.FisherP is { } p
        ? $" With fewer than {FewParticipants} participants in an arm the interval is a rough guide; Fisher\u2019s exact test gives p\u00A0=\u00A0{Formats.PValue(p)}."
        : string.Empty;

    // What the interval holds, in the words of its limits; never whether an arm is better, nor that two arms are equal.
    private static string Reading(Estimate difference, string arm) => difference switch
    {
        { Lower: > 0 } => $"The interval lies above zero: the data fit a rate that is {Formats.Points(difference.Lower)} to {Formats.Points(difference.Upper)} points higher with {arm}.",
        { Upper: < 0 } => $"The interval lies below zero: the data fit a rate that is {Formats.Points(-difference.Upper)} to {Formats.Points(-difference.Lower)} points lower with {arm}.",
        _ => $"The interval includes zero: the data fit anything from {Formats.Points(-difference.Lower)} points lower to {Formats.Points(difference.Upper)} points higher with {arm}, and do not show which rate is higher.",
    };

    private static string Closing(int questions)
    {
        const string denominator = "Percentages are of participants whose outcome is recorded; the tables of rates also count missing outcomes as not reached.";
        return questions switch
        {
            0 => "The specification names no headline comparison.",
            1 => denominator,
            _ => $"{denominator} The intervals of these {Formats.Count(questions)} comparisons are not adjusted for their number.",
        };
    }

    private static string Listed(List<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} or {names[^1]}";

    private static string LowerFirst(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
