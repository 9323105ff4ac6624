namespace TrialData.Testing;

/// <summary>Files of the repository and of the folder shared beside it.</summary>
public static class Repository
{
    private const string SharedVariable = "TRIALDATA_SHARED";

    /// <summary>The folder that holds <c>TrialData.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The shared folder, or null where there is none.</summary>
    public static string? Shared { get; } = new[] { Environment.GetEnvironmentVariable(SharedVariable), Path.Combine(Root, "..", "shared") }
        .FirstOrDefault(folder => folder is { Length: > 0 } && Directory.Exists(folder));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TrialData.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
