using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Capture.Links;
using TrialData.Application.Capture.Rescoring;
using TrialData.Application.Pipeline;
using TrialData.Testing;
using static System.FormattableString;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>The part of the small trial in which forms come in other ways than by one save: drafts, links, two entries.</summary>
internal sealed class SmallCapture(TrialHost host, NotedRequests requests)
{
    private const string Researcher = "researcher S1";
    private const string Stranger = "researcher S2";
    private const string Visit = "m6";

    private static readonly DateOnly Today = TrialHost.FirstDay;

    public async Task PlayAsync(Guid participant)
    {
        await host.RegisterAsync("deputy S1", Role.SiteResearcher, "S1");
        requests.Asked.AddRange([(nameof(InviteAccount), "done"), (nameof(GrantRole), "done")]);
        await DraftAsync(participant);
        await EnterAsync(participant);
        await LinkAsync(participant);
        await AskAsync<RescoreCheck, CheckedScores>(Researcher, new RescoreCheck(host.TrialCode));
        await AskAsync<RescoreCheck, CheckedScores>(Researcher, new RescoreCheck("Kilimanjaro"));
    }

    private async Task DraftAsync(Guid participant)
    {
        var typed = Given(("low", "eleven in Zanzibar"));
        await AskAsync<KeepDraft, KeptDraft>(Researcher, new KeepDraft(host.TrialCode, participant, Visit, "mood", BaseVersion: 0, typed));
        await AskAsync<KeepDraft, KeptDraft>(Stranger, new KeepDraft(host.TrialCode, participant, Visit, "mood", BaseVersion: 0, typed));
        await AskAsync<CheckForm, AnswersSoFar>(Researcher, new CheckForm(host.TrialCode, participant, new FormAt(Visit, "mood"), typed, FilledForm.NoneMissing));
        await AskAsync<CheckForm, AnswersSoFar>(Stranger, new CheckForm(host.TrialCode, participant, new FormAt(Visit, "mood"), typed, FilledForm.NoneMissing));
        await AskAsync<FindDraft, FoundDraft>(Researcher, new FindDraft(host.TrialCode, participant, Visit, "mood"));
        await AskAsync<FindDraft, FoundDraft>("deputy S1", new FindDraft(host.TrialCode, participant, Visit, "mood"));
        await AskAsync<RebaseDraft, RebasedDraft>(Researcher, new RebaseDraft(host.TrialCode, participant, Visit, "mood"));
        await AskAsync<RebaseDraft, RebasedDraft>("deputy S1", new RebaseDraft(host.TrialCode, participant, Visit, "mood"));
        await AskAsync<ListDrafts, ListedDrafts>(Researcher, new ListDrafts(host.TrialCode));
        await AskAsync<ListDrafts, ListedDrafts>(Researcher, new ListDrafts("Kilimanjaro"));
        await AskAsync<KeepDraft, KeptDraft>(
            Researcher, new KeepDraft(host.TrialCode, participant, VisitCode: null, "contacts", BaseVersion: 0, typed) { Instance = FormAt.NewEntry });
        await AskAsync<KeepDraft, KeptDraft>(Researcher, new KeepDraft(host.TrialCode, participant, Visit, "paper", BaseVersion: 0, typed));
        await AskAsync<DropDraft, DroppedDraft>(Researcher, new DropDraft(host.TrialCode, participant, Visit, "mood"));
        await AskAsync<DropDraft, DroppedDraft>(Researcher, new DropDraft(host.TrialCode, participant, Visit, "mood"));
    }

    private async Task EnterAsync(Guid participant)
    {
        EnterForm Entry(string form, string steps) => new(host.TrialCode, participant, Visit, form, Today, Given(("steps", steps)));
        var choices = new[] { new EntryChoice("steps", Turn: 2) };
        await AskAsync<EnterForm, EnteredForm>(Researcher, Entry("mood", "812"));
        var remove = new RemoveEntries(host.TrialCode, participant, Visit, "paper", "Of another participant");
        await AskAsync<RemoveEntries, EntriesRemoved>(Researcher, remove);
        await AskAsync<EnterForm, EnteredForm>(Researcher, Entry("paper", "8"));
        await AskAsync<RemoveEntries, EntriesRemoved>(Researcher, remove);
        await AskAsync<EnterForm, EnteredForm>(Researcher, Entry("paper", "812"));
        await AskAsync<CompareEntries, EntryComparison>(Researcher, new CompareEntries(host.TrialCode, participant, Visit, "paper"));
        await AskAsync<AdjudicateForm, FormSaved>("investigator S1", new AdjudicateForm(host.TrialCode, participant, Visit, "paper", choices));
        await AskAsync<ShowEntries, ShownEntries>(Researcher, new ShowEntries(host.TrialCode, participant, Visit, "mood"));
        await AskAsync<ShowEntries, ShownEntries>(Researcher, new ShowEntries(host.TrialCode, participant, Visit, "paper"));
        await AskAsync<EnterForm, EnteredForm>("deputy S1", Entry("paper", "821"));
        await AskAsync<CompareEntries, EntryComparison>(Researcher, new CompareEntries(host.TrialCode, participant, Visit, "paper"));
        await AskAsync<AdjudicateForm, FormSaved>("investigator S1", new AdjudicateForm(host.TrialCode, participant, Visit, "paper", choices));
    }

    private async Task LinkAsync(Guid participant)
    {
        var link = new IssueFormLink(host.TrialCode, participant, Visit, ["qpr-15"], host.Clock.GetUtcNow().AddDays(7));
        await AskAsync<IssueFormLink, IssuedFormLink>(Researcher, link with { FormCodes = ["mood"] });
        var taken = (await AskAsync<IssueFormLink, IssuedFormLink>(Researcher, link)).Value;
        var used = (await AskAsync<IssueFormLink, IssuedFormLink>(Researcher, link)).Value;
        requests.Secrets.AddRange([taken.Token.Text, Convert.ToHexStringLower(taken.Token.Hash), used.Token.Text, Convert.ToHexStringLower(used.Token.Hash)]);
        await AskAsync<RevokeFormLink, RevokedFormLink>(Researcher, new RevokeFormLink(host.TrialCode, participant, taken.FormLinkId));
        await AskAsync<RevokeFormLink, RevokedFormLink>(Researcher, new RevokeFormLink(host.TrialCode, participant, taken.FormLinkId));
        await AskAsync<ListFormLinks, ListedFormLinks>(Researcher, new ListFormLinks(host.TrialCode, participant));
        await AskAsync<ListFormLinks, ListedFormLinks>(Stranger, new ListFormLinks(host.TrialCode, participant));
        var answers = Given([.. Enumerable.Range(1, 15).Select(i => (Invariant($"q{i}"), "2"))]);
        await KnockAsync<OpenFormLink, OpenedFormLink>(new OpenFormLink(taken.Token));
        await KnockAsync<OpenFormLink, OpenedFormLink>(new OpenFormLink(used.Token));
        await KnockAsync<CheckFormLink, CheckedFormLink>(new CheckFormLink(taken.Token, []));
        await KnockAsync<CheckFormLink, CheckedFormLink>(new CheckFormLink(used.Token, [new LinkedAnswers("qpr-15", answers)]));
        await KnockAsync<SubmitFormLink, SubmittedFormLink>(new SubmitFormLink(used.Token, [new LinkedAnswers("qpr-15", answers)]));
        await KnockAsync<SubmitFormLink, SubmittedFormLink>(new SubmitFormLink(used.Token, [new LinkedAnswers("qpr-15", answers)]));
    }

    private static Dictionary<string, string> Given(params (string Item, string Answer)[] answers) =>
        answers.ToDictionary(a => a.Item, a => a.Answer, StringComparer.Ordinal);

    private Task<Outcome<TResult>> AskAsync<TRequest, TResult>(string actor, TRequest request) => requests.AskAsync<TRequest, TResult>(actor, request);

    private Task<Outcome<TResult>> KnockAsync<TRequest, TResult>(TRequest request) => requests.KnockAsync<TRequest, TResult>(request);
}
