using Xunit;

namespace TrialData.Statistics.Tests.Reference;

/// <summary>A fact over the shared reference cases: skipped, visibly, on a machine without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (Repository.SharedReferenceCases is null)
        {
            Skip = "TRIALDATA_SHARED does not name a folder with reference cases, and ../shared has none.";
        }
    }
}
