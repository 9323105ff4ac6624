using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Enrolment;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;

namespace TrialData.Browser.Tests.Pages;

/// <summary>How much there is to see.</summary>
public enum Fullness
{
    Nothing,
    Ordinary,
    Much,
}

/// <summary>A trial with a participant at each step, so that every page has something to show; or with nobody in it.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string Researcher = "researcher S1";
    public const string Deputy = "deputy S1";
    public const string Investigator = "investigator S1";
    public const string Manager = "founder";

    private const string Unbroken = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
    private const string Lengthy = "as it was told to the researcher by the participant and by the person who came along, in the words of both, as far as they could be told apart";

    private static readonly (string Plain, string Ordinary, string Much)[] Labels =
    [
        ("A trial for tests", "Support by peers after a first episode: a randomised trial in two trusts", $"Support by peers after a first episode of illness, {Lengthy}: a randomised, assessor-blinded, pragmatic trial in two trusts ({Unbroken})"),
        ("\"First\"", "\"Northtown Community Trust\"", $"\"The Northtown, Easthaven and {Unbroken} Partnership Community and Mental Health Foundation Trust of the Three Counties\""),
        ("\"Second\"", "\"Southport Trust\"", "\"Southport Trust\""),
        ("\"New\"", "\"Peer support\"", $"\"Peer support in addition to everything else that the team offers, at least weekly for the first twelve months ({Unbroken})\""),
        ("\"Old\"", "\"Usual care\"", $"\"Usual care by the team, without peer support, for the first twelve months, and whatever else is usual there ({Unbroken})\""),
        ("\"Mood\"", "\"Mood and work\"", $"\"Mood, work and education, {Lengthy}\""),
        ("\"Low\"", "\"How low was the mood in the past week?\"", $"\"How low was the mood in the past week, {Lengthy}?\""),
        ("\"Works\"", "\"In paid work or education\"", $"\"In paid work, supported work, voluntary work, education or training of whatever kind, {Lengthy}\""),
        ("\"Hours\"", "\"Hours a week\"", "\"Hours a week, on average over the past month, as far as they can be told\""),
        ("\"Note\"", "\"Notes\"", $"\"Notes ({Unbroken})\""),
        ("\"Paper\"", "\"Diary of the week\"", $"\"Diary of the week, on paper, {Lengthy}\""),
        ("\"Steps\"", "\"Steps in the week\"", $"\"Steps in the week, as the pedometer counted them, {Lengthy}\""),
        ("\"Words\"", "\"In the participant's words\"", $"\"In the participant's words ({Unbroken})\""),
        ("\"Blinded rating\"", "\"Rating of symptoms\"", $"\"Rating of symptoms by an assessor, {Lengthy}\""),
        ("\"Contacts\"", "\"Contacts with the service\"", $"\"Contacts with the service, {Lengthy}\""),
        ("\"Dementia\"", "\"A diagnosis of dementia\"", $"\"A diagnosis of dementia or of another organic illness, {Lengthy}\""),
    ];

    private readonly Dictionary<string, Guid> participants = [];

    private Scene(WebTrial web) => Web = web;

    public WebTrial Web { get; }

    public static async Task<Scene> OpenAsync(Engine engine, Fullness fullness, int crowd = 60)
    {
        var scene = new Scene(await WebTrial.OpenAsync(engine, ProtocolFor(fullness)));
        if (fullness != Fullness.Nothing)
        {
            await scene.FillAsync(fullness == Fullness.Much);
        }

        if (fullness == Fullness.Much)
        {
            for (var i = 0; i < crowd; i++)
            {
                _ = (await scene.Web.Trial.ScreenAsync("S1")).Value;
            }
        }

        return scene;
    }

    /// <summary>The participant who has come as far as a step: <c>screened</c>, <c>consented</c>, <c>enrolled</c>, <c>ready</c> or <c>randomised</c>; null where nobody has.</summary>
    public Guid? At(string step) => participants.TryGetValue(step, out var id) ? id : null;

    public ValueTask DisposeAsync() => Web.DisposeAsync();

    private static string ProtocolFor(Fullness fullness) => Labels.Aggregate(
        TestProtocol.Json, (json, label) => json.Replace(label.Plain, fullness == Fullness.Much ? label.Much : label.Ordinary, StringComparison.Ordinal));

    private async Task FillAsync(bool isMuch)
    {
        var trial = Web.Trial;
        var note = isMuch ? $"{Unbroken}{Unbroken}{Unbroken} {Lengthy}. {Lengthy}." : "Came with a sister.";
        await Web.SessionOfAsync(Researcher);
        participants["screened"] = (await trial.ScreenAsync("S1")).Value.PublicId;
        _ = (await trial.ScreenAsync("S1", ("adult", "no"))).Value;
        participants["consented"] = (await trial.ScreenAsync("S1")).Value.PublicId;
        _ = (await trial.ConsentAsync("S1", participants["consented"])).Value;
        participants["enrolled"] = await trial.EnrolAsync("S1");
        participants["ready"] = await trial.EnrolWithBaselineAsync("S1");
        participants["randomised"] = await trial.EnrolAsync("S1");
        _ = (await trial.SaveAsync(Researcher, participants["randomised"], "baseline", "mood", expectedVersion: 0, ("low", "3"), ("works", "yes"), ("hours", "16"), ("note", note))).Value;
        _ = (await trial.RandomiseAsync("S1", participants["randomised"])).Value;
        foreach (var about in new[] { "Telephone call.", note })
        {
            _ = (await trial.AskAsync<SaveLogEntry, LogEntrySaved>(Researcher, new SaveLogEntry(
                trial.TrialCode, participants["randomised"], "contacts", Entry: null, ExpectedVersion: 0, TrialHost.FirstDay,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["on"] = "2027-01-04", ["about"] = about },
                Reason: null, IdentifierReason: "No person is meant."))).Value;
        }

        await EnterDifferentlyAsync(note);
        var gone = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", gone)).Value;
        _ = (await trial.AskAsync<WithdrawParticipant, WithdrawnParticipant>(
            Researcher, new WithdrawParticipant(trial.TrialCode, gone, WithdrawalKind.FollowUp, TrialHost.FirstDay, DataUse: null, isMuch ? Lengthy : "Moves away"))).Value;
    }

    private async Task EnterDifferentlyAsync(string words)
    {
        var trial = Web.Trial;
        foreach (var (who, day, steps) in new[] { (Deputy, TrialHost.FirstDay, "8120"), ("clerk S1", TrialHost.FirstDay.AddDays(-1), "8210") })
        {
            _ = (await trial.RegisterAsync(who, Role.SiteResearcher, "S1")).Value;
            _ = (await trial.AskAsync<EnterForm, EnteredForm>(who, new EnterForm(
                trial.TrialCode, participants["randomised"], "m6", "paper", day,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["steps"] = steps, ["words"] = $"{words} {steps}" },
                IdentifierReason: "No person is meant."))).Value;
        }
    }
}
