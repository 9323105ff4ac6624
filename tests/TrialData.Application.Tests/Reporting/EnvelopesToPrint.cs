using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Reporting;
using Xunit;

namespace TrialData.Application.Tests.Reporting;

public sealed class EnvelopesToPrint
{
    private static readonly string Page = DowntimeEnvelopesHtml.Render(new IssuedEnvelopes(
        "TEST", "Sleep & <b>mood</b>", "S1", "First", DateTimeOffset.UnixEpoch,
        [new DowntimeEnvelope(9, "NEW", "New", "K7QFM-3XWPD"), new DowntimeEnvelope(10, "OLD", "Old", "00000-11111")]));

    [Fact]
    public void Have_a_sheet_for_each_slot_with_the_arm_inside_alone()
    {
        var sheets = Page.Split("<section>").Skip(1).ToList();

        Assert.Equal(2, sheets.Count);
        Assert.DoesNotContain("OLD", sheets[0], StringComparison.Ordinal);
        var (outside, inside) = (sheets[0][..sheets[0].IndexOf("class=\"inside\"", StringComparison.Ordinal)], sheets[0][sheets[0].IndexOf("class=\"inside\"", StringComparison.Ordinal)..]);
        Assert.Contains("TEST, site S1: slot 9", outside, StringComparison.Ordinal);
        Assert.All(new[] { "NEW", "New", "K7QFM" }, secret => Assert.DoesNotContain(secret, outside, StringComparison.Ordinal));
        Assert.Contains("New (NEW)", inside, StringComparison.Ordinal);
        Assert.Contains("K7QFM-3XWPD", inside, StringComparison.Ordinal);
        Assert.Contains("class=\"cover\"", inside, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_what_somebody_typed_and_leave_the_style_as_it_is()
    {
        Assert.Contains("Sleep &amp; &lt;b&gt;mood&lt;/b&gt;", Page, StringComparison.Ordinal);
        var style = Page[Page.IndexOf("<style>", StringComparison.Ordinal)..Page.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.DoesNotContain("&gt;", style, StringComparison.Ordinal);
    }
}
