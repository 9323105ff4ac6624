using System.Globalization;
using TrialData.Application.Analyses;

namespace TrialData.Application.Reporting;

/// <summary>Rates and effects as CSV in full precision, for R, Stata and SAS.</summary>
/// <remarks>
/// UTF-8, commas, CRLF (RFC 4180). Numbers are the shortest text that reads back as the same double; an infinite limit is <c>Inf</c> or <c>-Inf</c>.
/// An undefined number is empty; an empty site or arm means all of them.
/// </remarks>
public static class CsvTables
{
    private static readonly string[] RateHeader =
    [
        "outcome", "headline_outcome", "visit", "target_day", "headline_visit", "site", "arm", "randomised", "recorded", "events",
        "rate", "wilson_lower", "wilson_upper", "clopper_pearson_lower", "clopper_pearson_upper",
        "missing_as_failure_rate", "missing_as_failure_lower", "missing_as_failure_upper",
    ];

    private static readonly string[] EffectHeader =
    [
        "outcome", "headline_outcome", "visit", "target_day", "headline_visit", "arm", "reference", "level", "site", "strata_used",
        "events_arm", "n_arm", "events_reference", "n_reference", "measure", "method", "estimate", "lower", "upper", "statistic", "df", "p",
    ];

    private static readonly string[] MeasureHeader =
    [
        "measure", "visit", "arm", "n", "mean", "sd", "median", "lower_quartile", "upper_quartile", "minimum", "maximum",
    ];

    /// <summary>One row for each outcome, visit, site and arm, totals included.</summary>
    public static string Rates(AnalysisResults results) => Write(RateHeader, Visits(results).SelectMany(part => part.Visit.Rates.Select(cell =>
        (IEnumerable<string>)
        [
            .. Place(part.Outcome, part.Visit), cell.Site ?? "", cell.Arm ?? "", Text(cell.Randomised), Text(cell.Recorded), Text(cell.Events),
            Text(cell.Wilson?.Value ?? cell.ClopperPearson?.Value), Text(cell.Wilson?.Lower), Text(cell.Wilson?.Upper),
            Text(cell.ClopperPearson?.Lower), Text(cell.ClopperPearson?.Upper),
            Text(cell.MissingIsFailure?.Value), Text(cell.MissingIsFailure?.Lower), Text(cell.MissingIsFailure?.Upper),
        ])));

    /// <summary>One row for each measure and method: pooled, in every site, and stratified by site.</summary>
    public static string Effects(AnalysisResults results) => Write(EffectHeader, Visits(results).SelectMany(part =>
        part.Visit.Comparisons.SelectMany(comparison => EffectRow.Of(comparison).Select(row =>
            (IEnumerable<string>)
            [
                .. Place(part.Outcome, part.Visit), comparison.Arm, comparison.Reference, row.Level, row.Site, Text(row.StrataUsed),
                Text(row.Counts?.Events1), Text(row.Counts?.N1), Text(row.Counts?.Events0), Text(row.Counts?.N0), row.Measure, row.Method,
                Text(row.Estimate?.Value), Text(row.Estimate?.Lower), Text(row.Estimate?.Upper),
                Text(row.Test?.Statistic), Text(row.Test?.DegreesOfFreedom), Text(row.P),
            ]))));

    /// <summary>One row for each measure, visit and arm.</summary>
    public static string Measures(AnalysisResults results) => Write(MeasureHeader,
        from measure in results.Measures
        from visit in measure.Visits
        from arm in visit.Arms
        let described = arm.Description
        select (IEnumerable<string>)
        [
            measure.Id, visit.Visit.Code, arm.Arm, Text(described?.N ?? 0), Text(described?.Mean), Text(described?.StandardDeviation), Text(described?.Median),
            Text(described?.LowerQuartile), Text(described?.UpperQuartile), Text(described?.Minimum), Text(described?.Maximum),
        ]);

    private static IEnumerable<(OutcomeResult Outcome, VisitResult Visit)> Visits(AnalysisResults results) =>
        results.Outcomes.SelectMany(outcome => outcome.Visits.Select(visit => (outcome, visit)));

    private static string[] Place(OutcomeResult outcome, VisitResult visit) =>
        [outcome.Id, Text(outcome.Headline), visit.Visit.Code, Text(visit.TargetDay), Text(visit.Headline)];

    // Codes come from a protocol file and may be opened in a spreadsheet; a minus starts numbers and stays.
    private static string Write(string[] header, IEnumerable<IEnumerable<string>> rows) => CsvText.Write(header, rows, CsvText.FormulasAmongNumbers);

    private static string Text(bool value) => value ? "1" : "0";

    private static string Text(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(double? value) => value switch
    {
        null => "",
        double.PositiveInfinity => "Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "",
        { } number => number.ToString("R", CultureInfo.InvariantCulture),
    };
}
