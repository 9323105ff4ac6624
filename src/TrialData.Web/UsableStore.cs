using TrialData.Hosting;

namespace TrialData.Web;

/// <summary>Whether requests may use the store. Opening one that is not there would make it, so it is asked first.</summary>
/// <remarks>Asked until it is usable, not for every request: a SQLite store is not migrated or restored while this program is in it.</remarks>
internal sealed class UsableStore(Door door)
{
    private volatile bool isUsable;

    public async Task<bool> IsUsableAsync(CancellationToken cancellation) =>
        isUsable || (isUsable = await door.WhyNotUsableAsync(cancellation) is null);
}
