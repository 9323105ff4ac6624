using System.Net;
using TrialData.Application.Enrolment;
using TrialData.Application.Tests;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests.Participants;

public sealed class ConsentingAnew
{
    private const string List = "/trials/TEST/reconsents";

    [Theory, OnSqlite]
    public async Task Is_listed_and_shown_as_due_until_it_is_recorded(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        var other = await web.Trial.EnrolAsync("S1");
        _ = (await web.Trial.ScreenAsync("S1")).Value;
        await web.Trial.EnrolAsync("S2");
        var address = $"/trials/TEST/participants/{participant}";
        using var researcher = await web.ClientOfAsync("researcher S1");
        using var assessor = await web.ClientOfAsync("assessor S1");

        var list = await Page.GetAsync(researcher, List);
        var shown = await Page.GetAsync(researcher, address);
        var form = await Page.GetAsync(researcher, address + "/reconsent");
        var tooEarly = await form.SendOnAsync(researcher, address + "/reconsent", Signed("consent-2", day: 3));
        var same = await form.SendOnAsync(researcher, address + "/reconsent", Signed("consent-1", day: 4));
        var recorded = await form.SendOnAsync(researcher, address + "/reconsent", Signed("consent-2", day: 4));
        var after = await Page.GetAsync(researcher, address);

        Assert.Contains("2 participants", list.Html, StringComparison.Ordinal);
        Assert.Contains("S1-0001 Signed last Consent Record the new consent of S1-0001", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("S2-0001", list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/reconsent\"", (await Page.GetAsync(assessor, List)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(assessor, address + "/reconsent")).Status);
        Assert.Contains("New consent Due Consent after an amendment", shown.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"consent-2\" checked=\"checked\"", form.Html, StringComparison.Ordinal);
        Assert.Contains("is before the first one of 2027-01-04", tooEarly.Html, StringComparison.Ordinal);
        Assert.Contains("Participant S1-0001 has signed consent-1 already.", same.Html, StringComparison.Ordinal);
        Assert.Equal(address, recorded.Location);
        Assert.DoesNotContain("New consent Due", after.Text, StringComparison.Ordinal);
        var due = (await web.Trial.AskAsync<ListReconsentsDue, ReconsentsDue>("researcher S1", new ListReconsentsDue("TEST"))).Value;
        Assert.Equal(other, Assert.Single(due.Participants).PublicId);
        Assert.Equal("2027-01-04", await web.Trial.ValueAsync("SELECT ConsentedOn FROM Consent WHERE ConsentForm = 'consent-2'"));
    }

    private static (string Name, string Value)[] Signed(string form, int day) =>
        [("Form", form), ("SignedOn.day", FormattableString.Invariant($"{day}")), ("SignedOn.month", "1"), ("SignedOn.year", "2027")];
}
