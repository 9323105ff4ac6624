using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Pipeline;
using TrialData.Storage;

namespace TrialData.Testing.Concealment;

/// <summary>A trial under a scheme with a given secret, some of whose participants are allocated; everything else is alike in every vault.</summary>
public sealed class Vault : IAsyncDisposable
{
    /// <summary>The target that could be allocated next.</summary>
    public const string Waiting = "waiting";

    public static readonly string[] Sites = ["S1", "S2"];

    private static readonly Guid Nobody = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    private readonly Func<string, string>? clusterOf;

    private Vault(TrialHost host, Func<string, string>? clusterOf) => (Host, this.clusterOf) = (host, clusterOf);

    public TrialHost Host { get; }

    /// <summary>The arms that were given, in order.</summary>
    public List<string> Past { get; } = [];

    /// <summary>What staff of the first site can ask about, by name: each but the last two is their own.</summary>
    public Dictionary<string, Target> Targets { get; } = new(StringComparer.Ordinal);

    /// <summary>What the nonce that <see cref="TrialHost.SealAsync"/> mixes in has as bytes.</summary>
    public static byte[] Nonce => Encoding.UTF8.GetBytes("a nonce of the founder");

    /// <summary>Two at a site, then two at the other, and so on: where blocks are of 2, many of them are complete.</summary>
    public static IReadOnlyList<string> SiteOfEach(int participants) => [.. Enumerable.Range(0, participants).Select(i => Sites[i / 2 % Sites.Length])];

    /// <summary>A trial of individuals.</summary>
    /// <param name="allocations">How many are allocated, in the order of <see cref="SiteOfEach"/>.</param>
    public static async Task<Vault> OpenAsync(Sealing sealing, int allocations)
    {
        var vault = await SealAsync(sealing, TestProtocol.Json, clusterOf: null);
        await vault.FillAsync(SiteOfEach(allocations));
        return vault;
    }

    /// <summary>A trial of clusters.</summary>
    /// <param name="participants">How many are allocated, at the first site alone; null leaves the clusters without arms.</param>
    public static async Task<Vault> OpenOfClustersAsync(Sealing sealing, int? participants)
    {
        var vault = await SealAsync(sealing, TestClusters.Protocol, site => TestClusters.FirstOf(site));
        if (participants is not null)
        {
            await vault.AllocateClustersAsync();
        }

        await vault.FillAsync(Enumerable.Repeat(Sites[0], participants ?? 0));
        return vault;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>The act that nobody may foresee: the next allocation at each site.</summary>
    public async Task<IReadOnlyList<string>> AllocateNextAsync()
    {
        var arms = new List<string>();
        foreach (var site in Sites)
        {
            arms.Add((await Host.RandomiseAsync(site, await EnrolAsync(site))).Value.Arm);
        }

        return arms;
    }

    /// <summary>Gives all clusters their arms.</summary>
    public async Task AllocateClustersAsync() =>
        _ = (await Host.AskAsync<AllocateClusters, AllocatedClusters>("admin", new AllocateClusters(Host.TrialCode))).Value;

    private static async Task<Vault> SealAsync(Sealing sealing, string protocol, Func<string, string>? clusterOf)
    {
        var identities = new SecretOfAScheme(sealing.SecretOf);
        var host = await TrialHost.OpenAsync(Engine.Sqlite, protocol, services => services.AddSingleton<IIdentities>(identities), seal: false);
        identities.IsSealing = true;
        await host.SealAsync(sealing.Design, sealing.List);
        identities.IsSealing = false;
        return new Vault(host, clusterOf);
    }

    private Task<Guid> EnrolAsync(string site) => Host.EnrolWithBaselineAsync(site, clusterOf?.Invoke(site));

    private async Task FillAsync(IEnumerable<string> siteOfEach)
    {
        await Host.InviteAsync("eva");
        _ = (await Host.RegisterAsync("monitor", Role.Monitor, Sites[0])).Value;
        foreach (var site in siteOfEach)
        {
            var participant = await EnrolAsync(site);
            Past.Add((await Host.RandomiseAsync(site, participant)).Value.Arm);
            Targets.TryAdd("allocated", new Target(Host.TrialCode, site, participant, $"researcher {site}"));
        }

        Targets[Waiting] = new Target(Host.TrialCode, Sites[0], await EnrolAsync(Sites[0]), $"researcher {Sites[0]}");
        Targets["screened"] = Targets[Waiting] with { Participant = (await Host.ScreenInAsync(clusterOf?.Invoke(Sites[0]), Sites[0])).Value.PublicId };
        Targets["of the other site"] = new Target(Host.TrialCode, Sites[1], await EnrolAsync(Sites[1]), $"researcher {Sites[1]}");
        Targets["unknown"] = new Target("NOVEMBER", "MIKE", Nobody, "nobody at all");
    }
}
