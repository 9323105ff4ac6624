using TrialData.Application.Analyses;
using TrialData.Statistics;

namespace TrialData.Application.Reporting.Figures;

/// <summary>The effect of an arm against its reference in every site, pooled, and stratified by site.</summary>
public static class ForestPlot
{
    /// <summary>Risk differences in percentage points.</summary>
    public static Figure Difference(string id, AnalysisResults results, OutcomeResult outcome, VisitResult visit, ArmComparison comparison)
    {
        var method = DifferenceMethod.For(comparison);
        return Draw(new(id, results, outcome, visit, comparison), "difference", method.Of, stratified => stratified.RiskDifference, ForestScale.Difference,
            $"Squares: sites, area in proportion to recorded participants; lines: 95\u00A0% confidence intervals ({method.Name}). "
            + "Diamonds: all sites, pooled and stratified by site (Mantel–Haenszel). An arrow means that the interval goes on beyond the axis.");
    }

    /// <summary>Odds ratios on a logarithmic axis.</summary>
    public static Figure OddsRatio(string id, AnalysisResults results, OutcomeResult outcome, VisitResult visit, ArmComparison comparison) =>
        Draw(new(id, results, outcome, visit, comparison), "odds ratio", effect => effect.OddsRatio, stratified => stratified.OddsRatio, ForestScale.OddsRatio,
            "Squares: sites, area in proportion to recorded participants; lines: 95\u00A0% confidence intervals. "
            + "Diamonds: all sites, pooled and stratified by site (Mantel–Haenszel). An arrow means that the interval goes on beyond the axis.");

    private static Figure Draw(
        ForestSubject subject,
        string measure,
        Func<EffectEstimates, Estimate?> effectOf,
        Func<StratifiedEffect, Estimate?> stratifiedOf,
        Func<IEnumerable<Estimate>, ForestScale> scaleOf,
        string note)
    {
        var rows = Rows(subject, effectOf, stratifiedOf);
        var scale = scaleOf(rows.Select(row => row.Effect).OfType<Estimate>());
        var (arm, reference) = (subject.Arm, subject.Reference);
        var title = $"{subject.Outcome.Label}, {subject.Visit.Visit.Label}: {measure} by site, {arm} against {reference}";
        var description = Describe(rows, scale, measure);
        var drawing = new ForestLayout(rows, scale, arm, reference).Draw(subject.Id, title, description);
        var data = new DataTable(
            $"{title}: the numbers of the figure",
            [new("Site", Numeric: false), new($"{arm}, n/N"), new($"{reference}, n/N"), new(scale.Column)],
            [.. rows.GroupBy(row => row.Summary).Select(group => new RowGroup(Heading: null, [.. group.Select(row => row.AsData(scale.Number))], Total: group.Key))]);
        return new(subject.Id, title, description, note, drawing, data);
    }

    private static List<ForestRow> Rows(ForestSubject subject, Func<EffectEstimates, Estimate?> effectOf, Func<StratifiedEffect, Estimate?> stratifiedOf)
    {
        var (comparison, results) = (subject.Comparison, subject.Results);
        var rows = comparison.BySite
            .Select(site => Row(results.SiteLabel(site.Site), site.Site, site.Effect, effectOf))
            .Append(Row("All sites, pooled", code: null, comparison.Pooled, effectOf))
            .ToList();
        if (comparison.Stratified is { } stratified)
        {
            var sites = stratified.StrataUsed == 1 ? "1 site" : $"{Formats.Count(stratified.StrataUsed)} sites";
            rows.Add(new($"All sites, Mantel–Haenszel ({sites})", Code: null, "", "", Weight: 0, Marks.Drawable(stratifiedOf(stratified)), Summary: true, Reasons.Stratified(stratified)));
        }

        return rows;
    }

    private static ForestRow Row(string label, string? code, EffectEstimates effect, Func<EffectEstimates, Estimate?> effectOf) =>
        new(label, code, Formats.EventsOf(effect.Events1, effect.N1), Formats.EventsOf(effect.Events0, effect.N0),
            effect.N1 + effect.N0, Marks.Drawable(effectOf(effect)), Summary: code is null, Reasons.Effect(effect));

    private static string Describe(List<ForestRow> rows, ForestScale scale, string measure)
    {
        var sites = rows.Where(row => !row.Summary).ToList();
        var known = sites.Where(row => row.Effect is not null).OrderBy(row => row.Effect!.Value.Value).ToList();
        var range = known.Count == 0
            ? $"No site of {Formats.Count(sites.Count)} defines the {measure}."
            : $"In {Formats.Count(known.Count)} of {Formats.Count(sites.Count)} sites the {measure} is defined; it goes from {scale.Number(known[0].Effect!.Value.Value)} ({known[0].Label}) to {scale.Number(known[^1].Effect!.Value.Value)} ({known[^1].Label}).";
        var summaries = rows.Where(row => row.Summary)
            .Select(row => row.Effect is { } effect ? $" {row.Label}: {scale.Number(effect.Value)}, 95\u00A0% confidence interval {Formats.Limits(effect, scale.Number)}." : $" {row.Label}: {Formats.NotDefined}.");
        return $"Forest plot. {range}{string.Concat(summaries)} The table below the figure holds every number.";
    }
}

internal sealed record ForestSubject(string Id, AnalysisResults Results, OutcomeResult Outcome, VisitResult Visit, ArmComparison Comparison)
{
    public string Arm => Results.ShortArm(Comparison.Arm);

    public string Reference => Results.ShortArm(Comparison.Reference);
}

internal sealed record ForestRow(string Label, string? Code, string Counts1, string Counts0, int Weight, Estimate? Effect, bool Summary, string WhyNot)
{
    public Row AsData(Func<double, string> number) => new(
        Label,
        Counts1.Length == 0 ? Formats.None : Counts1,
        Counts0.Length == 0 ? Formats.None : Counts0,
        Effect is { } effect ? Formats.WithLimits(effect, number) : new Cell(Formats.NotDefined, WhyNot));
}
