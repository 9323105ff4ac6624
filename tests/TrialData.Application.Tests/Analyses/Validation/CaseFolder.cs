using TrialData.Application.Analyses.Validation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Tests.Analyses.Validation;

/// <summary>A temporary folder of case files.</summary>
public sealed class CaseFolder : IDisposable
{
    /// <summary>Wilson's interval for 81 of 263, right to the digits shown.</summary>
    internal const string RightCase = """
        { "id": "right", "method": "wilson", "source": "Newcombe 1998", "input": { "x": 81, "n": 263 },
          "expected": { "lower": 0.2553, "upper": 0.3662 }, "tolerance": { "rel": 0, "abs": 0.00005 } }
        """;

    internal const string WrongCase = """
        { "id": "wrong", "method": "wilson", "source": "none", "input": { "x": 81, "n": 263 },
          "expected": { "lower": 0.2553, "upper": 0.4 }, "tolerance": { "rel": 0, "abs": 0.00005 } }
        """;

    internal const string UnknownCase = """
        { "id": "unknown", "method": "reading-tea-leaves", "source": "none", "input": {},
          "expected": { "fortune": 1 }, "tolerance": { "rel": 0, "abs": 0 } }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trialdata-cases-");

    internal string FolderPath => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);

    internal string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    internal string WriteCases(params string[] cases) =>
        Write("cases.json", $$"""{ "family": "mine", "title": "Mine", "conventions": [], "cases": [{{string.Join(",", cases)}}] }""");

    internal static Task<Outcome<ValidationReport>> ValidateAsync(string? path = null, bool strict = false) =>
        new ValidateInstallationHandler().HandleAsync(new ValidateInstallation(path, strict), CancellationToken.None);
}
