using System.Text.Json;
using TrialData.Application.Administration;

namespace TrialData.Hosting.Demonstration;

/// <summary>Keeps beside the keys how one signs in to a demonstration, for its sign-in page and terminal.</summary>
public sealed class DemonstrationAccounts(HostSettings settings, Door door)
{
    /// <summary>The accounts of the store, in the order of the cast; none of a store that is no demonstration.</summary>
    public async Task<IReadOnlyList<DemonstrationAccount>> FindAsync(CancellationToken cancellation)
    {
        var identity = await door.IdentityAsync(cancellation);
        return identity.IsDemonstration && File.Exists(PlaceOf(identity))
            ? JsonSerializer.Deserialize<List<DemonstrationAccount>>(await File.ReadAllTextAsync(PlaceOf(identity), cancellation)) ?? []
            : [];
    }

    internal async Task KeepAsync(IReadOnlyList<DemonstrationAccount> accounts, CancellationToken cancellation)
    {
        OwnFolder.Make(settings.KeyRing);
        await File.WriteAllTextAsync(PlaceOf(await door.IdentityAsync(cancellation)), JsonSerializer.Serialize(accounts), cancellation);
    }

    private string PlaceOf(StoreIdentity identity) => Path.Combine(settings.KeyRing, $"demonstration-{identity.StoreId:D}.json");
}
