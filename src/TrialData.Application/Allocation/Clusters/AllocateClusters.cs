using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation.Clusters;

/// <summary>Draws the arms of all clusters at once and enters them in the ledger. The answer tells no arm.</summary>
/// <param name="Password">The person's own, given again. A program gives none where its token names this permission: it was made for it.</param>
[Requires(Permission.AllocateClusters)]
public sealed record AllocateClusters(string TrialCode, string? Password = null)
{
    public override string ToString() => nameof(AllocateClusters);
}

/// <param name="Allocations">How many allocations there are with equal numbers within areas as far as possible.</param>
/// <param name="Considered">How many were looked at.</param>
/// <param name="Acceptable">Among how many of them it was drawn.</param>
/// <remarks>The score of the one drawn is left out: whoever has the design could tell by it which clusters share an arm.</remarks>
public sealed record AllocatedClusters(int Clusters, string Allocations, int Considered, int Acceptable);

public sealed record NotOfClusters()
    : Refusal("allocation.not-of-clusters", "The protocol does not randomise clusters.");

public sealed record ClustersAllocatedAlready()
    : Refusal("allocation.clusters-allocated-already", "All clusters are allocated already. The allocation never changes; a cluster that joins later needs a new scheme, in a trial of its own.");

public sealed record ClustersNotAllocated()
    : Refusal("allocation.clusters-not-allocated", "The clusters have not been allocated yet.");

public sealed record NoneAcceptable(double BestScore, double CutOff)
    : Refusal(
        "allocation.none-acceptable",
        string.Create(CultureInfo.InvariantCulture, $"No allocation of the clusters is good enough: the best that was looked at has the score {BestScore:0.######}, and acceptScoreUpTo is {CutOff:0.######}."));

public sealed record FewAcceptable(int Acceptable, int Considered, string Allocations)
    : Refusal(
        "allocation.few-acceptable",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Only {Acceptable} of the {Considered} allocations in a sample are good enough. The trial's own sample is another one and could hold none; then no cluster could ever be allocated. A sample needs {ClusterAssessment.FewestInSample}: raise acceptScoreUpTo or sample, or enumerateUpTo to all {Allocations}."));

public sealed class AllocateClustersHandler(
    TrialAccess access,
    ITrials trials,
    IAllocationVault vault,
    IClusterArms clusters,
    ISealer sealer,
    OwnPassword password,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<AllocateClusters, AllocatedClusters>, IPrepared<AllocateClusters>
{
    public Task PrepareAsync(AllocateClusters request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<AllocatedClusters>> HandleAsync(AllocateClusters request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.AllocateClusters, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trial = found.Value.Trial;
        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        if (protocol.Randomisation.Unit != RandomisationUnit.Cluster)
        {
            return new NotOfClusters();
        }

        var scheme = await vault.FindDrawableAsync(trial.TrialId, cancellation);
        return scheme.IsRefused ? scheme.Refusal! : await AllocateAsync(trial, protocol, scheme.Value, cancellation);
    }

    private async Task<Outcome<AllocatedClusters>> AllocateAsync(Trial trial, TrialProtocol protocol, Scheme scheme, CancellationToken cancellation)
    {
        // Locked first: two people at the same moment must not both allocate.
        var head = await vault.LockLedgerAsync(scheme, cancellation);
        if ((await clusters.ListAsync(SiteScope.WholeTrial(trial.TrialId), cancellation)).Count > 0)
        {
            return new ClustersAllocatedAlready();
        }

        if (!await password.ConfirmsAsync(Permission.AllocateClusters, cancellation))
        {
            return new RandomisationNotConfirmed();
        }

        var design = (ClusterScheme)scheme.Document.Design;
        using var opened = scheme.Open(sealer);
        if (ConstrainedRandomisation.Allocate(design.Design, opened.Draws) is not { } allocation)
        {
            var seen = ConstrainedRandomisation.Assess(design.Design, opened.Draws);
            return new NoneAcceptable(seen.BestScore, seen.CutOff);
        }

        await EnterAsync(trial, protocol, scheme, head, design, allocation, cancellation);
        note.Changed("clusters", oldValue: null, AuditHash.Text(design.Design.Clusters.Count));
        return new AllocatedClusters(
            design.Design.Clusters.Count, allocation.Allocations.ToString(CultureInfo.InvariantCulture), allocation.Considered, allocation.Acceptable);
    }

    private async Task EnterAsync(
        Trial trial, TrialProtocol protocol, Scheme scheme, LedgerHead head, ClusterScheme design, ClusterAllocation allocation, CancellationToken cancellation)
    {
        var sites = (await trials.SitesAsync(trial.TrialId, cancellation)).ToDictionary(site => site.Code, site => site.SiteId, StringComparer.Ordinal);
        var siteOf = protocol.Randomisation.Clusters.ToDictionary(cluster => cluster.Code, cluster => sites[cluster.Site], StringComparer.Ordinal);
        var now = clock.GetUtcNow().ToUniversalTime();
        foreach (var (index, cluster) in design.Design.Clusters.Index())
        {
            var place = new LedgerPlace(head.Entries + 1, scheme.PublicId.ToString("D"), now, head.Hash);
            var entry = LedgerEntry.OfCluster(place, design, allocation, index);
            await clusters.AppendAsync(new NewClusterAllocation(scheme.SchemeId, siteOf[cluster.Code], cluster.Code, entry, context.Actor.AccountId!.Value), cancellation);
            head = new LedgerHead(entry.Sequence, entry.Hash);
        }
    }
}
