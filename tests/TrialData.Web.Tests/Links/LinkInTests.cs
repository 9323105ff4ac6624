using TrialData.Application.Capture.Links;
using TrialData.Testing;
using static System.FormattableString;

namespace TrialData.Web.Tests.Links;

/// <summary>A participant of the first site with a link for one form, and what a browser does with it.</summary>
internal static class LinkInTests
{
    public const string Researcher = "researcher S1";

    public static async Task<Guid> RandomisedAsync(this TrialHost trial, string site = "S1")
    {
        var participant = await trial.EnrolWithBaselineAsync(site);
        _ = (await trial.RandomiseAsync(site, participant)).Value;
        return participant;
    }

    public static async Task<IssuedFormLink> GiveLinkAsync(this TrialHost trial, Guid participant, int days = 7) =>
        (await trial.AskAsync<IssueFormLink, IssuedFormLink>(
            Researcher, new IssueFormLink("TEST", participant, "m6", ["qpr-15"], trial.Clock.GetUtcNow().AddDays(days)))).Value;

    public static async Task<(Guid Participant, IssuedFormLink Link)> GiveLinkAsync(this TrialHost trial)
    {
        var participant = await trial.RandomisedAsync();
        return (participant, await trial.GiveLinkAsync(participant));
    }

    /// <summary>The three questions of employment in the place of the form of fifteen, so that one depends on another.</summary>
    public static string WithEmployment { get; } = JsonEdit.With(TestProtocol.Json, "forms[2].instrument", "\"nhs-employment\"");

    public static string AddressOf(this IssuedFormLink link) => "/fill/" + link.Token.Text;

    /// <summary>Presses a button of a page of the link.</summary>
    public static Task<Page> PressAsync(this Page page, HttpClient client, IssuedFormLink link, string button, params (string Name, string Value)[] fields) =>
        page.SendOnAsync(client, $"{link.AddressOf()}?handler={button}", fields);

    public static async Task<Page> BeginAsync(HttpClient client, IssuedFormLink link) =>
        await (await Page.GetAsync(client, link.AddressOf())).PressAsync(client, link, "Begin");

    /// <summary>Types an answer and goes on.</summary>
    public static Task<Page> ContinueAsync(this Page page, HttpClient client, IssuedFormLink link, string item, string answer) =>
        page.SendOnAsync(client, link.AddressOf(), ($"a.{item}", answer));

    /// <summary>Answers all fifteen questions alike, as far as the page that shows the answers.</summary>
    public static async Task<Page> AnswerAllAsync(HttpClient client, IssuedFormLink link, string each)
    {
        var page = await BeginAsync(client, link);
        for (var item = 1; item <= 15; item++)
        {
            page = await page.ContinueAsync(client, link, Invariant($"q{item}"), each);
        }

        return page;
    }
}
