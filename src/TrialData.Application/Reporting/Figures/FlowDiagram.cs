using System.Xml.Linq;
using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting.Figures;

/// <summary>Participants from screening to analysis: the flow diagram of CONSORT 2025 (item 22).</summary>
public static class FlowDiagram
{
    private const double StageWidth = 92;
    private const double Gap = 16;
    private const double Rise = 26;
    private const double HeadBox = 270;

    public static Figure Draw(string id, AnalysisResults results)
    {
        const string title = "Flow of participants through the trial";
        var description = Describe(results);
        return new(
            id, title, description,
            results.Flow.Screened is null
                ? "After CONSORT 2025. The data hold no screening log, so the diagram begins with randomisation. Attended: at least one form of the analysis at the visit."
                : "After CONSORT 2025. Attended: at least one form of the analysis at the visit.",
            Drawing(id, title, description, results),
            Data(results));
    }

    private static XElement Drawing(string id, string title, string description, AnalysisResults results)
    {
        var flow = results.Flow;
        var elements = new List<XElement>();
        var centre = StageWidth + ((Svg.PageWidth - StageWidth) / 2);
        var y = 1.0;

        if (flow.Screened is not null || flow.Excluded.Count > 0)
        {
            var screened = FlowBox.Fit(centre - (HeadBox / 2), y, HeadBox, [flow.Screened is { } n ? $"Assessed for eligibility (n = {Formats.Count(n)})" : "Assessed for eligibility (number not recorded)"], boldFirst: true);
            var excluded = FlowBox.Fit(centre + 40, screened.Bottom + 14, Svg.PageWidth - centre - 41, FlowLines.Excluded(flow), boldFirst: true);
            y = excluded.Bottom + 14;
            elements.AddRange([.. screened.Draw(), .. excluded.Draw()]);
            elements.AddRange(FlowBox.Arrow((centre, screened.Bottom), (centre, y)));
            elements.AddRange(FlowBox.Arrow((centre, excluded.Middle), (excluded.X, excluded.Middle)));
        }

        var randomised = FlowBox.Fit(centre - (HeadBox / 2), y, HeadBox, [$"Randomised (n = {Formats.Count(flow.Randomised)})"], boldFirst: true);
        elements.AddRange([.. FlowBox.Stage("Enrolment", 1, randomised.Bottom, StageWidth - Gap), .. randomised.Draw()]);
        y = randomised.Bottom;
        if (flow.Arms.Count > 0)
        {
            y = Columns(results, randomised, elements);
        }

        return Svg.Root(id, title, description, Svg.PageWidth, y + 2, elements);
    }

    private static double Columns(AnalysisResults results, FlowBox randomised, List<XElement> elements)
    {
        var arms = results.Flow.Arms;
        var step = (Svg.PageWidth - 1 - StageWidth + Gap) / arms.Count;
        var boxWidth = Math.Min(step - Gap, 380);
        var lefts = arms.Select((_, a) => StageWidth + (a * step) + ((step - Gap - boxWidth) / 2)).ToList();
        var fork = randomised.Bottom + Rise;
        var centres = lefts.ConvertAll(left => left + (boxWidth / 2));
        elements.Add(Svg.Line(randomised.Centre, randomised.Bottom, randomised.Centre, fork));
        elements.Add(Svg.Line(centres[0], fork, centres[^1], fork));

        var (y, from) = (fork + Rise, fork);
        foreach (var (stage, linesOf) in FlowLines.Stages(results))
        {
            var boxes = arms.Select((arm, a) => FlowBox.Fit(lefts[a], y, boxWidth, linesOf(arm), boldFirst: true)).ToList();
            var bottom = boxes.Max(box => box.Bottom);
            elements.AddRange(FlowBox.Stage(stage, y, bottom, StageWidth - Gap));
            foreach (var box in boxes)
            {
                elements.AddRange(FlowBox.Arrow((box.Centre, from), (box.Centre, y)));
                elements.AddRange((box with { Bottom = bottom }).Draw());
            }

            (y, from) = (bottom + Rise, bottom);
        }

        return from;
    }

    private static string Describe(AnalysisResults results)
    {
        var flow = results.Flow;
        var screened = flow.Screened is { } n ? $"{Formats.Count(n)} assessed for eligibility, " : "";
        var excluded = flow.Excluded.Count > 0 ? $"{Formats.Count(flow.Excluded.Sum(reason => reason.Count))} excluded, " : "";
        var arms = flow.Arms.Select(arm => $" {results.ArmLabel(arm.Arm)}: {Formats.Count(arm.Allocated)} allocated, {Formats.Count(arm.Withdrawn)} withdrew, {Formats.Count(arm.LostToFollowUp)} lost to follow-up, {Formats.Count(arm.Died)} died.");
        return $"Flow diagram. {screened}{excluded}{Formats.Count(flow.Randomised)} randomised.{string.Concat(arms)} The table below the figure holds every number.";
    }

    private static DataTable Data(AnalysisResults results)
    {
        var flow = results.Flow;
        var common = new List<Row>();
        if (flow.Screened is { } screened)
        {
            common.Add(All("Assessed for eligibility", screened));
        }

        common.AddRange(flow.Excluded.Select(reason => All($"Excluded: {reason.Reason}", reason.Count)));
        common.Add(All("Randomised", flow.Randomised));
        var perArm = FlowLines.Table(results).Select(line => new Row([line.Label, Formats.None, .. line.Counts.Select(count => new Cell(count))]));
        return new(
            "Flow of participants: the numbers of the figure",
            [new("Stage", Numeric: false), new("All"), .. flow.Arms.Select(arm => new Column(results.ShortArm(arm.Arm)))],
            [new(Heading: null, common), new(Heading: null, [.. perArm])]);

        Row All(string label, int count) => new([label, Formats.Count(count), .. flow.Arms.Select(_ => new Cell(Formats.None))]);
    }
}
