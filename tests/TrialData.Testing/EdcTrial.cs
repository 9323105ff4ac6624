using TrialData.Application.Allocation.Edc;
using TrialData.Application.Pipeline;
using TrialData.Storage;

namespace TrialData.Testing;

/// <summary>A trial that takes its participants from an EDC system, told apart by site, sex and age: nothing is filled in here.</summary>
public static class EdcTrial
{
    public const string StudyOid = "S_TEST";
    public const string Name = "libreclinica";

    /// <summary>One of the files that both the schema and the loader take.</summary>
    public static string Protocol { get; } = File.ReadAllText(Repository.PathOf("tests", "schemas", "sound", "protocol-of-an-edc.json"));

    public static async Task<TrialHost> OpenAsync(Engine engine) => await TrialHost.OpenAsync(engine, Protocol);

    public static async Task<EdcProof> RegisterAsync(this TrialHost trial, string name = Name) =>
        new(name, (await trial.AskAsync<RegisterEdc, RegisteredEdc>("admin", new RegisterEdc(trial.TrialCode, name, StudyOid, trial.Clock.GetUtcNow().AddDays(30)))).Value.Secret);

    /// <summary>Randomises as an EDC does: answers to sex and age, in the order of stratifyBy.</summary>
    public static Task<Outcome<EdcAllocation>> RandomiseAsync(
        this TrialHost trial, EdcProof proof, string identifier, string site = "S1", string sex = "Female", string age = "1", string user = "nurse") =>
        trial.Door.AskAsync<RandomiseByEdc, EdcAllocation>(
            Actor.Nobody, new RandomiseByEdc(proof, identifier, site, user, [sex, age]), CancellationToken.None);

    public static Task<Outcome<EdcAllocation>> FindAsync(this TrialHost trial, EdcProof proof, string identifier) =>
        trial.Door.AskAsync<FindEdcAllocation, EdcAllocation>(Actor.Nobody, new FindEdcAllocation(proof, identifier), CancellationToken.None);

    public static Task<Outcome<CheckedEdcSite>> CheckSiteAsync(this TrialHost trial, EdcProof proof, string site) =>
        trial.Door.AskAsync<CheckEdcSite, CheckedEdcSite>(Actor.Nobody, new CheckEdcSite(proof, site), CancellationToken.None);
}
