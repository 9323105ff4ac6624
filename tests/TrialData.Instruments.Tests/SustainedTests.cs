using System.Globalization;

namespace TrialData.Instruments.Tests;

/// <summary>Andreasen et al. (2005): the symptom criterion met for at least six months, which the study counts as 182 days.</summary>
public sealed class Remission
{
    private static readonly SustainedDefinition Rswg = Assert.Single(DefinitionCatalogue.Shipped.Find("panss-30")!.Sustained);

    [Theory]
    [InlineData("2026-12-31=1 2027-07-01=1", true, "met at every assessment since 2026-12-31")]
    [InlineData("2027-01-01=1 2027-07-01=1", null, "no assessment on or before 2026-12-31")]
    [InlineData("2026-12-01=0 2026-12-31=1 2027-07-01=1", true, "met at every assessment since 2026-12-31")]
    [InlineData("2026-12-01=1 2027-01-01=1 2027-07-01=1", true, "met at every assessment since 2026-12-01")]
    [InlineData("2026-12-31=0 2027-02-01=1 2027-07-01=1", false, "not met on 2026-12-31")]
    [InlineData("2026-12-31=1 2027-03-01=0 2027-07-01=1", false, "not met on 2027-03-01")]
    [InlineData("2026-12-31=1 2027-03-01=? 2027-07-01=1", null, "not known on 2027-03-01")]
    [InlineData("2026-12-31=? 2027-03-01=0 2027-07-01=?", false, "not met on 2027-03-01")]
    [InlineData("2026-12-31=1 2027-07-01=0", false, "not met on 2027-07-01")]
    [InlineData("2026-12-31=1 2027-07-01=?", null, "not known on 2027-07-01")]
    [InlineData("2026-11-01=? 2026-12-31=1 2027-07-01=1", true, "met at every assessment since 2026-12-31")]
    [InlineData("2026-12-31=1 2027-07-01=1 2027-08-01=0", true, "met at every assessment since 2026-12-31")]
    [InlineData("2027-07-01=1", null, "no assessment on or before 2026-12-31")]
    [InlineData("2027-07-01=0", false, "not met on 2027-07-01")]
    public void Must_have_lasted_six_months(string assessments, bool? holds, string reason) =>
        Assert.Equal(new SustainedFinding(holds, reason), Over(assessments)[new DateOnly(2027, 7, 1)]);

    [Theory]
    [InlineData("2027-07-01=1 2026-12-31=1", true)]
    [InlineData("2026-12-31=1 2026-12-31=0 2027-07-01=1", false)]
    [InlineData("2026-12-31=1 2026-12-31=? 2027-07-01=1", null)]
    [InlineData("2026-12-31=? 2026-12-31=0 2027-07-01=1", false)]
    [InlineData("2026-12-31=1 2026-12-31=1 2027-07-01=1", true)]
    public void Takes_assessments_in_any_order_and_those_of_one_day_together(string assessments, bool? holds) =>
        Assert.Equal(holds, Over(assessments)[new DateOnly(2027, 7, 1)].Holds);

    // 31 January to 1 August is 182 days, with a 29 February one more; the calendar has six months from 1 February to 1 August.
    [Theory]
    [InlineData("2027-08-01", "2027-01-31")]
    [InlineData("2028-08-01", "2028-02-01")]
    [InlineData("2027-03-01", "2026-08-31")]
    public void Counts_days(string day, string since)
    {
        var (on, first) = (Day(day), Day(since));

        Assert.True(Rswg.Over([new(first, 1), new(on, 1)])[on].Holds);
        Assert.Null(Rswg.Over([new(first.AddDays(1), 1), new(on, 1)])[on].Holds);
    }

    // The study's visits m6 and m12, days 183 and 365 after randomisation: whatever the day, they are far enough apart.
    [Theory]
    [InlineData("panss-30")]
    [InlineData("bprs-18")]
    public void Holds_over_the_visits_of_half_a_year_and_a_year(string instrument)
    {
        var sustained = Assert.Single(DefinitionCatalogue.Shipped.Find(instrument)!.Sustained);
        for (var randomised = new DateOnly(2027, 1, 1); randomised.Year < 2031; randomised = randomised.AddDays(1))
        {
            var (m6, m12) = (randomised.AddDays(183), randomised.AddDays(365));

            Assert.True(sustained.Over([new(m6, 1), new(m12, 1)])[m12].Holds);
        }
    }

    [Fact]
    public void Is_unknown_at_the_beginning_of_the_calendar() => Assert.Equal(
        new SustainedFinding(null, "no assessment 182 days before"), Rswg.Over([new(DateOnly.MinValue, 1), new(new DateOnly(1, 6, 30), 1)])[new DateOnly(1, 6, 30)]);

    [Fact]
    public void Of_no_assessments_is_found_on_no_day() => Assert.Empty(Rswg.Over([]));

    // The definition word by word, each day by itself, against the one pass over all of them.
    [Fact]
    public void Over_drawn_courses_is_what_the_definition_says()
    {
        var random = new Random(20261203);
        var seen = new HashSet<bool?>();
        for (var course = 0; course < 2_000; course++)
        {
            var days = Enumerable.Range(0, random.Next(1, 12)).Select(_ => new DateOnly(2027, 1, 1).AddDays(random.Next(0, 500))).Distinct().ToList();
            var values = days.ToDictionary(day => day, _ => random.Next(10) switch { 0 => 0, 1 => null, _ => (decimal?)1 });

            var found = Rswg.Over(values);

            Assert.Equal(days.Order(), found.Keys.Order());
            foreach (var day in days)
            {
                var holds = ByDefinition(values, day);
                seen.Add(holds);
                Assert.Equal(holds, found[day].Holds);
            }
        }

        Assert.Equal(3, seen.Count);
    }

    private static bool? ByDefinition(Dictionary<DateOnly, decimal?> values, DateOnly day)
    {
        var before = values.Keys.Where(each => each <= day.AddDays(-182)).ToList();
        var counted = values.Where(each => each.Key <= day && (before.Count == 0 || each.Key >= before.Max())).Select(each => each.Value).ToList();
        return counted.Contains(0) ? false : before.Count == 0 || counted.Contains(null) ? null : true;
    }

    private static IReadOnlyDictionary<DateOnly, SustainedFinding> Over(string assessments) => Rswg.Over(
        assessments.Split(' ').Select(each => each.Split('=')).Select(each => KeyValuePair.Create(
            Day(each[0]), each[1] == "?" ? null : (decimal?)decimal.Parse(each[1], CultureInfo.InvariantCulture))));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
