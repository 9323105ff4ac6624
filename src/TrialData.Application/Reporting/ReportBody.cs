using System.Xml.Linq;
using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting;

/// <summary>The sections of a report in reading order: the answer first, then what it rests on.</summary>
internal sealed class ReportBody(AnalysisResults results)
{
    private readonly FigureHtml figures = new();

    public IEnumerable<XElement> Sections()
    {
        yield return AnswerSection();
        yield return Contents();
        foreach (var outcome in results.Headlines())
        {
            yield return Outcome(outcome);
        }

        if (results.Alternatives().Any())
        {
            yield return Html.Section("alternatives",
                Html.Heading(2, "alternatives", "Alternative definitions"),
                Html.P("The same comparisons under the other definitions that the specification names. They show how far the answer depends on the definition."),
                DataTableHtml.Render(SummaryTable.Alternatives(results)));
        }

        if (results.Measures.Count > 0)
        {
            yield return Html.Section("measures",
                Html.Heading(2, "measures", "Measures"),
                Html.P("Numbers of the participants in whom they were recorded, described and not compared."),
                results.Measures.Select(measure => new object[] { Html.El("h3", measure.Label), Html.P(measure.Definition), DataTableHtml.Render(MeasureTable.Of(results, measure)) }));
        }

        yield return Html.Section("flow", Html.Heading(2, "flow", "Participant flow"), figures.Render(FigureSet.Flow(results)));
        yield return Html.Section("methods", Html.Heading(2, "methods", "Methods"), Methods.Render());
        yield return Html.Section("provenance", Html.Heading(2, "provenance", "Where the numbers come from"), ProvenanceSection.Render(results));
    }

    private XElement AnswerSection()
    {
        var courses = FigureSet.OverTime(results);
        return Html.Section("answer",
            Html.Heading(2, "answer", "The answer in brief"),
            Answer.Paragraphs(results),
            results.Headlines().Any() ? DataTableHtml.Render(SummaryTable.Headline(results)) : null,
            courses.Count > 0 ? new[] { Html.El("h3", "Over time"), figures.Panels(courses) } : null);
    }

    private XElement Contents() =>
        Html.El("nav", Html.At("aria-labelledby", "contents-heading"),
            Html.Heading(2, "contents", "Contents"),
            Html.El("ul",
                results.Headlines().Select(outcome => Html.El("li",
                    Html.Link(FigureSet.OutcomeId(results, outcome), outcome.Label),
                    Html.El("ul", outcome.JudgedVisits().Select(visit => Html.El("li", Html.Link(FigureSet.VisitId(results, outcome, visit), visit.Visit.Label)))))),
                results.Alternatives().Any() ? Html.El("li", Html.Link("alternatives", "Alternative definitions")) : null,
                results.Measures.Count > 0 ? Html.El("li", Html.Link("measures", "Measures")) : null,
                Html.El("li", Html.Link("flow", "Participant flow")),
                Html.El("li", Html.Link("methods", "Methods")),
                Html.El("li", Html.Link("provenance", "Where the numbers come from"))));

    private XElement Outcome(OutcomeResult outcome)
    {
        var id = FigureSet.OutcomeId(results, outcome);
        return Html.Section(id,
            Html.Heading(2, id, outcome.Label),
            Html.El("dl", Html.Class("facts"),
                Html.El("dt", "Definition"), Html.El("dd", outcome.Definition),
                Html.El("dt", "Counted in the rates"), Html.El("dd", outcome.Denominator)),
            outcome.Visits.Count > 1 ? DataTableHtml.Render(SummaryTable.AllVisits(results, outcome)) : null,
            outcome.JudgedVisits().Select(visit => Visit(outcome, visit)).ToList());
    }

    private XElement Visit(OutcomeResult outcome, VisitResult visit)
    {
        var id = FigureSet.VisitId(results, outcome, visit);

        // Figures are numbered as they are rendered, so the comparisons come into being before the rates.
        var comparisons = visit.Comparisons.Select(comparison => Comparison(outcome, visit, comparison).ToList()).ToList();
        return Html.Section(id,
            Html.Heading(3, id, $"{outcome.Label}, {visit.Visit.Label}"),
            comparisons,
            DataTableHtml.Render(RateTable.Of(results, outcome, visit)),
            figures.Render(FigureSet.Rates(results, outcome, visit)));
    }

    private IEnumerable<XElement> Comparison(OutcomeResult outcome, VisitResult visit, ArmComparison comparison) =>
    [
        .. DataTableHtml.Render(EffectTable.Of(results, outcome, visit, comparison)),
        figures.Render(FigureSet.Forest(results, outcome, visit, comparison)),
        Html.El("details",
            Html.El("summary", "Odds ratios by site, the scale of the Breslow–Day test"),
            figures.Render(FigureSet.OddsRatios(results, outcome, visit, comparison))),
    ];
}
