using TrialData.Application.Pipeline;

namespace TrialData.Application.Analyses.Validation;

/// <summary>Recomputes reference cases on this installation and compares them with the values they expect.</summary>
/// <param name="Path">A case file or a folder of them; null for the cases that ship inside the program.</param>
/// <param name="Strict">Whether a case of a method that is not supported fails the validation.</param>
[OpenToAll]
public sealed record ValidateInstallation(string? Path = null, bool Strict = false);

/// <summary>The evidence: one line for each method, and each case that failed.</summary>
/// <param name="Source">Where the cases came from, for the reader.</param>
public sealed record ValidationReport(
    string Source,
    bool Strict,
    IReadOnlyList<MethodValidation> Methods,
    IReadOnlyList<FailedCase> Failures)
{
    public int Cases => Methods.Sum(method => method.Cases);

    public int Passed => Methods.Sum(method => method.Passed);

    public int Failed => Methods.Sum(method => method.Failed);

    public int NotSupported => Methods.Sum(method => method.NotSupported);

    public bool IsSuccess => Failed == 0 && !(Strict && NotSupported > 0);
}

/// <param name="LargestDeviation">The value that came closest to its tolerance or beyond it; null where nothing was computed.</param>
public sealed record MethodValidation(
    string Family,
    string Method,
    int Cases,
    int Passed,
    int Failed,
    int NotSupported,
    Deviation? LargestDeviation);

/// <param name="OfTolerance">|got − want| as a share of what is allowed: above 1 fails; infinite where no distance can be told.</param>
/// <param name="RelativeError">|got − want| / |want|; null where that is not a number.</param>
public sealed record Deviation(string CaseId, string Value, double OfTolerance, double? RelativeError);

public sealed record FailedCase(string File, string CaseId, string Method, IReadOnlyList<Mismatch> Mismatches);

/// <param name="Got">What this installation computed: a number with all its digits, <c>undefined</c>, or <c>not computed</c>.</param>
public sealed record Mismatch(string Value, string Got, string Want);

public sealed record CasesNotFound(string Path)
    : Refusal("validation.cases-not-found", $"There is no case file at {Path}.");

public sealed record CasesMalformed(string First)
    : Refusal("validation.cases-malformed", $"The reference cases cannot be read: {First}")
{
    internal static Refusal Of(IReadOnlyList<Fault> faults) => new CasesMalformed(faults[0].ToString()).Listing(faults);
}

public sealed class ValidateInstallationHandler : IUseCase<ValidateInstallation, ValidationReport>
{
    public async Task<Outcome<ValidationReport>> HandleAsync(ValidateInstallation request, CancellationToken cancellation)
    {
        var files = request.Path is { } path ? await CaseFile.AtAsync(path, cancellation) : await CaseFile.EmbeddedAsync(cancellation);
        if (files.Refusal is { } refusal)
        {
            return refusal;
        }

        var faults = new List<Fault>();
        var verdicts = new List<CaseVerdict>();

        foreach (var reference in files.Value.SelectMany(file => ReferenceCase.ReadAll(file, faults)))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                verdicts.Add(CaseVerdict.Of(reference));
            }
            catch (FaultyCaseException faulty)
            {
                faults.Add(faulty.Fault);
            }
        }

        return faults.Count > 0 ? CasesMalformed.Of(faults) : Report(request, verdicts);
    }

    private static ValidationReport Report(ValidateInstallation request, List<CaseVerdict> verdicts) =>
        new(
            request.Path ?? "the cases inside the program",
            request.Strict,
            [.. verdicts.GroupBy(verdict => (verdict.Case.Family, verdict.Case.Method)).Select(Line)],
            [.. verdicts.Where(verdict => verdict.Failed).Select(verdict => verdict.ToFailedCase())]);

    private static MethodValidation Line(IGrouping<(string Family, string Method), CaseVerdict> verdicts) =>
        new(
            verdicts.Key.Family,
            verdicts.Key.Method,
            verdicts.Count(),
            verdicts.Count(verdict => verdict is { IsSupported: true, Failed: false }),
            verdicts.Count(verdict => verdict.Failed),
            verdicts.Count(verdict => !verdict.IsSupported),
            verdicts.Select(verdict => verdict.LargestDeviation).MaxBy(deviation => deviation?.OfTolerance));
}
