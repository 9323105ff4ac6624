using System.Globalization;

namespace TrialData.Instruments.Tests;

public sealed class Answers_of_a_log
{
    private static readonly ItemDefinition Seriousness = DefinitionCatalogue.Shipped.Find("adverse-event-log")!.Items.Single(item => item.Code == "seriousness");

    [Theory]
    [InlineData("death", "death")]
    [InlineData("hospitalisation|death", "death|hospitalisation")]
    [InlineData(" hospitalisation | death ", "death|hospitalisation")]
    [InlineData("none", "none")]
    [InlineData("none|death", null)]
    [InlineData("death|", null)]
    [InlineData("coma", null)]
    public void Hold_several_choices_in_the_order_of_the_item(string given, string? canonical) =>
        Assert.Equal(canonical, Seriousness.TryCanonical(given, out var stored) ? stored : null);

    [Theory]
    [InlineData("2027-03-17T09:05Z", "2027-03-17T09:05Z")]
    [InlineData("2027-06-17T09:05+01:00", "2027-06-17T08:05Z")]
    [InlineData("2027-06-17T09:05:07+01:00", "2027-06-17T08:05:07Z")]
    [InlineData("2027-10-31T01:30+01:00", "2027-10-31T00:30Z")]
    [InlineData("2027-10-31T01:30+00:00", "2027-10-31T01:30Z")]
    [InlineData("2027-03-17T09:05", null)]
    [InlineData("2027-03-17", null)]
    [InlineData("2027-02-30T09:05Z", null)]
    [InlineData("2027-03-17T25:05Z", null)]
    public void Keep_an_instant_in_universal_time(string given, string? canonical)
    {
        var received = DefinitionCatalogue.Shipped.Find("referral-log")!.Items[0];

        Assert.Equal(canonical, received.TryCanonical(given, out var stored) ? stored : null);
        Assert.True(canonical is null || received.TryCanonical(canonical, out _));
    }

    [Theory]
    [InlineData("2027-03-17", "2027-03-17", "2027-03-17", "2027-03-17", false)]
    [InlineData("2027-02", "2027-02-01", "2027-02-15", "2027-02-28", true)]
    [InlineData("2028-02", "2028-02-01", "2028-02-15", "2028-02-29", true)]
    [InlineData("2027", "2027-01-01", "2027-07-01", "2027-12-31", true)]
    public void Let_a_rule_stand_for_the_unknown_part_of_a_date(string given, string first, string middle, string last, bool imputed)
    {
        Assert.True(PartialDates.IsPartialDate(given));
        Assert.Equal((Day(first), imputed), PartialDates.Whole(given, DateImputation.First));
        Assert.Equal((Day(middle), imputed), PartialDates.Whole(given, DateImputation.Middle));
        Assert.Equal((Day(last), imputed), PartialDates.Whole(given, DateImputation.Last));

        static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("2027-13")]
    [InlineData("2027-2")]
    [InlineData("27")]
    [InlineData("2027-02-30")]
    [InlineData("about 2027")]
    public void Refuse_what_is_no_part_of_a_date(string given)
    {
        Assert.False(PartialDates.IsPartialDate(given));
        Assert.Throws<FormatException>(() => PartialDates.Whole(given, DateImputation.First));
    }

    [Theory]
    [InlineData("19", true)]
    [InlineData("20", false)]
    [InlineData("180", false)]
    [InlineData("181", true)]
    public void Ask_to_confirm_an_unlikely_number(string minutes, bool unlikely) =>
        Assert.Equal(unlikely, DefinitionCatalogue.Shipped.Find("network-meeting-log")!.Items.Single(item => item.Code == "minutes").IsUnlikely(minutes));
}
