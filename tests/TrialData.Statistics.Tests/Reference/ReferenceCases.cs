using System.Collections.Concurrent;
using System.Text.Json;
using TrialData.Application.Analyses.Validation;
using Xunit;

namespace TrialData.Statistics.Tests.Reference;

public class ReferenceCases
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<ValidationReport>>> Reports = new(StringComparer.Ordinal);

    public static TheoryData<string, string> All()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Repository.ReferenceCases, "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var element in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                cases.Add(Path.GetFileName(file), element.GetProperty("id").GetString()!);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Are_met_within_their_own_tolerance(string file, string id)
    {
        var report = await ReportOfAsync(file);

        Assert.Empty(report.Failures.Where(failure => failure.CaseId == id).SelectMany(failure => failure.Mismatches));
    }

    [Theory]
    [InlineData("01-binomial-ci.json")]
    [InlineData("02-two-proportions.json")]
    [InlineData("03-mantel-haenszel.json")]
    [InlineData("04-contingency-rxc.json")]
    [InlineData("05-rates-by-arm-and-site.json")]
    [InlineData("06-p-adjust.json")]
    [InlineData("07-sample-size-power.json")]
    [InlineData("08-icc.json")]
    [InlineData("worked-examples.json")]
    public async Task Ask_only_for_methods_that_are_supported(string file)
    {
        var report = await ReportOfAsync(file);

        Assert.True(report.Passed > 0);
        Assert.Equal(0, report.NotSupported);
    }

    [SharedFact]
    public async Task Of_the_shared_set_are_met_where_the_method_is_supported()
    {
        var report = await ValidateAsync(Repository.SharedReferenceCases!);

        Assert.True(report.Passed > 0);

        // There a tie is missed by rounding: the note of the case in the project's own copy says which.
        Assert.Equal(
            ["ref-twoprop-02-exact-unconditional barnard.p_two", "ref-twoprop-02-exact-unconditional barnard.p_greater"],
            report.Failures.SelectMany(failure => failure.Mismatches.Select(mismatch => $"{failure.CaseId} {mismatch.Value}")));
    }

    private static Task<ValidationReport> ReportOfAsync(string file) =>
        Reports.GetOrAdd(file, name => new(() => ValidateAsync(Path.Combine(Repository.ReferenceCases, name)))).Value;

    private static async Task<ValidationReport> ValidateAsync(string path) =>
        (await new ValidateInstallationHandler().HandleAsync(new ValidateInstallation(path), CancellationToken.None)).Value;
}
