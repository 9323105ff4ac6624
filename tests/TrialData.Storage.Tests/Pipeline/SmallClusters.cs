using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Protocol;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>A trial of clusters beside the small one, until the clusters have their arms.</summary>
internal sealed class SmallClusters(NotedRequests requests)
{
    private const string Trial = "CLUSTERS";

    public async Task PlayAsync()
    {
        await requests.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(JsonEdit.With(TestClusters.Protocol, "code", $"\"{Trial}\"")));
        await requests.AskAsync<GrantRole, GrantedRole>("founder", new GrantRole(Trial, "admin", Role.RandomisationAdministrator, SiteCode: null, TrialHost.FirstDay));
        await requests.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(Trial, TestClusters.Design));
        await requests.AskAsync<AllocateClusters, AllocatedClusters>("admin", new AllocateClusters(Trial));
        await requests.AskAsync<ListClusters, ListedClusters>("founder", new ListClusters(Trial));
        await requests.AskAsync<GiveNonce, NonceGiven>("founder", new GiveNonce(Trial, "a nonce of the founder"));
        await requests.AskAsync<AllocateClusters, AllocatedClusters>("admin", new AllocateClusters(Trial));
        await requests.AskAsync<ListClusters, ListedClusters>("founder", new ListClusters(Trial));
    }
}
