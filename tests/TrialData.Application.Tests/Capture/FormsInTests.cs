using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Testing;

namespace TrialData.Application.Tests.Capture;

/// <summary>What tests of forms ask for again and again.</summary>
internal static class FormsInTests
{
    public const string Researcher = "researcher S1";

    public static readonly FormAt Mood = new("baseline", "mood");

    public static Dictionary<string, string> Answers(params (string Item, string Answer)[] answers) =>
        answers.ToDictionary(a => a.Item, a => a.Answer, StringComparer.Ordinal);

    /// <summary>The mood form of the baseline, for a test to change with <c>with</c>.</summary>
    public static SaveForm MoodOf(TrialHost trial, Guid participant, int version, params (string Item, string Answer)[] answers) =>
        new(trial.TrialCode, participant, "baseline", "mood", version, TrialHost.FirstDay, Answers(answers), Reason: version == 0 ? null : "misread");

    public static Task<Outcome<FormSaved>> SaveAsync(this TrialHost trial, SaveForm request) => trial.AskAsync<SaveForm, FormSaved>(Researcher, request);

    public static async Task<ShownForm> ShowAsync(this TrialHost trial, Guid participant, FormAt? at = null) =>
        (await trial.AskAsync<ShowForm, ShownForm>(Researcher, new ShowForm(trial.TrialCode, participant, at ?? Mood))).Value;

    public static async Task<IReadOnlyList<PastAnswer>> HistoryAsync(this TrialHost trial, Guid participant, string item, FormAt? at = null) =>
        (await trial.AskAsync<ShowFieldHistory, FieldHistory>(Researcher, new ShowFieldHistory(trial.TrialCode, participant, at ?? Mood, item))).Value.Values;
}
