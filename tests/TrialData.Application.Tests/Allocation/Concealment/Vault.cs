using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Tests.Isolation;
using TrialData.Storage;
using TrialData.Testing;

namespace TrialData.Application.Tests.Allocation.Concealment;

/// <summary>A trial under a scheme with a given secret, some of whose participants are allocated; everything else is alike in every vault.</summary>
internal sealed class Vault : IAsyncDisposable
{
    public static readonly string[] Sites = ["S1", "S2"];

    private static readonly Guid Nobody = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    private readonly Dictionary<string, Guid> next = new(StringComparer.Ordinal);

    private Vault(TrialHost host) => Host = host;

    public TrialHost Host { get; }

    /// <summary>The arms that were given, in order.</summary>
    public List<string> Past { get; } = [];

    /// <summary>What staff of the first site can ask about, by name: each but the last two is their own.</summary>
    public Dictionary<string, Target> Targets { get; } = new(StringComparer.Ordinal);

    /// <summary>What the nonce that <see cref="TrialHost.SealAsync"/> mixes in has as bytes.</summary>
    public static byte[] Nonce => Encoding.UTF8.GetBytes("a nonce of the founder");

    /// <summary>Two at a site, then two at the other, and so on: where blocks are of 2, many of them are complete.</summary>
    public static IReadOnlyList<string> SiteOfEach(int participants) => [.. Enumerable.Range(0, participants).Select(i => Sites[i / 2 % Sites.Length])];

    public static async Task<Vault> OpenAsync(string design, int allocations, Func<Guid, byte[]> secretOf)
    {
        var identities = new SecretOfAScheme(secretOf);
        var vault = new Vault(await TrialHost.OpenAsync(Engine.Sqlite, configure: services => services.AddSingleton<IIdentities>(identities), seal: false));
        identities.IsSealing = true;
        await vault.Host.SealAsync(design);
        identities.IsSealing = false;
        await vault.FillAsync(allocations);
        return vault;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>The act that nobody may foresee: the next allocation at each site.</summary>
    public async Task<IReadOnlyList<string>> AllocateNextAsync()
    {
        var arms = new List<string>();
        foreach (var site in Sites)
        {
            arms.Add((await Host.RandomiseAsync(site, next[site])).Value.Arm);
        }

        return arms;
    }

    private async Task FillAsync(int allocations)
    {
        await Host.InviteAsync("eva");
        _ = (await Host.RegisterAsync("monitor", Role.Monitor, Sites[0])).Value;
        foreach (var site in SiteOfEach(allocations))
        {
            var participant = await Host.EnrolWithBaselineAsync(site);
            Past.Add((await Host.RandomiseAsync(site, participant)).Value.Arm);
            Targets.TryAdd("allocated", new Target(Host.TrialCode, site, participant, $"researcher {site}"));
        }

        foreach (var site in Sites)
        {
            next[site] = await Host.EnrolWithBaselineAsync(site);
        }

        Targets["waiting"] = new Target(Host.TrialCode, Sites[0], await Host.EnrolWithBaselineAsync(Sites[0]), $"researcher {Sites[0]}");
        Targets["screened"] = Targets["waiting"] with { Participant = (await Host.ScreenAsync(Sites[0])).Value.PublicId };
        Targets["of the other site"] = new Target(Host.TrialCode, Sites[1], next[Sites[1]], $"researcher {Sites[1]}");
        Targets["unknown"] = new Target("NOVEMBER", "MIKE", Nobody, "nobody at all");
    }
}
