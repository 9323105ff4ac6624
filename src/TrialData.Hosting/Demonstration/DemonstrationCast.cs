using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Analyses.Scenarios;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Hosting.Demonstration;

internal sealed record CastMember(string Name, IReadOnlyList<Role> Roles, string? Site);

/// <summary>The accounts of a demonstration, named by role, and the set-up of its trial.</summary>
internal sealed class DemonstrationCast(Door door)
{
    // The same in every demonstration: its allocations follow from the seed.
    private const string Nonce = "a nonce for demonstrations";

    private readonly Dictionary<(string Site, Role Role), Actor> atSites = [];
    private readonly Dictionary<Role, Actor> inTrial = [];

    /// <summary>Manager of the store and of every trial in it.</summary>
    public Actor Founder { get; private set; } = Actor.Nobody;

    /// <summary>Everybody but the founder, in the order in which they came.</summary>
    public List<CastMember> Members { get; } = [];

    public Actor WithRole(Role role) => inTrial[role];

    public Actor At(string site, Role role) => atSites[(site, role)];

    public async Task<DemonstrationCast> AssembleAsync(
        DemonstrationRequest request, TrialProtocol protocol, Scenario scenario, CancellationToken cancellation)
    {
        var owner = Actor.OperatingSystemUser("demonstration");
        var founded = Done(await door.AskAsync<FoundStore, StoreFounder>(owner, new FoundStore("demonstration"), cancellation));
        var founder = Founder = new Actor(founded.AccountId, founded.Name);
        Done(await door.AskAsync<CreateTrial, TrialCreated>(founder, new CreateTrial(request.ProtocolJson), cancellation));
        foreach (var account in scenario.Accounts)
        {
            var actor = await InviteAsync(founder, account.Name, cancellation);
            Members.Add(new CastMember(actor.Name, account.Roles, Site: null));
            foreach (var role in account.Roles)
            {
                await GrantAsync(founder, new GrantRole(protocol.Code, actor.Name, role, SiteCode: null, scenario.StartsOn), cancellation);
                inTrial[role] = actor;
            }
        }

        foreach (var site in protocol.Sites.Select(s => s.Code))
        {
            Done(await door.AskAsync<ActivateSite, Site>(WithRole(Role.Manager), new ActivateSite(protocol.Code, site, scenario.StartsOn), cancellation));
            await OpenSiteAsync(founder, protocol.Code, site, scenario, cancellation);
        }

        Done(await door.AskAsync<SealScheme, SchemeSealed>(WithRole(Role.RandomisationAdministrator), new SealScheme(protocol.Code, request.DesignJson), cancellation));
        Done(await door.AskAsync<GiveNonce, NonceGiven>(WithRole(Role.Manager), new GiveNonce(protocol.Code, Nonce), cancellation));
        return this;
    }

    /// <exception cref="InvalidOperationException">The request was refused.</exception>
    internal static T Done<T>(Outcome<T> outcome) => outcome.Value;

    /// <summary>The site's investigator first, who then delegates the other roles of the site.</summary>
    private async Task OpenSiteAsync(Actor founder, string trial, string site, Scenario scenario, CancellationToken cancellation)
    {
        var investigator = await InviteAsync(founder, $"investigator {site}", cancellation);
        await GrantAsync(founder, new GrantRole(trial, investigator.Name, Role.PrincipalInvestigator, site, scenario.StartsOn), cancellation);
        atSites[(site, Role.PrincipalInvestigator)] = investigator;
        Members.Add(new CastMember(investigator.Name, [Role.PrincipalInvestigator], site));
        foreach (var account in scenario.SiteAccounts)
        {
            var actor = await InviteAsync(founder, account.Name.Replace("{site}", site, StringComparison.Ordinal), cancellation);
            Members.Add(new CastMember(actor.Name, account.Roles, site));
            foreach (var role in account.Roles)
            {
                var granter = RoleTable.GranterOf(role) == Role.PrincipalInvestigator ? investigator : founder;
                await GrantAsync(granter, new GrantRole(trial, actor.Name, role, site, scenario.StartsOn), cancellation);
                atSites[(site, role)] = actor;
            }
        }
    }

    private async Task<Actor> InviteAsync(Actor founder, string name, CancellationToken cancellation)
    {
        var invited = Done(await door.AskAsync<InviteAccount, InvitedAccount>(founder, new InviteAccount(name), cancellation));
        return new Actor(invited.AccountId, invited.Name);
    }

    private async Task GrantAsync(Actor granter, GrantRole request, CancellationToken cancellation) =>
        Done(await door.AskAsync<GrantRole, GrantedRole>(granter, request, cancellation));
}
