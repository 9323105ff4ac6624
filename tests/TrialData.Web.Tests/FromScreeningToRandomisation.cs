using System.Net;
using TrialData.Application.Enrolment;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests;

public sealed class FromScreeningToRandomisation
{
    [Theory, OnSqlite]
    public async Task Is_done_page_by_page_and_stored(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var client = await web.ClientOfAsync("researcher S1");

        var screened = await Page.SendAsync(
            client, "/trials/TEST/participants/new", ("Site", "S1"), ("ScreenedOn.day", "4"), ("ScreenedOn.month", "1"), ("ScreenedOn.year", "2027"), ("adult", "yes"), ("dementia", "no"));
        var address = screened.Location!;
        var consented = await Page.SendAsync(
            client, address + "/consent", ("Form", "consent-1"), ("SignedOn.day", "4"), ("SignedOn.month", "1"), ("SignedOn.year", "2027"), ("Time", "8:30"));
        var enrolled = await Page.SendAsync(client, address + "/enrol", ("EnrolledOn.day", "4"), ("EnrolledOn.month", "1"), ("EnrolledOn.year", "2027"));
        var tooEarly = await Page.GetAsync(client, address + "/randomise");
        var participant = (await web.Trial.AskAsync<ListParticipants, ListedParticipants>("researcher S1", new ListParticipants("TEST"))).Value.Participants.Single();
        _ = (await web.Trial.SaveAsync("researcher S1", participant.PublicId, "baseline", "mood", expectedVersion: 0, ("low", "3"))).Value;
        var ready = await Page.GetAsync(client, address + "/randomise");
        var wrong = await Page.SendAsync(client, address + "/randomise", ("Password", "not the password"));
        var randomised = await Page.SendAsync(client, address + "/randomise", ("Password", WebTrial.Password));
        var again = await Page.SendAgainAsync(client, address + "/randomise", ready, ("Password", WebTrial.Password));
        var reloaded = await Page.GetAsync(client, address + "/randomise");
        var shown = await Page.GetAsync(client, address);

        Assert.Equal(address, reloaded.Location);
        Assert.Equal(address, consented.Location);
        Assert.Equal(address, enrolled.Location);
        Assert.Contains("lacks forms that are required before randomisation: baseline/mood", tooEarly.Html, StringComparison.Ordinal);
        Assert.Contains("Randomise S1-0001", ready.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains(randomised.Heading, new[] { "New", "Old" });
        Assert.Equal(randomised.Heading, again.Heading);
        Assert.Contains(randomised.Heading, shown.Html, StringComparison.Ordinal);
        Assert.Equal(
            ParticipantStatus.Randomised,
            (await web.Trial.AskAsync<ListParticipants, ListedParticipants>("researcher S1", new ListParticipants("TEST"))).Value.Participants.Single().Status);
    }

    [Theory, OnSqlite]
    public async Task Names_at_each_question_what_is_missing_and_keeps_what_was_typed(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        using var client = await web.ClientOfAsync("researcher S1");

        var sent = await Page.SendAsync(
            client, "/trials/TEST/participants/new", ("Site", "S1"), ("ScreenedOn.day", "31"), ("ScreenedOn.month", "2"), ("ScreenedOn.year", "2027"), ("adult", "yes"));

        Assert.Contains("<a href=\"#f-ScreenedOn\">The day of screening must be a real date</a>", sent.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-dementia\">Choose yes or no: Dementia</a>", sent.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"f-ScreenedOn\" name=\"ScreenedOn.day\" type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" value=\"31\"", sent.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"yes\" checked=\"checked\"", sent.Html, StringComparison.Ordinal);
        Assert.Empty((await web.Trial.AskAsync<ListParticipants, ListedParticipants>("researcher S1", new ListParticipants("TEST"))).Value.Participants);
    }

    [Theory, OnSqlite]
    public async Task Of_another_site_is_as_if_it_were_not_there(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        using var client = await web.ClientOfAsync("researcher S2");
        foreach (var page in new[] { string.Empty, "/consent", "/enrol", "/randomise", "/sign-eligibility" })
        {
            var foreign = await Page.GetAsync(client, $"/trials/TEST/participants/{participant}{page}");
            var unknown = await Page.GetAsync(client, $"/trials/TEST/participants/{Guid.Empty}{page}");

            Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
            Assert.Equal(unknown.Constant, foreign.Constant);
        }
    }

    [Theory, OnSqlite]
    public async Task Shows_an_assessor_no_arm(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        _ = (await web.Trial.RandomiseAsync("S1", participant)).Value;
        using var client = await web.ClientOfAsync("assessor S1");

        var shown = await Page.GetAsync(client, $"/trials/TEST/participants/{participant}");
        var randomise = await Page.GetAsync(client, $"/trials/TEST/participants/{participant}/randomise");

        Assert.Equal("S1-0001 Randomised", shown.Heading);
        Assert.DoesNotContain("Allocated to", shown.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, randomise.Status);
    }
}
