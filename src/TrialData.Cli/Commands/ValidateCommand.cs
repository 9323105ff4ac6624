using System.CommandLine;
using System.Globalization;
using TrialData.Application.Analyses.Validation;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class ValidateCommand
{
    private static readonly Option<string?> Cases = new("--cases")
    {
        Description = "A file or folder of reference cases. Default: those inside the program.",
        HelpName = "PLACE",
    };

    private static readonly Option<FileInfo?> Json = new("--json")
    {
        Description = "Also write the evidence as JSON.",
        HelpName = "OUT",
    };

    private static readonly Option<bool> Strict = new("--strict") { Description = "Fail on a method that is not supported." };

    public static Command Build()
    {
        var command = new Command("validate", "Recomputes reference results on this installation: evidence that it computes as it should.")
        {
            Cases, Json, Strict,
        };
        command.SetAction(ValidateAsync);
        return command;
    }

    private static async Task<int> ValidateAsync(ParseResult parsed, CancellationToken cancellation)
    {
        // Validation needs no store: the handler is open to all and stands alone.
        var outcome = await new ValidateInstallationHandler().HandleAsync(new ValidateInstallation(parsed.GetValue(Cases), parsed.GetValue(Strict)), cancellation);
        if (outcome.Refusal is { } refusal)
        {
            return Answer.Refuse(refusal, asJson: false);
        }

        var report = outcome.Value;
        Show(report);
        if (parsed.GetValue(Json) is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, Answer.ToJson(report) + "\n", cancellation);
        }

        return report.IsSuccess ? ExitCode.Done : ExitCode.Fault;
    }

    private static void Show(ValidationReport report)
    {
        var table = Screen.Table(
            $"Validation with {report.Source}", "Family", "Method", "Cases", "Passed", "Failed", "Not supported", "Nearest to its limit", "Rel. error there");
        foreach (var method in report.Methods)
        {
            table.Row(
                method.Family,
                method.Method,
                Count(method.Cases),
                Count(method.Passed),
                Count(method.Failed),
                Count(method.NotSupported),
                method.LargestDeviation is { } deviation ? deviation.OfTolerance.ToString("P2", CultureInfo.InvariantCulture) : string.Empty,
                method.LargestDeviation?.RelativeError?.ToString("E1", CultureInfo.InvariantCulture) ?? string.Empty);
        }

        Screen.Out.Write(table);
        foreach (var failure in report.Failures)
        {
            Screen.Line($"FAILED {failure.File} {failure.CaseId} ({failure.Method})");
            foreach (var mismatch in failure.Mismatches)
            {
                Screen.Line($"  {mismatch.Value}: got {mismatch.Got}, want {mismatch.Want}");
            }
        }

        if (report.NotSupported > 0)
        {
            Screen.Line(FormattableString.Invariant($"{report.NotSupported} not supported"));
        }

        Screen.Line(FormattableString.Invariant($"{report.Passed} passed, {report.Failed} failed"));
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
