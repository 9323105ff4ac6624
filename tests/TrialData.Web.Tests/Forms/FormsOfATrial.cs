using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Pipeline;

namespace TrialData.Web.Tests.Forms;

/// <summary>Forms of a trial as the store holds them, and what a page sends to fill them in.</summary>
internal static class FormsOfATrial
{
    public const string Researcher = "researcher S1";

    public static string MoodOf(Guid participant) => $"/trials/TEST/participants/{participant}/visits/baseline/mood";

    /// <summary>Answers with the day of the form, which is the first of the trial.</summary>
    public static (string Name, string Value)[] Filled(params (string Name, string Value)[] answers) =>
        [("CompletedOn.day", "4"), ("CompletedOn.month", "1"), ("CompletedOn.year", "2027"), .. answers];

    public static Task<ShownForm> MoodAsync(this WebTrial web, Guid participant) => web.StoredAsync(participant, new FormAt("baseline", "mood"));

    public static async Task<ShownForm> StoredAsync(this WebTrial web, Guid participant, FormAt at, string reader = Researcher) =>
        (await web.Trial.AskAsync<ShowForm, ShownForm>(reader, new ShowForm("TEST", participant, at))).Value;

    public static Task<Outcome<FoundDraft>> DraftOfMoodAsync(this WebTrial web, Guid participant, string account = Researcher) =>
        web.Trial.AskAsync<FindDraft, FoundDraft>(account, new FindDraft("TEST", participant, "baseline", "mood"));

    /// <summary>What the trail holds of a field, as the investigator reads it.</summary>
    public static async Task<IReadOnlyList<ReadEvent>> AuditedAsync(this WebTrial web, string useCase, string field) =>
        (await web.Trial.AskAsync<ReadAudit, AuditPage>("investigator S1", new ReadAudit("TEST", new AuditQuestion { UseCase = useCase, Field = field }))).Value.Events;

    public static async Task<HttpClient> ClientOfNewAsync(this WebTrial web, string account, Role role, string? site = "S1")
    {
        _ = (await web.Trial.RegisterAsync(account, role, site)).Value;
        return await web.ClientOfAsync(account);
    }
}
