using Xunit;

namespace TrialData.Application.Tests.Analyses.Validation;

public sealed class ValidatingCasesOfTheUser : IDisposable
{
    private readonly CaseFolder cases = new();

    public void Dispose() => cases.Dispose();

    [Fact]
    public async Task Passes_a_case_that_agrees_within_its_tolerance()
    {
        var report = (await CaseFolder.ValidateAsync(cases.WriteCases(CaseFolder.RightCase))).Value;

        Assert.True(report.IsSuccess);
        Assert.Equal(1, report.Passed);
    }

    [Fact]
    public async Task Fails_a_case_whose_expected_value_is_wrong_and_shows_both_values()
    {
        var report = (await CaseFolder.ValidateAsync(cases.WriteCases(CaseFolder.RightCase, CaseFolder.WrongCase))).Value;

        var failure = Assert.Single(report.Failures);
        var mismatch = Assert.Single(failure.Mismatches);
        Assert.False(report.IsSuccess);
        Assert.Equal("wrong", failure.CaseId);
        Assert.Equal(("upper", "0.4"), (mismatch.Value, mismatch.Want));
        Assert.StartsWith("0.3662", mismatch.Got, StringComparison.Ordinal);

        var line = Assert.Single(report.Methods);
        Assert.Equal((2, 1, 1), (line.Cases, line.Passed, line.Failed));
        Assert.Equal(("wrong", "upper"), (line.LargestDeviation!.CaseId, line.LargestDeviation.Value));
        Assert.True(line.LargestDeviation.OfTolerance > 600);
        Assert.Equal(0.0845, line.LargestDeviation.RelativeError!.Value, 0.0001);
    }

    [Theory]
    [InlineData("\"x\": 3, \"n\": 2", "impossible: 3: More events than the 2 participants.")]
    [InlineData("\"x\": 1, \"n\": 2, \"conf\": 95", "impossible: 95: A confidence level lies strictly between 0 and 1.")]
    public async Task Fails_a_case_that_no_trial_can_have_in_a_sentence_and_runs_the_others(string input, string got)
    {
        var impossible = $$"""{ "id": "impossible", "method": "wilson", "input": { {{input}} }, "expected": { "lower": 0 }, "tolerance": { "rel": 0, "abs": 0 } }""";

        var report = (await CaseFolder.ValidateAsync(cases.WriteCases(impossible, CaseFolder.RightCase))).Value;

        Assert.Equal((1, 1), (report.Passed, report.Failed));
        Assert.Equal(("impossible", got), (Assert.Single(report.Failures).CaseId, Assert.Single(report.Failures[0].Mismatches).Got));
    }

    [Fact]
    public async Task Counts_an_unknown_method_as_not_supported()
    {
        var report = (await CaseFolder.ValidateAsync(cases.WriteCases(CaseFolder.RightCase, CaseFolder.UnknownCase))).Value;

        Assert.True(report.IsSuccess);
        Assert.Equal((2, 1, 0, 1), (report.Cases, report.Passed, report.Failed, report.NotSupported));
        Assert.Contains(report.Methods, method => method is { Method: "reading-tea-leaves", NotSupported: 1, LargestDeviation: null });
    }

    [Fact]
    public async Task Fails_on_an_unknown_method_when_strict()
    {
        var report = (await CaseFolder.ValidateAsync(cases.WriteCases(CaseFolder.RightCase, CaseFolder.UnknownCase), strict: true)).Value;

        Assert.False(report.IsSuccess);
        Assert.Empty(report.Failures);
    }

    [Fact]
    public async Task Reads_every_case_file_of_a_folder_and_those_below()
    {
        cases.WriteCases(CaseFolder.RightCase);
        cases.Write("below/more.json", $$"""{ "cases": [{{CaseFolder.RightCase}}] }""");

        var report = (await CaseFolder.ValidateAsync(cases.FolderPath)).Value;

        Assert.Equal(2, report.Passed);
        Assert.Contains(report.Methods, method => method.Family == "more");
    }

    [Fact]
    public async Task Reads_data_beside_the_case_file()
    {
        cases.Write("data/people.csv", "arm,site,well\nA,S1,1\nA,S1,0\nB,S1,\n");
        var path = cases.WriteCases("""
            { "id": "rates", "method": "rates-by-arm-and-site",
              "input": { "data": "data/people.csv", "outcome": "well", "arms": ["A", "B"], "sites": ["S1"] },
              "expected": { "arm=A:rate": 0.5, "arm=B:missing": 1, "arm=B:rate": null, "arm=B:cp.lower": "NaN" },
              "tolerance": { "rel": 0, "abs": 0 } }
            """);

        var report = (await CaseFolder.ValidateAsync(path)).Value;

        Assert.True(report.IsSuccess);
    }

    [Theory]
    [InlineData("\"x1\": 10, \"n1\": 10, \"x2\": 0, \"n2\": 20", "\"or\": \"Inf\", \"lower\": null", true)]
    [InlineData("\"x1\": 10, \"n1\": 10, \"x2\": 0, \"n2\": 20", "\"or\": \"-Inf\"", false)]
    [InlineData("\"x1\": 10, \"n1\": 10, \"x2\": 0, \"n2\": 20", "\"or\": 5", false)]
    [InlineData("\"x1\": 10, \"n1\": 10, \"x2\": 0, \"n2\": 20", "\"lower\": 0", false)]
    [InlineData("\"x1\": 5, \"n1\": 10, \"x2\": 5, \"n2\": 20", "\"or\": null", false)]
    [InlineData("\"x1\": 5, \"n1\": 10, \"x2\": 5, \"n2\": 20", "\"ratio\": null", false)]
    public async Task Tells_infinite_undefined_and_missing_values_apart(string input, string expected, bool passes)
    {
        var path = cases.WriteCases($$"""
            { "id": "edge", "method": "or-woolf", "input": { {{input}} }, "expected": { {{expected}} }, "tolerance": { "rel": 1, "abs": 1 } }
            """);

        var report = (await CaseFolder.ValidateAsync(path)).Value;

        Assert.Equal(passes, report.IsSuccess);
    }

    [Fact]
    public async Task Compares_true_and_false()
    {
        var path = cases.WriteCases("""
            { "id": "nnt", "method": "nnt", "input": { "x1": 12, "n1": 98, "x2": 12, "n2": 98 },
              "expected": { "disjoint": true }, "tolerance": { "rel": 0, "abs": 0 } }
            """);

        Assert.True((await CaseFolder.ValidateAsync(path)).Value.IsSuccess);
    }

    [Fact]
    public async Task Takes_the_tolerance_of_the_longest_prefix()
    {
        var path = cases.WriteCases("""
            { "id": "prefixes", "method": "wilson", "input": { "x": 81, "n": 263 },
              "expected": { "lower": 0.3, "upper": 0.3662 }, "tolerance": { "rel": 0, "abs": 0 },
              "tolerance_for": { "l": { "rel": 0, "abs": 0 }, "low": { "rel": 0, "abs": 0.1 }, "u": { "rel": 0.001, "abs": 0 } } }
            """);

        Assert.True((await CaseFolder.ValidateAsync(path)).Value.IsSuccess);
    }
}
