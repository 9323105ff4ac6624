using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;

namespace TrialData.Application.Tests.Isolation;

/// <summary>A store with two trials, in the first two sites, one account of each role, and a randomised participant at each site.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string HomeSite = "HOME";
    public const string ForeignSite = "KILO";

    /// <summary>Words that tell an arm.</summary>
    public static readonly string[] Arms = ["ARMX", "ARMY", "Label of X", "Label of Y"];

    private const string ForeignTrial = "LIMA";

    // Words that stand nowhere else, so that one found in an answer is a leak.
    private static readonly string Protocol = TestProtocol.Json
        .Replace("\"S1\"", $"\"{HomeSite}\"", StringComparison.Ordinal)
        .Replace("\"S2\"", $"\"{ForeignSite}\"", StringComparison.Ordinal)
        .Replace("\"NEW\"", $"\"{Arms[0]}\"", StringComparison.Ordinal)
        .Replace("\"OLD\"", $"\"{Arms[1]}\"", StringComparison.Ordinal)
        .Replace("\"New\"", $"\"{Arms[2]}\"", StringComparison.Ordinal)
        .Replace("\"Old\"", $"\"{Arms[3]}\"", StringComparison.Ordinal);

    private readonly TrialHost host;

    private World(TrialHost host, Guid own, Guid foreign)
    {
        this.host = host;
        Own = new Target(host.TrialCode, HomeSite, own, "researcher HOME");
        OfForeignSite = new Target(host.TrialCode, ForeignSite, foreign, "researcher KILO");
        OfUnknownSite = new Target(host.TrialCode, "MIKE", new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), "nobody at all");
        OfForeignTrial = Own with { Trial = ForeignTrial };
        OfUnknownTrial = Own with { Trial = "NOVEMBER" };
    }

    public Target Own { get; }

    public Target OfForeignSite { get; }

    public Target OfUnknownSite { get; }

    public Target OfForeignTrial { get; }

    public Target OfUnknownTrial { get; }

    /// <param name="sealedList">Plan and rows of an uploaded list; null for blocks.</param>
    public static async Task<World> OpenAsync((string Plan, string Rows)? sealedList = null, Action<IServiceCollection>? configure = null)
    {
        var trial = await TrialHost.OpenAsync(Engine.Sqlite, Protocol, configure, seal: sealedList is null);
        if (sealedList is { } list)
        {
            _ = await trial.SealAsync(list.Plan, list.Rows);
        }

        _ = (await trial.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(JsonEdit.With(Protocol, "code", $"\"{ForeignTrial}\"")))).Value;
        await trial.InviteAsync("eva");
        foreach (var role in Enum.GetValues<Role>().Where(role => RoleTable.GranterOf(role) == Role.Manager))
        {
            _ = (await trial.RegisterAsync($"account {RoleNames.Of(role)}", role, RoleTable.IsHeldAtSite(role) ? HomeSite : null)).Value;
        }

        var participants = new List<Guid>();
        foreach (var site in new[] { HomeSite, ForeignSite })
        {
            participants.Add(await trial.EnrolWithBaselineAsync(site));
            _ = (await trial.RandomiseAsync(site, participants[^1])).Value;
        }

        return new World(trial, participants[0], participants[1]);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    public Actor ActorWith(Role role) => host.Actor(role switch
    {
        Role.SiteResearcher => $"researcher {HomeSite}",
        Role.Assessor => $"assessor {HomeSite}",
        Role.PrincipalInvestigator => $"investigator {HomeSite}",
        _ => $"account {RoleNames.Of(role)}",
    });

    /// <summary>Delegates a duty to the account of a role at the home site.</summary>
    public async Task DelegateAsync(Role role, Permission duty) => _ = (await host.AskAsync<GrantRole, GrantedRole>(
        $"investigator {HomeSite}",
        new GrantRole(host.TrialCode, ActorWith(role).Name, role, HomeSite, TrialHost.FirstDay, ExpiresOn: null, [duty]))).Value;

    public Task<Reply> AskAsync(Actor actor, UseCaseDescription useCase, Target target) =>
        host.AskAsync(actor, useCase, SampleRequests.All[useCase.Request](target));
}
