using FsCheck;
using FsCheck.Fluent;

namespace TrialData.Instruments.Tests;

public sealed class Answers_of_an_item
{
    public static TheoryData<ItemType, string, string> Taken => new()
    {
        { ItemType.Integer, " 3 ", "3" },
        { ItemType.Integer, "+3", "3" },
        { ItemType.Integer, "003", "3" },
        { ItemType.Integer, "-0", "0" },
        { ItemType.Integer, "10", "10" },
        { ItemType.Decimal, "2.50", "2.5" },
        { ItemType.Decimal, ".5", "0.5" },
        { ItemType.Decimal, "10.000", "10" },
        { ItemType.Decimal, "-0.0", "0" },
        { ItemType.Choice, " 03", "03" },
        { ItemType.Choice, "ZZ", "ZZ" },
        { ItemType.Boolean, "Yes", "yes" },
        { ItemType.Boolean, "NO ", "no" },
        { ItemType.Date, " 2024-02-29 ", "2024-02-29" },
        { ItemType.Text, "\tfirst\r\nsecond ", "\tfirst\r\nsecond " },
        { ItemType.Text, "naïve \ud83d\ude00 \ufffd", "naïve \ud83d\ude00 \ufffd" },
    };

    public static TheoryData<ItemType, string, string> Refused => new()
    {
        { ItemType.Integer, "", "is blank" },
        { ItemType.Text, " \n ", "is blank" },
        { ItemType.Integer, "3.0", "must be a whole number" },
        { ItemType.Integer, "three", "must be a whole number" },
        { ItemType.Integer, "1,000", "must be a whole number" },
        { ItemType.Integer, "1e1", "must be a whole number" },
        { ItemType.Integer, "3\0", "must be a whole number" },
        { ItemType.Integer, "٣", "must be a whole number" },
        { ItemType.Integer, "11", "must be from 0 to 10" },
        { ItemType.Integer, "-1", "must be from 0 to 10" },
        { ItemType.Decimal, "2,5", "must be a number in digits, with a point before the decimals" },
        { ItemType.Decimal, "NaN", "must be a number in digits, with a point before the decimals" },
        { ItemType.Decimal, "0.12345678901234567890123456789", "must be a number in digits, with a point before the decimals" },
        { ItemType.Decimal, "10.01", "must be from 0 to 10" },
        { ItemType.Choice, "3", "is not one of 01, 03, ZZ" },
        { ItemType.Choice, "zz", "is not one of 01, 03, ZZ" },
        { ItemType.Boolean, "true", "must be yes or no" },
        { ItemType.Date, "29/02/2024", "must be a day written yyyy-MM-dd" },
        { ItemType.Date, "2023-02-29", "must be a day written yyyy-MM-dd" },
        { ItemType.Text, "a\0b", "holds a control character" },
    };

    [Theory, MemberData(nameof(Taken))]
    public void Are_brought_to_one_form(ItemType type, string value, string canonical)
    {
        var item = Item(type);

        Assert.Null(item.Check(value));
        Assert.True(item.TryCanonical(value, out var got));
        Assert.Equal(canonical, got);
    }

    [Theory, MemberData(nameof(Refused))]
    public void Are_refused_with_a_reason(ItemType type, string value, string reason)
    {
        var item = Item(type);

        Assert.Equal(reason, item.Check(value)?.Reason);
        Assert.False(item.TryCanonical(value, out _));
    }

    [Fact]
    public void Hold_no_half_of_a_surrogate_pair() =>
        Assert.All(new[] { "a\ud83d", "\ude00a", "\ude00\ud83d" }, text => Assert.Equal("is not valid Unicode", Item(ItemType.Text).Check(text)?.Reason));

    [Theory]
    [InlineData("1", null, "0", "must be at least 1")]
    [InlineData(null, "9", "10", "must be at most 9")]
    [InlineData(null, null, "-123456789012345", null)]
    public void Have_limits_only_where_given(string? minimum, string? maximum, string value, string? reason)
    {
        var item = Item(ItemType.Integer) with { Minimum = Limit(minimum), Maximum = Limit(maximum) };

        Assert.Equal(reason, item.Check(value)?.Reason);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Do_not_depend_on_the_culture(string culture)
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo(culture);
            Assert.All(Taken, row => Assert.True(Item((ItemType)row[0]).TryCanonical((string)row[1], out var got) && got == (string)row[2]));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void Are_stable_once_canonical() => Prop.ForAll<string, ItemType>((value, type) =>
    {
        var item = Item(type);
        return value is null || !item.TryCanonical(value, out var once) || (item.TryCanonical(once, out var twice) && once == twice);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261002, 1));

    [Fact]
    public void Are_reversed_and_back()
    {
        var item = Item(ItemType.Integer) with { Reversed = true };

        Assert.All(Enumerable.Range(0, 11), value =>
        {
            var reversed = item.NumberOf(value.ToString("0", null))!.Value;
            Assert.Equal(10 - value, reversed);
            Assert.Equal(value, item.NumberOf(reversed.ToString("0", null)));
        });
    }

    [Fact]
    public void Give_no_number_where_nothing_is_known()
    {
        var item = Item(ItemType.Choice) with { Choices = [new Choice("0", "not known", Missing: true), new Choice("1", "a"), new Choice("4", "b")] };

        Assert.Equal(new NumberRange(1, 4), item.Numbers);
        Assert.Null(item.NumberOf("0"));
        Assert.Equal(4, item.NumberOf("4"));
        Assert.Equal(1, (item with { Reversed = true }).NumberOf("4"));
        Assert.Null(Item(ItemType.Text).NumberOf("4"));
        Assert.Null(Item(ItemType.Choice).NumberOf("01"));
    }

    private static decimal? Limit(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static ItemDefinition Item(ItemType type) => new(
        "x",
        "X",
        type,
        type is ItemType.Integer or ItemType.Decimal ? 0 : null,
        type is ItemType.Integer or ItemType.Decimal ? 10 : null,
        type is ItemType.Choice ? [new Choice("01", "one"), new Choice("03", "three"), new Choice("ZZ", "not stated")] : [],
        Required: true,
        Reversed: false,
        ShowIf: null);
}
