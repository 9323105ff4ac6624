using TrialData.Application.Analyses.Validation;
using Xunit;

namespace TrialData.Application.Tests.Analyses.Validation;

public sealed class ReadingMalformedCases : IDisposable
{
    private readonly CaseFolder cases = new();

    public void Dispose() => cases.Dispose();

    [Fact]
    public async Task Refuses_a_path_where_nothing_is()
    {
        var outcome = await CaseFolder.ValidateAsync(Path.Combine(cases.FolderPath, "nowhere"));

        Assert.IsType<CasesNotFound>(outcome.Refusal);
        Assert.Contains("nowhere", outcome.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_folder_without_case_files()
    {
        var outcome = await CaseFolder.ValidateAsync(cases.FolderPath);

        Assert.Equal("validation.cases-not-found", outcome.Refusal?.Code);
    }

    [Theory]
    [InlineData("{ \"cases\": [", "cases.json line 1")]
    [InlineData("[]", "$.cases")]
    [InlineData("{ \"cases\": 3 }", "$.cases")]
    [InlineData("{ \"cases\": [4] }", "$.cases[0]")]
    public async Task Refuses_what_is_not_a_file_of_cases(string text, string place)
    {
        var outcome = await CaseFolder.ValidateAsync(cases.Write("cases.json", text));

        Assert.Equal("validation.cases-malformed", outcome.Refusal?.Code);
        Assert.EndsWith(place, Assert.Single(outcome.Refusal!.Faults).Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "method": "wilson", "input": {}, "expected": { "lower": 0 } }""", ".id")]
    [InlineData("""{ "id": "a", "input": {}, "expected": { "lower": 0 } }""", ".method")]
    [InlineData("""{ "id": "a", "method": "wilson", "expected": { "lower": 0 } }""", ".input")]
    [InlineData("""{ "id": "a", "method": "wilson", "input": {} }""", ".expected")]
    [InlineData("""{ "id": "a", "method": "wilson", "input": { "n": 2 }, "expected": { "lower": 0 }, "tolerance": { "rel": 0, "abs": 0 } }""", ".input.x")]
    [InlineData("""{ "id": "a", "method": "wilson", "input": { "x": "1", "n": 2 }, "expected": { "lower": 0 }, "tolerance": { "rel": 0, "abs": 0 } }""", ".input.x")]
    [InlineData("""{ "id": "a", "method": "wilson", "input": { "x": 1, "n": 2 }, "expected": {}, "tolerance": { "rel": 0, "abs": 0 } }""", ".expected")]
    [InlineData("""{ "id": "a", "method": "wilson", "input": { "x": 1, "n": 2 }, "expected": { "lower": "low" }, "tolerance": { "rel": 0, "abs": 0 } }""", ".expected.lower")]
    [InlineData("""{ "id": "a", "method": "wilson", "input": { "x": 1, "n": 2 }, "expected": { "lower": 0 } }""", ".tolerance")]
    [InlineData("""{ "id": "a", "method": "wilson", "input": { "x": 1, "n": 2 }, "expected": { "lower": 0 }, "tolerance": { "rel": -1, "abs": 0 } }""", ".tolerance.rel")]
    [InlineData("""{ "id": "a", "method": "cmh-test", "input": { "strata": [{ "x1": 1, "n1": 2, "x0": 1 }] }, "expected": { "lower": 0 }, "tolerance": { "rel": 0, "abs": 0 } }""", ".input.strata[0].n0")]
    [InlineData("""{ "id": "a", "method": "cmh-test", "input": { "strata": [7] }, "expected": { "lower": 0 }, "tolerance": { "rel": 0, "abs": 0 } }""", ".input.strata[0].x1")]
    public async Task Refuses_a_malformed_case_with_its_json_path(string malformed, string place)
    {
        var outcome = await CaseFolder.ValidateAsync(cases.WriteCases(CaseFolder.RightCase, malformed));

        var fault = Assert.Single(outcome.Refusal!.Faults);
        Assert.EndsWith($"cases.json $.cases[1]{place}", fault.Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_every_faulty_case_not_only_the_first()
    {
        var outcome = await CaseFolder.ValidateAsync(cases.WriteCases("{}", CaseFolder.RightCase, CaseFolder.RightCase, "{}"));

        Assert.Equal(
            ["$.cases[0].id", "$.cases[2].id", "$.cases[3].id"],
            outcome.Refusal!.Faults.Select(fault => fault.Place.Split(' ')[^1]));
    }

    [Theory]
    [InlineData("missing.csv")]
    [InlineData("../outside.csv")]
    [InlineData("ragged.csv")]
    [InlineData("columns.csv")]
    [InlineData("values.csv")]
    public async Task Refuses_data_that_cannot_be_read(string data)
    {
        cases.Write("outside.csv", "arm,site,well\nA,S1,1\n");
        cases.Write("inside/ragged.csv", "arm,site,well\nA,S1,1,7\n");
        cases.Write("inside/columns.csv", "arm,place,well\nA,S1,1\n");
        cases.Write("inside/values.csv", "arm,site,well\nA,S1,yes\n");
        var path = cases.Write("inside/cases.json", $$"""
            { "cases": [{ "id": "rates", "method": "rates-by-arm-and-site",
              "input": { "data": "{{data}}", "outcome": "well", "arms": ["A"], "sites": ["S1"] },
              "expected": { "lower": 0 }, "tolerance": { "rel": 0, "abs": 0 } }] }
            """);

        var outcome = await CaseFolder.ValidateAsync(path);

        Assert.Equal("validation.cases-malformed", outcome.Refusal?.Code);
        Assert.Contains("$.cases[0].input.data", Assert.Single(outcome.Refusal!.Faults).Place, StringComparison.Ordinal);
    }
}
