using System.Text.Json;
using static System.FormattableString;

namespace TrialData.Instruments.Tests;

/// <summary>A test over the shared reference values; skipped, with the reason shown, where they are not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "No shared reference values: set TRIALDATA_SHARED to their folder, or put it beside the repository as 'shared'.";
        }
    }

    internal static string? Folder => new[] { Environment.GetEnvironmentVariable("TRIALDATA_SHARED"), Beside() }
        .FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, "reference", "40-instrument-scores.json")));

    private static string? Beside()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "TrialData.sln")))
        {
            root = root.Parent;
        }

        return root?.Parent is { } above ? Path.Combine(above.FullName, "shared") : null;
    }
}

public sealed class The_shared_reference_scores
{
    [SharedFact]
    public void Are_what_the_engine_computes()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedFactAttribute.Folder!, "reference", "40-instrument-scores.json")));
        var checkedScores = 0;

        foreach (var test in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var input = test.GetProperty("input");
            var instrument = DefinitionCatalogue.Shipped.Find(input.GetProperty("instrument").GetString()!)!;
            var responses = input.GetProperty("responses").EnumerateObject()
                .Where(response => response.Value.ValueKind != JsonValueKind.Null)
                .ToDictionary(response => response.Name, response => response.Value.GetRawText());
            var scores = Scoring.Score(instrument, responses).ToDictionary(score => score.Id);
            var tolerance = test.GetProperty("tolerance").GetProperty("abs").GetDecimal();

            foreach (var expected in test.GetProperty("expected").EnumerateObject())
            {
                var value = scores[expected.Name].Value;
                var agrees = expected.Value.ValueKind == JsonValueKind.Null ? value is null : Math.Abs(value!.Value - expected.Value.GetDecimal()) <= tolerance;
                Assert.True(agrees, $"{test.GetProperty("id")} {expected.Name}: {scores[expected.Name]}");
                checkedScores++;
            }
        }

        Assert.True(checkedScores > 250, Invariant($"Only {checkedScores} scores were checked."));
    }
}
