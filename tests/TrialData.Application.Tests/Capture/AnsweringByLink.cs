using TrialData.Application.Capture;
using TrialData.Application.Capture.Links;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static System.FormattableString;

namespace TrialData.Application.Tests.Capture;

public sealed class AnsweringByLink
{
    private const string Researcher = "researcher S1";
    private const string Form = "qpr-15";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Saves_once_as_the_participant_s_own_answers(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await RandomisedAsync(trial);
        var issued = (await IssueAsync(trial, participant)).Value;

        var opened = (await KnockAsync<OpenFormLink, OpenedFormLink>(trial, new OpenFormLink(issued.Token))).Value;
        var submitted = await SubmitAsync(trial, issued.Token, Answers("2"));

        var form = Assert.Single(opened.Forms);
        Assert.Equal((Form, 15), (form.Code, form.Items.Count));
        Assert.Equal([Form], submitted.Value.FormCodes);
        Assert.Equal(1, await trial.CountAsync("Form WHERE Code = 'qpr-15' AND Mode = 'Link'"));
        Assert.Equal(15, await trial.CountAsync("Answer WHERE Item LIKE 'q%' AND AccountId = (SELECT AccountId FROM Account WHERE Name = 'researcher S1')"));
        Assert.Equal(3, await trial.CountAsync("AuditEvent WHERE UseCase = 'SubmitFormLink' AND ActorName = 'participant by link' AND AccountId IS NULL"));
        Assert.Equal(new NoSuchLink(), (await SubmitAsync(trial, issued.Token, Answers("3"))).Refusal);
        Assert.Equal(new NoSuchLink(), (await KnockAsync<OpenFormLink, OpenedFormLink>(trial, new OpenFormLink(issued.Token))).Refusal);
        Assert.Equal(0, await trial.CountAsync(Invariant($"FormLink WHERE TokenHash = '{issued.Token.Text}'")));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Expired_revoked_and_unknown_links_answer_alike(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await RandomisedAsync(trial);
        var revoked = (await IssueAsync(trial, participant)).Value;
        var expired = (await IssueAsync(trial, participant)).Value;
        var ofLeaver = (await IssueAsync(trial, participant, days: 30)).Value;
        _ = (await trial.AskAsync<RevokeFormLink, RevokedFormLink>(Researcher, new RevokeFormLink(trial.TrialCode, participant, revoked.FormLinkId))).Value;
        trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddDays(7));
        var leaving = new EndParticipation(trial.TrialCode, participant, TrialHost.FirstDay.AddDays(7), EndReason.LostToFollowUp);

        Assert.Equal(new NoSuchLink(), (await SubmitAsync(trial, revoked.Token, Answers("2"))).Refusal);
        Assert.Equal(new NoSuchLink(), (await SubmitAsync(trial, expired.Token, Answers("2"))).Refusal);
        Assert.Equal(new NoSuchLink(), (await SubmitAsync(trial, new FormLinkToken("tdf_0"), Answers("2"))).Refusal);
        Assert.False((await KnockAsync<OpenFormLink, OpenedFormLink>(trial, new OpenFormLink(ofLeaver.Token))).IsRefused);
        _ = (await trial.AskAsync<EndParticipation, EndedParticipation>(Researcher, leaving)).Value;
        Assert.Equal(new NoSuchLink(), (await KnockAsync<OpenFormLink, OpenedFormLink>(trial, new OpenFormLink(ofLeaver.Token))).Refusal);
        Assert.IsType<ParticipationEnded>((await IssueAsync(trial, participant)).Refusal);
        var listed = (await trial.AskAsync<ListFormLinks, ListedFormLinks>(Researcher, new ListFormLinks(trial.TrialCode, participant))).Value.Links;
        Assert.Equal([true, false, false], listed.Select(link => link.RevokedAt is not null));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_refused_answer_leaves_the_link_open_and_saves_nothing(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await RandomisedAsync(trial);
        var issued = (await IssueAsync(trial, participant)).Value;

        var faulty = await SubmitAsync(trial, issued.Token, Answers("7"));
        var other = await KnockAsync<SubmitFormLink, SubmittedFormLink>(trial, new SubmitFormLink(issued.Token, []));

        Assert.Equal("form.invalid", faulty.Refusal?.Code);
        Assert.Equal(new OtherFormsThanLinked(Form), other.Refusal);
        Assert.Equal(0, await trial.CountAsync("Form WHERE Code = 'qpr-15'"));
        Assert.False((await SubmitAsync(trial, issued.Token, Answers("2"))).IsRefused);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Answers_are_checked_on_the_way_and_nothing_of_them_is_kept(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, JsonEdit.With(TestProtocol.Json, "forms[2].instrument", "\"nhs-employment\""));
        var participant = await RandomisedAsync(trial);
        var issued = (await IssueAsync(trial, participant)).Value;

        var none = await CheckAsync(trial, issued.Token);
        var works = await CheckAsync(trial, issued.Token, ("status", "01"), ("hours", "200"));

        Assert.Equal(["status"], none.Answers.Asked);
        Assert.Equal(["status"], none.Answers.Faults.Select(fault => fault.Place));
        Assert.Equal(["hours", "status"], works.Answers.Asked.Order(StringComparer.Ordinal));
        Assert.Equal(["hours: must be from 0 to 168"], works.Answers.Faults.Select(fault => $"{fault.Place}: {fault.Reason}"));
        Assert.True(works.Form.MayBeDeclined);
        Assert.Equal(0, await trial.CountAsync("Form WHERE Code = 'qpr-15'"));
        Assert.Equal(0, await trial.CountAsync("FormLink WHERE UsedAt IS NOT NULL"));
        Assert.Equal(new NoSuchLink(), (await KnockAsync<CheckFormLink, CheckedFormLink>(trial, new CheckFormLink(new FormLinkToken("tdf_0"), []))).Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_the_site_saved_meanwhile_stays_and_names_nobody(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await RandomisedAsync(trial);
        var issued = (await IssueAsync(trial, participant)).Value;
        _ = (await trial.SaveAsync(Researcher, participant, "m6", Form, expectedVersion: 0, [.. Answers("1").Select(a => (a.Key, a.Value))])).Value;

        var late = await SubmitAsync(trial, issued.Token, Answers("2"));

        Assert.Equal(new LinkFormSavedMeanwhile("QPR-15"), late.Refusal);
        Assert.Equal(new AnsweredBeforeLink(Form), (await IssueAsync(trial, participant)).Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_for_forms_that_participants_answer_and_for_a_month(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await RandomisedAsync(trial);

        Assert.Equal(new NotAnsweredByParticipant("mood"), (await IssueAsync(trial, participant, form: "mood")).Refusal);
        Assert.Equal(new NotAnsweredByParticipant("meetings"), (await IssueAsync(trial, participant, form: "meetings")).Refusal);
        Assert.Equal(new FormNotYours("rating"), (await IssueAsync(trial, participant, form: "rating")).Refusal);
        Assert.Equal("link.expiry", (await IssueAsync(trial, participant, days: 31)).Refusal?.Code);
        Assert.Equal("link.expiry", (await IssueAsync(trial, participant, days: 0)).Refusal?.Code);
    }

    private static async Task<Guid> RandomisedAsync(TrialHost trial)
    {
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        return participant;
    }

    private static Task<Outcome<IssuedFormLink>> IssueAsync(TrialHost trial, Guid participant, string form = Form, int days = 7) =>
        trial.AskAsync<IssueFormLink, IssuedFormLink>(
            Researcher, new IssueFormLink(trial.TrialCode, participant, "m6", [form], trial.Clock.GetUtcNow().AddDays(days)));

    private static Dictionary<string, string> Answers(string each) =>
        Enumerable.Range(1, 15).ToDictionary(i => Invariant($"q{i}"), _ => each, StringComparer.Ordinal);

    private static Task<Outcome<SubmittedFormLink>> SubmitAsync(TrialHost trial, FormLinkToken token, Dictionary<string, string> answers) =>
        KnockAsync<SubmitFormLink, SubmittedFormLink>(trial, new SubmitFormLink(token, [new LinkedAnswers(Form, answers)]));

    private static async Task<CheckedLinkedForm> CheckAsync(TrialHost trial, FormLinkToken token, params (string Item, string Answer)[] answers) =>
        Assert.Single((await KnockAsync<CheckFormLink, CheckedFormLink>(
            trial, new CheckFormLink(token, [new LinkedAnswers(Form, answers.ToDictionary(each => each.Item, each => each.Answer, StringComparer.Ordinal))]))).Value.Forms);

    private static Task<Outcome<TResult>> KnockAsync<TRequest, TResult>(TrialHost trial, TRequest request) =>
        trial.Door.AskAsync<TRequest, TResult>(Actor.Nobody, request, CancellationToken.None);
}
