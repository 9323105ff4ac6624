using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Edc;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>A trial of its own whose participants come from an EDC system.</summary>
internal sealed class SmallEdc(TrialHost host, NotedRequests requests)
{
    private const string Code = "EDC";
    private const string Unknown = NotedRequests.Unknown;

    private static readonly DateOnly Today = TrialHost.FirstDay;

    private static readonly string Protocol = JsonEdit.With(
        JsonEdit.With(JsonEdit.With(EdcTrial.Protocol, "code", $"\"{Code}\""), "arms[0].code", "\"NEW\""), "arms[1].code", "\"OLD\"");

    public async Task PlayAsync(Guid participant)
    {
        await AskAsync<ShowAllocation, AllocatedParticipant>("researcher S1", new ShowAllocation(host.TrialCode, participant));
        await AskAsync<ShowAllocation, AllocatedParticipant>("assessor S1", new ShowAllocation(host.TrialCode, participant));
        await AskAsync<RegisterEdc, RegisteredEdc>("admin", new RegisterEdc(host.TrialCode, EdcTrial.Name, EdcTrial.StudyOid, host.Clock.GetUtcNow().AddDays(9)));
        await AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(Protocol));
        await AskAsync<ActivateSite, Site>("founder", new ActivateSite(Code, "S1", Today));
        await AskAsync<GrantRole, GrantedRole>("founder", new GrantRole(Code, "admin", Role.RandomisationAdministrator, SiteCode: null, Today));
        await AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(Code, TestProtocol.DesignFor(ProtocolLoader.Load(Protocol).Value)));
        await AskAsync<GiveNonce, NonceGiven>("founder", new GiveNonce(Code, "a nonce of the founder"));
        var registered = await AskAsync<RegisterEdc, RegisteredEdc>("admin", new RegisterEdc(Code, EdcTrial.Name, EdcTrial.StudyOid, host.Clock.GetUtcNow().AddDays(9)));
        requests.Secrets.Add(registered.Value.Secret.Text);
        await RandomiseAsync(new EdcProof(registered.Value.Name, registered.Value.Secret));
        await AskAsync<ListEdcCredentials, ListedEdcCredentials>("admin", new ListEdcCredentials(Code));
        await AskAsync<ListEdcCredentials, ListedEdcCredentials>("admin", new ListEdcCredentials(Unknown));
        await AskAsync<RevokeEdcCredential, RevokedEdcCredential>("admin", new RevokeEdcCredential(Code, Unknown));
        await AskAsync<RevokeEdcCredential, RevokedEdcCredential>("admin", new RevokeEdcCredential(Code, EdcTrial.Name));
    }

    private async Task RandomiseAsync(EdcProof proof)
    {
        var wrong = proof with { Name = Unknown };
        await requests.KnockAsync<FindEdcRegistration, EdcRegistration>(new FindEdcRegistration(proof.Secret, EdcTrial.StudyOid));
        await requests.KnockAsync<FindEdcRegistration, EdcRegistration>(new FindEdcRegistration(proof.Secret, Unknown));
        await requests.KnockAsync<CheckEdcSite, CheckedEdcSite>(new CheckEdcSite(proof, "S1"));
        await requests.KnockAsync<CheckEdcSite, CheckedEdcSite>(new CheckEdcSite(proof, Unknown));
        await requests.KnockAsync<RandomiseByEdc, EdcAllocation>(new RandomiseByEdc(wrong, "SS_1", "S1", "dr.x", ["Female", "1"]));
        await requests.KnockAsync<RandomiseByEdc, EdcAllocation>(new RandomiseByEdc(proof, "SS_1", "S1", "dr.x", ["Female", Unknown]));
        await requests.KnockAsync<RandomiseByEdc, EdcAllocation>(new RandomiseByEdc(proof, "SS_1", "S1", "dr.x", ["Female", "1"]));
        await requests.KnockAsync<FindEdcAllocation, EdcAllocation>(new FindEdcAllocation(proof, "SS_1"));
        await requests.KnockAsync<FindEdcAllocation, EdcAllocation>(new FindEdcAllocation(proof, Unknown));
    }

    private Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) => requests.AskAsync<TRequest, TResult>(actor, request);
}
