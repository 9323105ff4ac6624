namespace TrialData.Statistics.Tests.Reference;

/// <summary>Folders that the tests read.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string ReferenceCases => Path.Combine(Root, "tests", "reference");

    /// <summary>The full set of reference cases, outside the repository; null where this machine does not have it.</summary>
    internal static string? SharedReferenceCases
    {
        get
        {
            var shared = Environment.GetEnvironmentVariable("TRIALDATA_SHARED") ?? Path.Combine(Root, "..", "shared");
            var folder = Path.Combine(shared, "reference");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TrialData.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No TrialData.sln above {AppContext.BaseDirectory}.");
    }
}
