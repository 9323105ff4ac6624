using System.Text.Json;
using static System.FormattableString;

namespace TrialData.Instruments.Tests;

/// <summary>The list of released files. Releasing one: run this class with <c>TRIALDATA_RELEASE_DEFINITIONS=1</c> and commit the list.</summary>
public sealed class The_list_of_released_files
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void Holds_every_released_definition_and_no_draft()
    {
        var released = Released();
        if (Environment.GetEnvironmentVariable("TRIALDATA_RELEASE_DEFINITIONS") == "1")
        {
            File.WriteAllText(ListInTheTree(), JsonSerializer.Serialize(released, Indented) + "\n");
        }

        var listed = JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(ListInTheTree()));

        Assert.Equal(released, listed);
    }

    private static SortedDictionary<string, string> Released()
    {
        var drafts = DefinitionCatalogue.Shipped.All.Where(each => each.Status is DefinitionStatus.Draft).Select(each => Invariant($"{each.Id}.v{each.Version}.json")).ToHashSet();
        return new(
            ShippedFiles.All().Where(file => !drafts.Contains(file.Name)).ToDictionary(file => file.Name, file => ShippedFiles.DigestOf(file.Text)),
            StringComparer.Ordinal);
    }

    private static string ListInTheTree()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "TrialData.sln")))
        {
            root = root.Parent!;
        }

        return Path.Combine(root.FullName, "src", "TrialData.Instruments", "Definitions", "released.json");
    }
}
