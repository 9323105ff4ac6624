using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Protocol;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>A trial beside the small one whose scheme is an uploaded list, until it is sealed.</summary>
internal sealed class SmallList(NotedRequests requests)
{
    private const string Trial = "LIST";

    private const string Plan = """
        { "procedure": "uploaded list 2", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "levels": ["S1", "S2"] }] }
        """;

    public async Task PlayAsync()
    {
        await requests.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(JsonEdit.With(TestProtocol.Json, "code", $"\"{Trial}\"")));
        await requests.AskAsync<GrantRole, GrantedRole>("founder", new GrantRole(Trial, "admin", Role.RandomisationAdministrator, SiteCode: null, TrialHost.FirstDay));
        await requests.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(Trial, Plan));
        await requests.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(Trial, Plan, "site,arm\nS1,NEW\nS2,OLD\n"));
    }
}
