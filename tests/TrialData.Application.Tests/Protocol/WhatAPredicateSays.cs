using TrialData.Application.Protocol.Predicates;
using Xunit;

namespace TrialData.Application.Tests.Protocol;

/// <summary>Three values: true, false, and unknown, written null.</summary>
public sealed class WhatAPredicateSays
{
    // Strong logic of Kleene (1938): what decides alone decides, whatever is unknown beside it.
    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(true, false, false, true)]
    [InlineData(true, null, null, true)]
    [InlineData(false, null, false, null)]
    [InlineData(false, false, false, false)]
    [InlineData(null, null, null, null)]
    public void Parts_come_together_as_in_three_valued_logic(bool? one, bool? other, bool? all, bool? any)
    {
        Predicate[] parts = [new Given(one), new Given(other)];

        Assert.Equal(all, new AllOf(parts).Holds(Facts.None));
        Assert.Equal(any, new AnyOf(parts).Holds(Facts.None));
        Assert.Equal(!one, new Not(parts[0]).Holds(Facts.None));
    }

    [Theory]
    [InlineData(ValueKind.Number, "9", Relation.Before, "10", true)]
    [InlineData(ValueKind.Number, "2.50", Relation.Equals, "2.5", true)]
    [InlineData(ValueKind.Number, "-1", Relation.AtLeast, "0", false)]
    [InlineData(ValueKind.Code, "yes", Relation.Equals, "no", false)]
    [InlineData(ValueKind.Day, "2027-01-04", Relation.AtMost, "2027-01-04", true)]
    [InlineData(ValueKind.Day, "2026", Relation.Before, "2027-01-01", true)]
    [InlineData(ValueKind.Day, "2027-01", Relation.Before, "2027-01-15", null)]
    [InlineData(ValueKind.Day, "2027-02", Relation.Before, "2027-01-15", false)]
    [InlineData(ValueKind.Day, "2027", Relation.Equals, "2027", null)]
    [InlineData(ValueKind.Day, "2027", Relation.Equals, "2028-05", false)]
    [InlineData(ValueKind.Day, "2027-01", Relation.AtLeast, "2027-01-01", true)]
    [InlineData(ValueKind.Day, "2027-01", Relation.After, "2027-01-01", null)]
    [InlineData(ValueKind.Instant, "2027-01-04T09:00Z", Relation.After, "2027-01-04T08:59:59Z", true)]
    public void Values_compare_as_what_they_are_and_partial_dates_as_every_day_they_can_be(
        ValueKind kind, string left, Relation relation, string right, bool? holds)
    {
        var (a, b) = (new Constant("$.a", left), new Constant("$.b", right));

        Assert.Equal(holds, new Comparison(a, relation, b).Holds(new Facts(kind)));
    }

    [Fact]
    public void Without_a_value_nothing_is_known_but_that_there_is_none()
    {
        var item = new ItemOperand("$.x", VisitCode: null, FormCode: null, "x");

        Assert.Null(new Comparison(item, Relation.Equals, item).Holds(Facts.None));
        Assert.Null(new IsOneOf(item, ["a"]).Holds(Facts.None));
        Assert.True(new Answered(item, Expected: false).Holds(Facts.None));
    }

    private sealed record Given(bool? Value) : Predicate
    {
        public override IEnumerable<Operand> Operands => [];

        public override bool? Holds(IPredicateFacts facts) => Value;
    }

    private sealed record Facts(ValueKind Kind) : IPredicateFacts
    {
        public static Facts None { get; } = new(ValueKind.Code);

        public FactValue? Find(Operand operand) => operand is Constant constant ? new FactValue(Kind, constant.Text) : null;
    }
}
