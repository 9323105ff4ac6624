using System.Xml.Linq;

namespace TrialData.Application.Reporting;

/// <summary>How each number was made, and who described the method.</summary>
internal static class Methods
{
    private static readonly (string Name, string What, string Source)[] All =
    [
        ("Wilson interval", "The score interval of one proportion.", "Wilson EB. J Am Stat Assoc 1927;22:209–212."),
        ("Clopper–Pearson interval", "The exact interval of one proportion; it never covers less often than it says, and is wider for that.", "Clopper CJ, Pearson ES. Biometrika 1934;26:404–413."),
        ("Risk difference, Newcombe", "Interval from the two Wilson intervals (method 10), without continuity correction.", "Newcombe RG. Stat Med 1998;17:873–890."),
        ("Risk difference, Miettinen–Nurminen", "Score interval with the variance restricted to the difference tested.", "Miettinen O, Nurminen M. Stat Med 1985;4:213–226."),
        ("Risk difference, Wald", "Normal approximation with the unpooled variance; shown for comparison with older reports.", "Newcombe RG. Stat Med 1998;17:873–890 (method 1)."),
        ("Risk ratio", "Interval on the logarithmic scale.", "Katz D, Baptista J, Azen SP, Pike MC. Biometrics 1978;34:469–474."),
        ("Odds ratio", "Cross product of the table, interval on the logarithmic scale.", "Woolf B. Ann Hum Genet 1955;19:251–253."),
        ("Pearson chi-squared", "Two-sided test without continuity correction.", "Pearson K. Phil Mag 1900;50:157–175."),
        ("Fisher’s exact test", "Two-sided: all tables with the same margins that are no more likely than the one seen.", "Fisher RA. J R Stat Soc 1935;98:39–82."),
        ("Mantel–Haenszel estimates", "Effects weighted over sites.", "Mantel N, Haenszel W. J Natl Cancer Inst 1959;22:719–748. Variances: Sato T. Biometrics 1989;45:1323–1324 (difference); Greenland S, Robins JM. Biometrics 1985;41:55–68 (risk ratio); Robins J, Breslow N, Greenland S. Biometrics 1986;42:311–323 (odds ratio)."),
        ("Cochran–Mantel–Haenszel test", "Whether the arms differ given the sites, without continuity correction.", "Cochran WG. Biometrics 1954;10:417–451."),
        ("Breslow–Day test", "Whether one odds ratio fits all sites.", "Breslow NE, Day NE. Statistical Methods in Cancer Research I. Lyon: IARC, 1980."),
        ("Participant flow", "The layout follows the reporting guideline for randomised trials.", "Hopewell S, Chan A-W, Collins GS, et al. CONSORT 2025 statement. BMJ 2025;388:e081123."),
    ];

    public static IEnumerable<XElement> Render()
    {
        yield return Html.P("All intervals are two-sided with 95\u00A0% confidence; all p-values are two-sided. Rounding is for display only, ties away from zero; the CSV files hold the numbers in full.");
        yield return Html.El("dl", Html.Class("methods"), All.Select(method => new object[]
        {
            Html.El("dt", method.Name),
            Html.El("dd", method.What, " ", Html.El("cite", method.Source)),
        }));
    }
}
