using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Schemas;

/// <summary>A fact that needs Node and the packages of <c>tests/schemas</c>; a visible skip where either is absent.</summary>
public sealed class SchemaFactAttribute : FactAttribute
{
    public SchemaFactAttribute()
    {
        if (NodeProgram() is null)
        {
            Skip = "There is no node on the PATH; tests/run installs it.";
        }
        else if (!Directory.Exists(Repository.PathOf("tests", "schemas", "node_modules", "ajv")))
        {
            Skip = "tests/schemas/node_modules is not there; run 'npm ci' in tests/schemas, or tests/run.";
        }
    }

    /// <summary>The program <c>node</c>, or null where the PATH has none.</summary>
    internal static string? NodeProgram() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
            .FirstOrDefault(File.Exists);
}
