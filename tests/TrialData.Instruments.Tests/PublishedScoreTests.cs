using System.Globalization;

namespace TrialData.Instruments.Tests;

/// <summary>Answers whose scores are printed, or follow from what is: <c>tests/reference/published-scores.csv</c>, one to a line.</summary>
public sealed class Published_scores
{
    private static readonly string[] Bases = ["Printed", "Follows from the key", "Follows from the rule"];

    public static TheoryData<string, string, string, string, string> Lines()
    {
        // The citation comes last: a comma in it parts nothing.
        var lines = new TheoryData<string, string, string, string, string>();
        foreach (var fields in File.ReadLines(Path.Combine(RepositoryRoot(), "tests", "reference", "published-scores.csv")).Skip(1).Select(line => line.Split(',', 5)))
        {
            lines.Add(fields[0], fields[1], fields[2], fields[3], fields[4]);
        }

        return lines;
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Come_out_as_printed(string instrument, string responses, string score, string value, string citation)
    {
        var answers = responses.Split(' ').Select(response => response.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var expected = decimal.Parse(value, NumberStyles.Number, CultureInfo.InvariantCulture);

        var computed = Scoring.Score(DefinitionCatalogue.Shipped.Find(instrument)!, answers).Single(each => each.Id == score);

        Assert.True(computed.Value == expected, $"{instrument} {score}: {computed.Value?.ToString(CultureInfo.InvariantCulture)} instead of {value}, {citation}");
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Say_what_they_rest_on(string instrument, string responses, string score, string value, string citation) => Assert.True(
        Bases.Any(basis => citation.StartsWith($"\"{basis}: ", StringComparison.Ordinal)), $"{instrument} {responses} {score} {value}: {citation}");

    [Fact]
    public void Are_there_for_every_released_instrument_with_scores() => Assert.Equal(
        DefinitionCatalogue.Shipped.All.Where(each => each is { Status: DefinitionStatus.Released, Scores.Count: > 0 }).Select(each => each.Id),
        Lines().Select(line => (string)line[0]).Distinct().Order(StringComparer.Ordinal));

    private static string RepositoryRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "TrialData.sln")))
        {
            root = root.Parent!;
        }

        return root.FullName;
    }
}
