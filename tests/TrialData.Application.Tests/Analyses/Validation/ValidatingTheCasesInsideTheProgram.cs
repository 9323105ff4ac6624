using Xunit;

namespace TrialData.Application.Tests.Analyses.Validation;

public class ValidatingTheCasesInsideTheProgram
{
    [Fact]
    public async Task Passes_every_case_of_every_family()
    {
        var report = (await CaseFolder.ValidateAsync(strict: true)).Value;

        Assert.Empty(report.Failures);
        Assert.True(report.IsSuccess);
        Assert.True(report.Passed > 0);
        Assert.Equal(report.Cases, report.Passed);
        Assert.Contains(report.Methods, method => method is { Family: "05-rates-by-arm-and-site", Passed: > 0 });
    }

    [Fact]
    public async Task Says_how_close_each_method_came()
    {
        var report = (await CaseFolder.ValidateAsync()).Value;

        Assert.All(report.Methods, method =>
        {
            Assert.NotNull(method.LargestDeviation);
            Assert.InRange(method.LargestDeviation.OfTolerance, 0, 1);
            Assert.NotEmpty(method.LargestDeviation.CaseId);
        });
    }
}
