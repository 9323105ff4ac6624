using System.Globalization;
using System.Xml.Linq;
using TrialData.Application.Allocation;
using TrialData.Application.Reporting.Figures;
using Xunit;

namespace TrialData.Application.Tests.Reporting;

public sealed class ArmsThroughTrialTests
{
    [Fact]
    public void Has_a_panel_for_each_design_and_a_point_for_each_arm_and_participant()
    {
        var drawing = XDocument.Parse(ArmsThroughTrial.Draw("arms", Of("coin", "blocks", "urn", "a design with a name that is far too long for the panel that it stands over")).ToSvg()).Root!;
        var view = drawing.Attribute("viewBox")!.Value.Split(' ').Select(Read).ToList();

        var courses = drawing.Elements().Where(element => element.Attribute("class")?.Value is "arm-1" or "arm-2" && element.Elements().Any(child => child.Name.LocalName == "path")).ToList();
        Assert.Equal(8, courses.Count);
        Assert.All(courses, course => Assert.Equal(3, course.Elements().Count(element => element.Name.LocalName is "circle" or "rect")));
        Assert.All(drawing.Descendants().Where(element => element.Name.LocalName == "text"), text =>
        {
            var width = TextMeasure.Width(text.Value, text.Attribute("font-size") is { } size ? Read(size.Value) : Svg.TextSize, text.Attribute("font-weight") is not null);
            var left = Read(text.Attribute("x")!.Value) - (text.Attribute("text-anchor")?.Value switch { "end" => width, "middle" => width / 2, _ => 0 });
            Assert.True(left >= -0.5 && left + width <= view[2], text.Value);
            Assert.True(Read(text.Attribute("y")!.Value) <= view[3], text.Value);
        });
    }

    // 1, 10 and 100 participants are equally far apart, and equal shares equally high.
    [Fact]
    public void Points_lie_where_their_numbers_say()
    {
        var drawing = ArmsThroughTrial.Draw("arms", Of("coin")).Drawing;
        var circles = Assert.Single(drawing.Elements(), element => element.Attribute("class")?.Value == "arm-1" && element.Elements().Any(child => child.Name.LocalName == "path"))
            .Elements().Where(element => element.Name.LocalName == "circle").Select(circle => (X: Read(circle.Attribute("cx")!.Value), Y: Read(circle.Attribute("cy")!.Value))).ToList();

        Assert.Equal(circles[1].X - circles[0].X, circles[2].X - circles[1].X, 0.1);
        Assert.True(circles[0].Y < circles[1].Y && circles[1].Y < circles[2].Y);
        Assert.Equal(circles[1].Y - circles[0].Y, circles[2].Y - circles[1].Y, 0.1);
        var target = drawing.Elements().Where(element => element.Attribute("stroke-dasharray")?.Value == "2 3").ToList();
        Assert.Equal(circles[1].Y, Read(Assert.Single(target).Attribute("y1")!.Value), 0.1);
    }

    [Fact]
    public void The_table_and_the_words_have_every_number()
    {
        var figure = ArmsThroughTrial.Draw("arms", Of("coin", "urn"));

        Assert.Equal(["coin", "urn"], figure.Data.Groups.Select(group => group.Heading));
        Assert.All(figure.Data.Groups, group => Assert.Equal(6, group.Rows.Count));
        Assert.Contains("coin: A from 45.0 % to 55.0 %, by its ratio 50.0 %", figure.Description, StringComparison.Ordinal);
    }

    private static DesignAssessments Of(params string[] designs) => new(
        ["assumed"],
        [.. designs.Select((name, i) => new AssessedDesign(name, "procedure", i == 0, 0.5, 0.001, 0.5, 0.6, 1, 1, 1, 1, [At(1, 0.55), At(10, 0.5), At(100, 0.45)], []))]);

    private static ArmsOfParticipant At(int participant, double share) => new(participant, [new("A", 0.5, share, 0.01), new("B", 0.5, 1 - share, 0.01)]);

    private static double Read(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
