using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Courses;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Pipeline;
using TrialData.Testing;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>The part of the small trial about saved forms: their answers, marks, signatures and removal.</summary>
internal sealed class SmallForms(TrialHost host, NotedRequests requests)
{
    public const string SignersPassword = "nine yellow bicycles";

    private const string Unknown = NotedRequests.Unknown;

    private static readonly DateOnly Today = TrialHost.FirstDay;

    public async Task SaveAsync(Guid participant)
    {
        Dictionary<string, string> mood = new(StringComparer.Ordinal)
        {
            ["low"] = "3",
            ["works"] = "yes",
            ["hours"] = "37.25",
            ["note"] = "Sleeps badly in Zanzibar",
            ["since"] = "1999-12-31",
        };
        await SaveAsync("researcher S1", participant, Unknown, "mood", mood);
        await SaveAsync("researcher S1", participant, "baseline", Unknown, mood);
        await SaveAsync("assessor S1", participant, "baseline", "mood", mood);
        await SaveAsync("researcher S1", participant, "baseline", "mood", new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = Unknown, [Unknown] = "1" });
        await SaveAsync("researcher S1", participant, "baseline", "mood", mood);
        await SaveAsync("researcher S1", participant, "baseline", "mood", mood);
        mood["note"] = "Sleeps well in Zanzibar";
        await SaveAsync("researcher S1", participant, "baseline", "mood", mood, version: 1);
        await SaveAsync("researcher S1", participant, "baseline", "mood", mood, version: 1, reason: "Misheard");
    }

    public async Task LookAfterAsync(Guid participant)
    {
        requests.Secrets.Add(SignersPassword);
        var (mood, unknown) = (new FormAt("baseline", "mood"), new FormAt("baseline", Unknown));
        _ = (await host.RegisterAsync("source monitor", Role.Monitor, "S1")).Value;
        requests.Asked.AddRange([(nameof(InviteAccount), "done"), (nameof(GrantRole), "done")]);
        await AskAsync<VerifyForm, FormMarked>("source monitor", new VerifyForm(host.TrialCode, participant, mood, 2));
        await AskAsync<VerifyForm, FormMarked>("source monitor", new VerifyForm(host.TrialCode, participant, unknown, 2));
        await AskAsync<UnverifyForm, FormMarked>("source monitor", new UnverifyForm(host.TrialCode, participant, mood, 2, "Wrong page"));
        await AskAsync<UnverifyForm, FormMarked>("source monitor", new UnverifyForm(host.TrialCode, participant, mood, 2, "Wrong page"));
        await AskAsync<LockForm, FormMarked>("founder", new LockForm(host.TrialCode, participant, mood, 2));
        await AskAsync<LockForm, FormMarked>("founder", new LockForm(host.TrialCode, participant, mood, 2));
        await AskAsync<UnlockForm, FormMarked>("founder", new UnlockForm(host.TrialCode, participant, mood, 2, "Late letter"));
        await AskAsync<UnlockForm, FormMarked>("founder", new UnlockForm(host.TrialCode, participant, mood, 2, "Late letter"));
        var signer = await Person.InviteAsync(host, "signer", SignersPassword);
        _ = (await host.GrantAsync("signer", Role.PrincipalInvestigator, "S1")).Value;
        requests.Asked.AddRange([(nameof(InviteAccount), "done"), (nameof(AcceptInvitation), "done"), (nameof(GrantRole), "done")]);
        await AskAsync<SignForm, FormSigned>("signer", new SignForm(host.TrialCode, participant, mood, 2, SignatureMeaning.Approved, Unknown));
        await AskAsync<SignForm, FormSigned>("signer", new SignForm(host.TrialCode, participant, mood, 2, SignatureMeaning.Approved, signer.Password));
        await AskAsync<ShowForm, ShownForm>("researcher S1", new ShowForm(host.TrialCode, participant, mood));
        await AskAsync<ShowForm, ShownForm>("researcher S1", new ShowForm(host.TrialCode, participant, unknown));
        await AskAsync<LayOutForm, FormLayout>("researcher S1", new LayOutForm(host.TrialCode, participant, mood));
        await AskAsync<LayOutForm, FormLayout>("researcher S1", new LayOutForm(host.TrialCode, participant, unknown));
        var typed = new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3" };
        await AskAsync<PreviewScores, PreviewedScores>("researcher S1", new PreviewScores(host.TrialCode, participant, mood, typed));
        await AskAsync<PreviewScores, PreviewedScores>("researcher S1", new PreviewScores(host.TrialCode, participant, unknown, typed));
        await AskAsync<ListLogEntries, ListedLogEntries>("researcher S1", new ListLogEntries(host.TrialCode, participant, "contacts"));
        await AskAsync<ListLogEntries, ListedLogEntries>("researcher S1", new ListLogEntries(host.TrialCode, participant, Unknown));
        await AskAsync<ShowFieldHistory, FieldHistory>("researcher S1", new ShowFieldHistory(host.TrialCode, participant, mood, "note"));
        await AskAsync<ShowFieldHistory, FieldHistory>("researcher S1", new ShowFieldHistory(host.TrialCode, participant, mood, Unknown));
        await AskAsync<ShowCourse, ShownCourse>("researcher S1", new ShowCourse(host.TrialCode, participant, "qpr-15"));
        await AskAsync<ShowCourse, ShownCourse>("researcher S1", new ShowCourse(host.TrialCode, participant, Unknown));
        await KeepLogAsync(participant);
    }

    private async Task KeepLogAsync(Guid participant)
    {
        Dictionary<string, string> contact = new(StringComparer.Ordinal) { ["on"] = "1999-12-31", ["about"] = "Moving to Zanzibar" };
        var entry = new FormAt(VisitCode: null, "contacts");
        await AskAsync<SaveLogEntry, LogEntrySaved>("researcher S1", new SaveLogEntry(host.TrialCode, participant, "contacts", Entry: null, 0, Today, contact));
        await AskAsync<SaveLogEntry, LogEntrySaved>("researcher S1", new SaveLogEntry(host.TrialCode, participant, Unknown, Entry: null, 0, Today, contact));
        await AskAsync<MoveForm, FormMoved>("researcher S1", new MoveForm(host.TrialCode, participant, entry, 1, participant, "Twice on one page"));
        await AskAsync<MoveForm, FormMoved>("researcher S1", new MoveForm(host.TrialCode, participant, entry, 1, participant, "Twice on one page"));
        await AskAsync<VoidForm, FormVoided>("researcher S1", new VoidForm(host.TrialCode, participant, entry with { Instance = 2 }, 1, "Never took place"));
        await AskAsync<VoidForm, FormVoided>("researcher S1", new VoidForm(host.TrialCode, participant, entry with { Instance = 2 }, 1, "Never took place"));
    }

    private async Task SaveAsync(
        string actor, Guid participant, string visit, string form, IReadOnlyDictionary<string, string> answers, int version = 0, string? reason = null) =>
        await AskAsync<SaveForm, FormSaved>(actor, new SaveForm(host.TrialCode, participant, visit, form, version, Today, answers, reason));

    private Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) => requests.AskAsync<TRequest, TResult>(actor, request);
}
