using System.Net;
using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Entries;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Web.Tests.Forms.FormsOfATrial;

namespace TrialData.Web.Tests.Forms;

public sealed class SettlingEntries
{
    private const string Deputy = "deputy S1";
    private const string Third = "third S1";

    private static readonly FormAt Paper = new("m6", "paper");

    [Theory, OnSqlite]
    public async Task Saves_what_was_chosen_and_what_neither_had_read(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await EnteredTwiceAsync(web);
        using var client = await web.ClientOfAsync(Third);

        var form = await Page.GetAsync(client, PaperOf(participant));
        var settle = await Page.GetAsync(client, PaperOf(participant) + "/settle");
        var settled = await settle.SendOnAsync(client, PaperOf(participant) + "/settle", ("c.steps", "2"), ("c.words", "neither"), ("a.words", "quite well"), ("r.words", "Both misread the hand"));
        var after = await Page.GetAsync(client, PaperOf(participant));

        Assert.Contains("Entered twice, and the entries differ.", form.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{PaperOf(participant)}/settle\"", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"a.steps\"", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"c.CompletedOn\"", settle.Html, StringComparison.Ordinal);
        Assert.Contains("First entry, by researcher S1, 4 January 2027", settle.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, PaperOf(participant)), (settled.Status, settled.Location));
        var stored = await web.StoredAsync(participant, Paper);
        Assert.Equal((1, "821", "quite well", TrialHost.FirstDay), (stored.Version, stored.Answers["steps"], stored.Answers["words"], stored.CompletedOn));
        Assert.Equal([("neither", "Both misread the hand")], (await web.AuditedAsync("AdjudicateForm", "words")).Where(audited => audited.OldValue is not null).Select(audited => (audited.NewValue, audited.Reason)));
        Assert.DoesNotContain("Entered twice", after.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Names_each_answer_that_is_not_chosen_and_what_cannot_be_and_keeps_what_was_chosen(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await EnteredTwiceAsync(web, secondDay: TrialHost.FirstDay.AddDays(-1));
        using var client = await web.ClientOfAsync(Third);
        var settle = await Page.GetAsync(client, PaperOf(participant) + "/settle");

        var empty = await settle.SendOnAsync(client, PaperOf(participant) + "/settle");
        var wrong = await settle.SendOnAsync(client, PaperOf(participant) + "/settle", ("c.CompletedOn", "2"), ("c.steps", "neither"), ("a.steps", "many"), ("r.steps", "Smudged"), ("c.words", "neither"), ("a.words", "well enough"));
        var wrongAnswer = await settle.SendOnAsync(client, PaperOf(participant) + "/settle", ("c.CompletedOn", "2"), ("c.steps", "neither"), ("a.steps", "many"), ("r.steps", "Smudged"), ("c.words", "1"));
        var before = await web.StoredAsync(participant, Paper);
        var settled = await wrongAnswer.SendOnAsync(client, PaperOf(participant) + "/settle", ("c.CompletedOn", "2"), ("c.steps", "1"), ("c.words", "1"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("<a href=\"#f-c-CompletedOn\">Choose the right day of completion</a>", empty.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-c-steps\">Steps: choose which entry is right</a>", empty.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-r-words\">Words: say why neither entry is right</a>", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("well enough</textarea>", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"c.CompletedOn\" type=\"radio\" value=\"2\" checked=\"checked\"", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-a-steps\">Steps must be a whole number</a>", wrongAnswer.Html, StringComparison.Ordinal);
        Assert.Equal(0, before.Version);
        Assert.Equal(HttpStatusCode.Redirect, settled.Status);
        var stored = await web.StoredAsync(participant, Paper);
        Assert.Equal((1, "812", new DateOnly(2027, 1, 3)), (stored.Version, stored.Answers["steps"], stored.CompletedOn));
    }

    [Theory, OnSqlite]
    public async Task Is_for_somebody_who_made_neither_entry_and_says_so(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await EnteredTwiceAsync(web);
        using var own = await web.ClientOfAsync(Deputy);
        using var assessor = await web.ClientOfAsync("assessor S1");

        var shown = await Page.GetAsync(own, PaperOf(participant) + "/settle");
        var tried = await shown.SendOnAsync(own, PaperOf(participant) + "/settle", ("c.steps", "2"), ("c.words", "2"));
        var foreign = await Page.GetAsync(assessor, PaperOf(participant) + "/settle");
        var read = await Page.GetAsync(assessor, PaperOf(participant));

        Assert.Contains("You made one of the two entries.", shown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"radio\"", shown.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.Status);
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.DoesNotContain("Entered twice", read.Html, StringComparison.Ordinal);
        Assert.Equal(0, (await web.StoredAsync(participant, Paper)).Version);
    }

    [Theory, OnSqlite]
    public async Task Shows_nothing_of_the_first_entry_to_the_second_person(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await ReadyAsync(web);
        using var first = await web.ClientOfAsync(Researcher);
        using var second = await web.ClientOfAsync(Deputy);

        var entered = await (await Page.GetAsync(first, PaperOf(participant))).SendOnAsync(first, PaperOf(participant), Filled(("a.steps", "81234"), ("a.words", "unmistakable")));
        var own = await Page.GetAsync(first, PaperOf(participant));
        var theirs = await Page.GetAsync(second, PaperOf(participant));
        var tooEarly = await Page.GetAsync(second, PaperOf(participant) + "/settle");

        Assert.Equal(HttpStatusCode.Redirect, entered.Status);
        Assert.Contains("Entered once, by you.", own.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"a.steps\"", own.Html, StringComparison.Ordinal);
        Assert.Contains("First entry, by researcher S1", theirs.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"a.steps\"", theirs.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, tooEarly.Status);
        Assert.All(new[] { theirs, tooEarly }, page => Assert.DoesNotContain("81234", page.Html, StringComparison.Ordinal));
        Assert.All(new[] { theirs, tooEarly }, page => Assert.DoesNotContain("unmistakable", page.Html, StringComparison.Ordinal));
    }

    [Theory, OnSqlite]
    public async Task Entries_of_the_wrong_paper_go_with_a_reason(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await EnteredTwiceAsync(web);
        using var client = await web.ClientOfAsync(Third);
        using var investigator = await web.ClientOfAsync("investigator S1");
        var remove = await Page.GetAsync(client, PaperOf(participant) + "/remove-entries");

        var refused = await remove.SendOnAsync(client, PaperOf(participant) + "/remove-entries");
        var removed = await remove.SendOnAsync(client, PaperOf(participant) + "/remove-entries", ("Reason", "Paper of another participant"));
        var again = await Page.GetAsync(client, PaperOf(participant) + "/remove-entries");
        var anew = await Page.GetAsync(client, PaperOf(participant));

        Assert.Contains("<a href=\"#f-Reason\">Enter the reason</a>", refused.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.NotFound), (removed.Status, again.Status));
        Assert.Contains("Not entered yet.", anew.Html, StringComparison.Ordinal);
        Assert.Equal([("2", "Paper of another participant")], (await web.AuditedAsync("RemoveEntries", "entries")).Select(audited => (audited.OldValue, audited.Reason)));
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(investigator, PaperOf(participant) + "/remove-entries")).Status);
    }

    private static string PaperOf(Guid participant) => $"/trials/TEST/participants/{participant}/visits/m6/paper";

    private static async Task<Guid> ReadyAsync(WebTrial web)
    {
        _ = (await web.Trial.RegisterAsync(Deputy, Role.SiteResearcher, "S1")).Value;
        _ = (await web.Trial.RegisterAsync(Third, Role.SiteResearcher, "S1")).Value;
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        _ = (await web.Trial.RandomiseAsync("S1", participant)).Value;
        return participant;
    }

    private static async Task<Guid> EnteredTwiceAsync(WebTrial web, DateOnly? secondDay = null)
    {
        var participant = await ReadyAsync(web);
        foreach (var (who, day, steps, words) in new[] { (Researcher, TrialHost.FirstDay, "812", "well"), (Deputy, secondDay ?? TrialHost.FirstDay, "821", "ill") })
        {
            _ = (await web.Trial.AskAsync<EnterForm, EnteredForm>(who, new EnterForm(
                "TEST", participant, "m6", "paper", day, new Dictionary<string, string>(StringComparer.Ordinal) { ["steps"] = steps, ["words"] = words }))).Value;
        }

        return participant;
    }
}
