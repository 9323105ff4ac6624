using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Hosting;

namespace TrialData.Web.FirstSteps;

/// <summary>How far a store has come.</summary>
internal enum Beginning
{
    /// <summary>There is none at the place.</summary>
    NoStore,

    /// <summary>It has no account.</summary>
    NoAccount,

    /// <summary>It can be used by those who have accounts.</summary>
    Done,

    /// <summary>It cannot be used, and nothing that is done here would change that.</summary>
    Unusable,
}

/// <summary>The first steps of a store: what there is, and the first administrator.</summary>
internal sealed class Beginnings(Door door, HostSettings settings)
{
    private volatile bool isDone;

    /// <remarks>Asked until all is done, not for every request: a store is not taken back to its beginnings while this program is in it.</remarks>
    public async Task<Beginning> FindAsync(CancellationToken cancellation)
    {
        if (isDone)
        {
            return Beginning.Done;
        }

        if (!settings.HasStore)
        {
            return Beginning.NoStore;
        }

        if (await door.WhyNotUsableAsync(cancellation) is not null)
        {
            return Beginning.Unusable;
        }

        isDone = await door.IsFoundedAsync(cancellation);
        return isDone ? Beginning.Done : Beginning.NoAccount;
    }

    /// <summary>Makes the store where there is none, and its first account. The way in is an invitation, as for everybody.</summary>
    public async Task<Outcome<InvitationToken>> FoundAsync(string accountName, CancellationToken cancellation)
    {
        var migrated = await door.MigrateAsync(new StoreMigration(), cancellation);
        if (migrated.Refusal is { } unusable)
        {
            return unusable;
        }

        var owner = Actor.OperatingSystemUser(Environment.UserName);
        var founded = await door.AskAsync<FoundStore, StoreFounder>(owner, new FoundStore(accountName), cancellation);
        if (founded.Refusal is { } refusal)
        {
            return refusal;
        }

        // Nobody is shown the token that the terminal would print: it would be one more key, and nobody's.
        var founder = new Actor(founded.Value.AccountId, founded.Value.Name);
        var issued = await door.AskAsync<ReissueInvitation, ReissuedInvitation>(founder, new ReissueInvitation(founder.Name), cancellation);
        if (issued.Refusal is { } notInvited)
        {
            return notInvited;
        }

        _ = (await door.AskAsync<RevokeApiToken, RevokedApiToken>(founder, new RevokeApiToken(FoundStoreHandler.TokenName), cancellation)).Value;
        return issued.Value.Invitation ?? throw new InvalidOperationException($"The first account, {founder.Name}, was given no invitation.");
    }
}
