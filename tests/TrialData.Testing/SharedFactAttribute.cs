using Xunit;

namespace TrialData.Testing;

/// <summary>A fact about a file of the shared folder; a visible skip where the folder or the file is absent.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string file)
    {
        if (Repository.Shared is null || !Path.Exists(Path.Combine(Repository.Shared, file)))
        {
            Skip = $"There is no shared folder with {file}.";
        }
    }
}
