using Xunit;
using Xunit.Abstractions;

namespace TrialData.Hosting.Tests.HouseRules;

/// <summary>The plan of the house (design, section 2), held by project file. A changed list is a decision and belongs in an ADR.</summary>
public sealed class ProjectsOfTheHouse(ITestOutputHelper output)
{
    private const int LongestFile = 400;

    private static readonly string[] Meaningless = ["Core", "Common", "Domain", "Contracts", "Utilities", "Helpers", "Managers", "Services"];

    // A documented method with its tables, or one cursor over all of JSON, may be longer than a screenful of screens.
    private static readonly Dictionary<string, string> LongByNature = new(StringComparer.Ordinal)
    {
        ["src/TrialData.Instruments/Json/JsonCursor.cs"] = "one reader for every JSON type, more than a third of it documentation",
    };

    [Fact]
    public void There_are_eight() => Assert.Equal(
        [
            "TrialData.Application", "TrialData.Cli", "TrialData.Hosting", "TrialData.Instruments",
            "TrialData.Randomisation", "TrialData.Statistics", "TrialData.Storage", "TrialData.Web",
        ],
        House.Projects);

    [Theory]
    [InlineData("TrialData.Randomisation")]
    [InlineData("TrialData.Instruments")]
    [InlineData("TrialData.Statistics")]
    [InlineData("TrialData.Application", "TrialData.Instruments", "TrialData.Randomisation", "TrialData.Statistics")]
    [InlineData("TrialData.Storage", "TrialData.Application")]
    [InlineData("TrialData.Hosting", "TrialData.Application", "TrialData.Storage")]
    [InlineData("TrialData.Web", "TrialData.Application", "TrialData.Hosting")]
    [InlineData("TrialData.Cli", "TrialData.Application", "TrialData.Hosting")]
    public void Each_references_what_the_plan_says(string project, params string[] references) =>
        Assert.Equal(references, House.ProjectReferences(project).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("TrialData.Randomisation")]
    [InlineData("TrialData.Instruments")]
    [InlineData("TrialData.Statistics", "MathNet.Numerics")]
    [InlineData("TrialData.Application", "CsvHelper", "FluentValidation", "Microsoft.Extensions.DependencyInjection.Abstractions")]
    [InlineData("TrialData.Storage", "Dapper", "Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.lib.e_sqlite3", "SQLitePCLRaw.provider.e_sqlite3")]
    [InlineData("TrialData.Hosting", "Serilog", "Serilog.Extensions.Logging", "Serilog.Sinks.Console", "Serilog.Sinks.File")]
    [InlineData("TrialData.Web", "Ical.Net", "QRCoder")]
    [InlineData("TrialData.Cli", "Spectre.Console", "System.CommandLine")]
    public void Each_takes_only_its_packages(string project, params string[] packages) =>
        Assert.Equal(packages, House.Packages(project).Order(StringComparer.Ordinal));

    [Fact]
    public void No_project_or_folder_has_a_name_that_says_nothing()
    {
        var folders = House.Projects.SelectMany(House.Sources).SelectMany(source => source.File.Split('/', '.')).Distinct(StringComparer.Ordinal);

        Assert.Empty(folders.Intersect(Meaningless, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_source_file_is_longer_than_four_hundred_lines()
    {
        foreach (var project in House.Projects)
        {
            var (file, lines) = House.Sources(project).MaxBy(source => source.Lines);
            output.WriteLine($"{project}: {file}, {FormattableString.Invariant($"{lines}")} lines");
        }

        var tooLong = House.Projects.SelectMany(House.Sources).Where(source => source.Lines > LongestFile && !LongByNature.ContainsKey(source.File));
        Assert.Empty(tooLong);
    }
}
