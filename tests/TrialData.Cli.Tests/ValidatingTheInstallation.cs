using System.Text.Json;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class ValidatingTheInstallation : IDisposable
{
    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Ends_with_how_many_cases_passed()
    {
        var ran = await line.RunAsync("validate", "--strict", "--json", "evidence.json");

        var evidence = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(line.PathOf("evidence.json")));
        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        Assert.Matches(@"^[1-9]\d* passed, 0 failed$", LastLine(ran));
        Assert.StartsWith(FormattableString.Invariant($"{evidence.GetProperty("passed").GetInt32()} passed"), LastLine(ran), StringComparison.Ordinal);
    }

    // Newcombe 1998, 81 of 263 by Wilson: 0.2553 to 0.3662. The second case says 0.4.
    [Fact]
    public async Task Fails_with_a_case_that_fails()
    {
        var cases = line.Write("cases.json", """
            { "cases": [
              { "id": "right", "method": "wilson", "input": { "x": 81, "n": 263 }, "expected": { "upper": 0.3662 }, "tolerance": { "rel": 0, "abs": 0.0001 } },
              { "id": "wrong", "method": "wilson", "input": { "x": 81, "n": 263 }, "expected": { "upper": 0.4 }, "tolerance": { "rel": 0, "abs": 0.0001 } }
            ] }
            """);

        var ran = await line.RunAsync("validate", "--cases", cases);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"FAILED {cases} wrong (wilson)", ran.Out, StringComparison.Ordinal);
        Assert.Equal("1 passed, 1 failed", LastLine(ran));
    }

    [Fact]
    public async Task Refuses_a_place_without_cases()
    {
        var ran = await line.RunAsync("validate", "--cases", "nowhere");

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Refused: validation.cases-not-found", ran.Error, StringComparison.Ordinal);
    }

    private static string LastLine(Ran ran) => ran.Out.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')[^1].TrimEnd();
}
