using System.Globalization;
using TrialData.Application.Reporting;
using Xunit;

namespace TrialData.Application.Tests.Reporting;

public sealed class CsvTablesTests
{
    [Fact]
    public void Rates_hold_every_cell_in_full_precision()
    {
        var results = Samples.Indomethacin();
        var lines = Lines(CsvTables.Rates(results));
        var cells = results.Outcomes[0].Visits[0].Rates;

        // Four sites and all of them, two arms and both.
        Assert.Equal(1 + 15, lines.Count);
        for (var i = 0; i < cells.Count; i++)
        {
            var field = lines[i + 1][Array.IndexOf(lines[0], "wilson_lower")];
            Assert.Equal(cells[i].Wilson!.Value.Lower, double.Parse(field, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Effects_hold_pooled_site_and_stratified_rows()
    {
        var lines = Lines(CsvTables.Effects(Samples.Indomethacin()));
        var cmh = lines.Single(line => line.Contains("cochran_mantel_haenszel", StringComparer.Ordinal));

        // Seven measures pooled and in each of four sites, five stratified.
        Assert.Equal(1 + 7 + (4 * 7) + 5, lines.Count);
        Assert.Equal("7.5637", cmh[Array.IndexOf(lines[0], "statistic")]);
        Assert.Equal("0.00596", cmh[Array.IndexOf(lines[0], "p")]);
        Assert.Equal("4", cmh[Array.IndexOf(lines[0], "strata_used")]);
    }

    [Fact]
    public void Infinite_limits_are_written_as_R_reads_them()
    {
        var text = CsvTables.Effects(Samples.Unbounded());

        Assert.Contains(",Inf,", text, StringComparison.Ordinal);
        Assert.Contains(",-Inf,", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_defined_is_empty() =>
        Assert.DoesNotContain("NaN", CsvTables.Effects(Samples.NothingRecorded()), StringComparison.Ordinal);

    [Fact]
    public void A_code_cannot_become_a_formula()
    {
        var results = Samples.Indomethacin();
        var hostile = results with { Outcomes = [results.Outcomes[0] with { Id = "=1+1" }] };

        Assert.DoesNotContain("\n=1+1", CsvTables.Rates(hostile), StringComparison.Ordinal);
        Assert.Contains("\u0027=1+1", CsvTables.Rates(hostile), StringComparison.Ordinal);
    }

    private static List<string[]> Lines(string csv) => [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
}
