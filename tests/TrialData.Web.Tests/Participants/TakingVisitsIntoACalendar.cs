using System.Net;
using System.Text;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests.Links;
using Xunit;

namespace TrialData.Web.Tests.Participants;

public sealed class TakingVisitsIntoACalendar
{
    // RFC 5545, 3.1: lines are folded after at most 75 octets.
    private const int MostOctets = 75;

    [Theory, OnSqlite]
    public async Task Names_number_visit_day_and_window_and_nothing_else(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.RandomisedAsync();
        using var researcher = await web.ClientOfAsync("researcher S1");

        using var answer = await researcher.GetAsync(new Uri($"/trials/TEST/participants/{participant}/calendar.ics", UriKind.Relative));
        var lines = Unfolded(await answer.Content.ReadAsByteArrayAsync());

        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("S1-0001.ics", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(("BEGIN:VCALENDAR", "END:VCALENDAR"), (lines[0], lines[^1]));
        var start = lines.IndexOf("BEGIN:VEVENT");
        Assert.Equal(["BEGIN:VCALENDAR", "METHOD:PUBLISH", "PRODID:-//TrialData//TrialData//EN", "VERSION:2.0", "X-WR-CALNAME:Visits of S1-0001"], lines[..start].Order());
        Assert.Equal(
            [
                "BEGIN:VEVENT",
                "CLASS:PRIVATE",
                "DESCRIPTION:From 22 June 2027 to 3 August 2027.",
                "DTEND;VALUE=DATE:20270707",
                FormattableString.Invariant($"DTSTAMP:{web.Trial.Clock.GetUtcNow():yyyyMMddTHHmmssZ}"),
                "DTSTART;VALUE=DATE:20270706",
                "END:VEVENT",
                "SEQUENCE:0",
                "SUMMARY:S1-0001: 6 months",
                "TRANSP:TRANSPARENT",
                $"UID:{participant}.m6@trialdata",
            ],
            lines[start..^1].Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite]
    public async Task Is_written_so_that_a_second_time_replaces_the_first(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.RandomisedAsync();
        _ = await web.Trial.EnrolAsync("S1");
        _ = await web.Trial.EnrolAsync("S2");
        using var researcher = await web.ClientOfAsync("researcher S1");
        using var assessor = await web.ClientOfAsync("assessor S1");

        var first = await LinesAsync(researcher, "/trials/TEST/calendar.ics");
        web.Trial.Clock.MoveTo(web.Trial.Clock.GetUtcNow().AddMinutes(10));
        var second = await LinesAsync(researcher, "/trials/TEST/calendar.ics");
        var one = await LinesAsync(researcher, $"/trials/TEST/participants/{participant}/calendar.ics");
        var toAssessor = await LinesAsync(assessor, "/trials/TEST/calendar.ics");

        Assert.Equal(["S1-0002: Baseline", "S1-0001: 6 months"], All(first, "SUMMARY"));
        Assert.Equal(2, All(first, "UID").Distinct().Count());
        Assert.Equal(All(first, "UID"), All(second, "UID"));
        Assert.True(string.CompareOrdinal(All(first, "DTSTAMP")[0], All(second, "DTSTAMP")[0]) < 0);
        Assert.Equal(All(first, "UID")[1], Assert.Single(All(one, "UID")));
        Assert.Equal(second, toAssessor);
    }

    [Theory, OnSqlite]
    public async Task Escapes_and_folds_a_label_as_the_format_asks(Engine engine)
    {
        const string Label = "Sechs Monate; Gespräch, Fragebögen (ungefähr zwei Stunden) und Überprüfung der Medikation \\ außer Haus, wo möglich";
        await using var web = await WebTrial.OpenAsync(engine, JsonEdit.With(TestProtocol.Json, "visits[1].label", System.Text.Json.JsonSerializer.Serialize(Label)));
        _ = await web.Trial.RandomisedAsync();
        using var researcher = await web.ClientOfAsync("researcher S1");

        var lines = await LinesAsync(researcher, "/trials/TEST/calendar.ics");

        Assert.Equal(
            "S1-0001: Sechs Monate\\; Gespräch\\, Fragebögen (ungefähr zwei Stunden) und Überprüfung der Medikation \\\\ außer Haus\\, wo möglich",
            Assert.Single(All(lines, "SUMMARY")));
    }

    [Theory, OnSqlite]
    public async Task Is_an_empty_calendar_where_nothing_is_to_come_and_not_there_for_others(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = (await web.Trial.ScreenAsync("S1")).Value.PublicId;
        using var researcher = await web.ClientOfAsync("researcher S1");
        using var admin = await web.ClientOfAsync("admin");
        using var elsewhere = await web.ClientOfAsync("researcher S2");

        var none = await LinesAsync(researcher, $"/trials/TEST/participants/{participant}/calendar.ics");

        Assert.DoesNotContain("BEGIN:VEVENT", none);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(admin, "/trials/TEST/calendar.ics")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(elsewhere, $"/trials/TEST/participants/{participant}/calendar.ics")).Status);
    }

    private static async Task<List<string>> LinesAsync(HttpClient client, string address) => Unfolded(await client.GetByteArrayAsync(new Uri(address, UriKind.Relative)));

    private static List<string> All(IEnumerable<string> lines, string property) =>
        lines.Where(line => line.StartsWith(property + ":", StringComparison.Ordinal)).Select(line => line[(property.Length + 1)..]).ToList();

    /// <summary>The content lines of a file, by the rules of RFC 5545, 3.1: CRLF ends a line, and a blank after it goes on with the one before.</summary>
    private static List<string> Unfolded(byte[] file)
    {
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(file);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var physical = text[..^2].Split("\r\n");
        Assert.All(physical, line => Assert.DoesNotContain('\n', line));
        Assert.All(physical, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, MostOctets));
        return text[..^2].Replace("\r\n ", string.Empty, StringComparison.Ordinal).Split("\r\n").ToList();
    }
}
