using TrialData.Application.Administration;
using TrialData.Hosting;
using TrialData.Hosting.Demonstration;

namespace TrialData.Web.FirstSteps;

/// <summary>What pages say where every participant is simulated: that it is so, and how to sign in.</summary>
internal sealed class DemonstrationNotice(Beginnings beginnings, Door door, DemonstrationAccounts accounts, TimeProvider clock)
{
    private StoreIdentity? identity;

    public async Task<bool> IsShownAsync(CancellationToken cancellation)
    {
        try
        {
            if (identity is null && await beginnings.FindAsync(cancellation) is Beginning.Done)
            {
                identity = await door.IdentityAsync(cancellation);
            }
        }
        catch (StoreException)
        {
            // The page that says so is the one that asks.
        }

        return identity?.IsDemonstration == true;
    }

    public async Task<IReadOnlyList<DemonstrationAccount>> AccountsAsync(CancellationToken cancellation) =>
        await IsShownAsync(cancellation) ? await accounts.FindAsync(cancellation) : [];

    public string CodeOf(DemonstrationAccount account) => account.CodeAt(clock.GetUtcNow());
}
