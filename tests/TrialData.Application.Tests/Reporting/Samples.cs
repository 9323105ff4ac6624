using System.Globalization;
using TrialData.Application.Analyses;
using TrialData.Statistics;

namespace TrialData.Application.Tests.Reporting;

/// <summary>Results to render: a published trial, one like the first trial of this product, and shapes that break layouts.</summary>
internal static class Samples
{
    private static readonly (Labelled, int, bool)[] FiveVisits =
    [
        (new("BL", "Baseline"), 0, false),
        (new("M6", "6 months"), 182, false),
        (new("M12", "12 months"), 365, false),
        (new("M24", "24 months"), 730, true),
        (new("Y5", "5 years"), 1826, true),
    ];

    /// <summary>Indomethacin against placebo after ERCP (Elmunzer 2012): counts and pooled figures as published and recomputed in R.</summary>
    public static AnalysisResults Indomethacin()
    {
        (int N, int Events)[,] table = { { (77, 11), (87, 25) }, { (206, 15), (207, 26) }, { (10, 1), (12, 1) }, { (2, 0), (1, 0) } };
        var results = new SampleResults(
            [new("I", "Indomethacin"), new("P", "Placebo")],
            [new("UM", "University of Michigan"), new("IU", "Indiana University"), new("UK", "University of Kentucky"), new("CASE", "Case Western Reserve")],
            [(new("D30", "30 days"), 30, true)],
            [("pep", "Pancreatitis after ERCP", "New upper abdominal pain, pancreatic enzymes at least three times normal 24 hours after the procedure, and two nights in hospital.", true)],
            (_, _, s, a) => (table[s, a].N, table[s, a].N, table[s, a].Events))
        {
            Title = "Rectal indomethacin to prevent pancreatitis after ERCP",
            Demonstration = false,
        }.Build();

        var outcome = results.Outcomes[0];
        var comparison = outcome.Visits[0].Comparisons[0];
        var published = comparison with
        {
            Pooled = comparison.Pooled with
            {
                RiskDifferenceWald = new(-0.07786, -0.1312, -0.0245),
                RiskRatio = new(0.5404, 0.3492, 0.8362),
                OddsRatio = new(0.4946, 0.2891, 0.8303),
                ChiSquared = new(7.9985, 1, 0.00468),
                FisherP = 0.00534,
            },
            Stratified = new(
                4, new Estimate(-0.07497, -0.1278, -0.0222), RiskRatio: null, new Estimate(0.4993, 0.3028, 0.8236),
                new TestResult(7.5637, 1, 0.00596), BreslowDay: null),
        };
        return results with { Outcomes = [outcome with { Visits = [outcome.Visits[0] with { Comparisons = [published] }] }] };
    }

    /// <summary>Six trusts, two arms, five visits, three headline outcomes and two alternatives.</summary>
    public static AnalysisResults SixTrusts() => new SampleResults(
        [new("POD", "Peer-supported Open Dialogue"), new("TAU", "Treatment as usual")],
        [
            new("S1", "North East London NHS Foundation Trust"), new("S2", "Kent and Medway NHS and Social Care Partnership Trust"),
            new("S3", "Devon Partnership NHS Trust"), new("S4", "Barnet, Enfield and Haringey Mental Health NHS Trust"),
            new("S5", "Nottinghamshire Healthcare"), new("S6", "Somerset"),
        ],
        FiveVisits,
        [
            ("symptom-free", "Symptom-free", "Residual psychotic symptoms rated 0 or 1 by a blinded assessor.", true),
            ("work-or-study", "In work or study", "NHS employment code 01 or 03 with any hours.", true),
            ("both", "Both", "Symptom-free and in work or study: not reached as soon as either part is not reached, otherwise missing if either is missing.", true),
            ("symptom-free-strict", "Symptom-free, strict", "Residual psychotic symptoms rated 0.", false),
            ("work-broad", "In work, study, volunteering or job-seeking", "NHS employment code 01, 02, 03 or 07.", false),
        ],
        (o, v, s, a) =>
        {
            var randomised = 28 + (s * 7) + (a * ((s % 3) - 1));
            var recorded = v == 4 && s == 5 ? 0 : randomised - (v * 3) - Jitter(o + v, s, a, 3);
            double[] level = [0.12, 0.3, 0.4, 0.46, 0.55];
            var rate = level[v] + (a == 0 ? 0.028 * v : 0) - (o == 2 ? 0.11 : o > 2 ? -0.06 + (0.14 * (4 - o)) : 0.04 * o) + (0.03 * (Jitter(s, a, o, 5) - 2));
            return (randomised, recorded, (int)Math.Round(Math.Clamp(rate, 0, 1) * recorded));
        })
    {
        Title = "Peer-supported Open Dialogue against treatment as usual: a multicentre randomised trial",
        Screened = 812,
        Excluded = [new("Did not meet the inclusion criteria", 143), new("Declined to take part", 97), new("Moved out of the area before consent", 12)],
        Notes = ["Site codes are those of the protocol.", "Missing outcomes were not imputed."],
    }.Build();

    /// <summary>Four arms, many sites, names that no column can hold, cells without anybody.</summary>
    public static AnalysisResults Sprawling(int sites = 40, int arms = 4) => new SampleResults(
        [.. Enumerable.Range(1, arms).Select(a => new Labelled($"ARM{Text(a)}", a == 1 ? "Usual care" : $"Intensive community programme, variant {Text(a)}, with a name that goes on and on"))],
        [.. Enumerable.Range(1, sites).Select(s => new Labelled($"S{Text(s)}", SiteName(s)))],
        [(new("M3", "3 months after randomisation"), 91, false), (new("M4", "4 months"), 121, false), (new("M24", "24 months"), 730, true)],
        [("relapse", "Relapse or readmission to hospital for any reason whatsoever during the first two years after the index crisis", "As adjudicated.", true)],
        (_, v, s, a) =>
        {
            var randomised = s % 9 == 8 ? 0 : 3 + ((s * 5) % 11);
            var recorded = s % 7 == 3 && a == 1 ? 0 : Math.Max(0, randomised - v);
            return (randomised, recorded, s % 5 == 0 ? 0 : recorded * (2 + a) / 7);
        })
    {
        Title = "A sprawling trial",
    }.Build();

    /// <summary>A trial that has begun: randomised people, nothing recorded yet.</summary>
    public static AnalysisResults NothingRecorded() => new SampleResults(
        [new("A", "New"), new("B", "Old")], [new("S1", "First site")], FiveVisits, [("reached", "Reached", "As defined.", true)], (_, _, _, _) => (5, 0, 0)).Build();

    /// <summary>A trial with arms and nothing else.</summary>
    public static AnalysisResults NoSitesNoOutcomes() =>
        new SampleResults([new("A", "New"), new("B", "Old")], [], [], [], (_, _, _, _) => (0, 0, 0)).Build();

    /// <summary>Limits that the data do not bound.</summary>
    public static AnalysisResults Unbounded()
    {
        var results = Indomethacin();
        var outcome = results.Outcomes[0];
        var visit = outcome.Visits[0];
        var comparison = visit.Comparisons[0];
        var unbounded = new Estimate(12, 0.9, double.PositiveInfinity);
        var below = new Estimate(-0.2, double.NegativeInfinity, 0.1);
        var sites = comparison.BySite.Select(site => site with { Effect = site.Effect with { OddsRatio = unbounded, RiskDifferenceNewcombe = below } }).ToList();
        var effect = comparison with { BySite = sites, Pooled = comparison.Pooled with { OddsRatio = new(0, 0, double.PositiveInfinity) } };
        return results with { Outcomes = [outcome with { Visits = [visit with { Comparisons = [effect] }] }] };
    }

    private static int Jitter(int x, int y, int z, int below) => ((x * 7) + (y * 13) + (z * 29) + (x * y * 3)) % below;

    private static string SiteName(int site) => (site % 4) switch
    {
        0 => $"Site {Text(site)}",
        1 => $"Northumberland, Tyne and Wear and the Borders of Everywhere Else Integrated NHS Foundation Trust (hospital {Text(site)}), Department of Psychological Medicine",
        2 => $"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch{Text(site)}",
        _ => $"Centre hospitalier universitaire de Saint-Étienne {Text(site)}",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
