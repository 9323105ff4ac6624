using System.Globalization;

namespace TrialData.Instruments.Tests;

/// <summary>Answers whose scores are printed somewhere: <c>tests/reference/published-scores.csv</c>, one to a line.</summary>
public sealed class Published_scores
{
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
