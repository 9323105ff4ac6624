using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Analyses.Scenarios;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Hosting.Demonstration;

/// <summary>The accounts of a demonstration, named by role, and the set-up of its trial.</summary>
internal sealed class DemonstrationCast(Door door)
{
    private readonly Dictionary<(string Site, Role Role), Actor> atSites = [];
    private readonly Dictionary<Role, Actor> inTrial = [];

    public Actor WithRole(Role role) => inTrial[role];

    public Actor At(string site, Role role) => atSites[(site, role)];

    public async Task<DemonstrationCast> AssembleAsync(
        string protocolJson, TrialProtocol protocol, Scenario scenario, CancellationToken cancellation)
    {
        var owner = Actor.OperatingSystemUser("demonstration");
        var founder = ActorOf(Done(await door.AskAsync<FoundStore, RegisteredAccount>(owner, new FoundStore("demonstration"), cancellation)));
        Done(await door.AskAsync<CreateTrial, TrialCreated>(founder, new CreateTrial(protocolJson), cancellation));
        foreach (var account in scenario.Accounts)
        {
            await RegisterAsync(founder, protocol.Code, account, account.Name, site: null, cancellation);
        }

        foreach (var site in protocol.Sites.Select(s => s.Code))
        {
            Done(await door.AskAsync<ActivateSite, Site>(WithRole(Role.Manager), new ActivateSite(protocol.Code, site, scenario.StartsOn), cancellation));
            foreach (var account in scenario.SiteAccounts)
            {
                await RegisterAsync(founder, protocol.Code, account, account.Name.Replace("{site}", site, StringComparison.Ordinal), site, cancellation);
            }
        }

        Done(await door.AskAsync<SealScheme, SealedScheme>(WithRole(Role.RandomisationAdministrator), new SealScheme(protocol.Code), cancellation));
        return this;
    }

    /// <exception cref="InvalidOperationException">The request was refused.</exception>
    internal static T Done<T>(Outcome<T> outcome) => outcome.Value;

    private static Actor ActorOf(RegisteredAccount account) => new(account.AccountId, account.Name);

    private async Task RegisterAsync(
        Actor founder, string trial, ScenarioAccount account, string name, string? site, CancellationToken cancellation)
    {
        var request = new RegisterAccount(trial, name, account.Roles, site is null ? [] : [site]);
        var actor = ActorOf(Done(await door.AskAsync<RegisterAccount, RegisteredAccount>(founder, request, cancellation)));
        foreach (var role in account.Roles)
        {
            if (site is null)
            {
                inTrial[role] = actor;
            }
            else
            {
                atSites[(site, role)] = actor;
            }
        }
    }
}
