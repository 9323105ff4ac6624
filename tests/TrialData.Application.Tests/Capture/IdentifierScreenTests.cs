using TrialData.Application.Pipeline;
using Xunit;

namespace TrialData.Application.Tests.Capture;

public sealed class IdentifierScreenTests
{
    [Theory]
    // The example number of the NHS Data Dictionary's description of the check digit.
    [InlineData("seen as 943 476 5919 at intake", IdentifierKind.NhsNumber)]
    [InlineData("9434765919", IdentifierKind.NhsNumber)]
    [InlineData("943-476-5919.", IdentifierKind.NhsNumber)]
    [InlineData("943.476.5919", IdentifierKind.NhsNumber)]
    [InlineData("943\u00A0476\u00A05919", IdentifierKind.NhsNumber)]
    [InlineData("ring 0113.496.0000", IdentifierKind.PhoneNumber)]
    [InlineData("write to someone@example.org please", IdentifierKind.EmailAddress)]
    [InlineData("lives near SW1A 1AA", IdentifierKind.Postcode)]
    [InlineData("moved to m1 1ae last week", IdentifierKind.Postcode)]
    [InlineData("EC1A1BB", IdentifierKind.Postcode)]
    [InlineData("GIR 0AA", IdentifierKind.Postcode)]
    // Numbers that the regulator keeps free for drama.
    [InlineData("call 020 7946 0018", IdentifierKind.PhoneNumber)]
    [InlineData("+44 7700 900123", IdentifierKind.PhoneNumber)]
    [InlineData("(0161) 496 0123", IdentifierKind.PhoneNumber)]
    public void Finds_direct_identifiers(string text, IdentifierKind kind) => Assert.Contains(kind, IdentifierScreen.Find(text));

    [Theory]
    [InlineData("")]
    [InlineData("felt better since March")]
    [InlineData("9434765918")]
    [InlineData("94347659191")]
    [InlineData("1234567890")]
    [InlineData("score 12 of 60, dose 37.5 mg, ward B12")]
    [InlineData("2027-03-17 14:05")]
    [InlineData("meets @ 5 pm")]
    [InlineData("item Q1 2 of 3")]
    [InlineData("m6 2nd paper")]
    [InlineData("Moved to M1 3rd floor")]
    [InlineData("M12 1st, M3 5th May")]
    [InlineData("p = 0.1234567890")]
    public void Leaves_other_text_alone(string text) => Assert.Empty(IdentifierScreen.Find(text));

    [Theory]
    [InlineData("(")]
    [InlineData("0(")]
    [InlineData("a@")]
    [InlineData("@a")]
    [InlineData("0 ")]
    [InlineData("sw1")]
    public void Reads_a_megabyte_of_hostile_text_to_its_end(string part) =>
        Assert.DoesNotContain(IdentifierKind.NhsNumber, IdentifierScreen.Find(string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length))));
}
