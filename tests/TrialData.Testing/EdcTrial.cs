using TrialData.Application.Allocation.Edc;
using TrialData.Application.Pipeline;
using TrialData.Storage;

namespace TrialData.Testing;

/// <summary>A trial that takes its participants from an EDC system, told apart by site, sex and age: nothing is filled in here.</summary>
public static class EdcTrial
{
    public const string StudyOid = "S_TEST";
    public const string Name = "libreclinica";

    public const string Protocol = """
        {
          "code": "TEST",
          "version": 1,
          "title": "A trial of an EDC",
          "arms": [{ "code": "A", "label": "New" }, { "code": "B", "label": "Old" }],
          "sites": [{ "code": "S1", "name": "First" }, { "code": "S2", "name": "Second" }],
          "randomisation": {
            "unit": "individual", "externalEdc": true, "stratifyBy": ["site", "sex", "age"],
            "factors": [
              { "name": "age", "levels": [{ "level": "young", "values": ["1", "2"] }, { "level": "old", "values": ["3"] }] },
              { "name": "sex", "levels": [{ "level": "female", "values": ["Female"] }, { "level": "male", "values": ["Male"] }] }
            ]
          },
          "eligibility": [{ "code": "adult", "label": "Aged 18 or over", "required": "yes" }, { "code": "dementia", "label": "Dementia", "required": "no" }],
          "consentForms": [{ "code": "consent-1", "label": "Consent" }]
        }
        """;

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
