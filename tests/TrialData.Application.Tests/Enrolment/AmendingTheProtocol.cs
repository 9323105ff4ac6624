using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class AmendingTheProtocol
{
    private static readonly string Second = JsonEdit.With(TestProtocol.Json, "version", "2");

    // Randomised on 4 January 2027: day 200 is 23 July, from 14 days before to 28 days after.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Moves_the_windows_of_visits_without_forms_and_leaves_the_others(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var waiting = await RandomisedAsync(trial, "S1");
        var seen = await RandomisedAsync(trial, "S2");
        _ = (await trial.SaveAsync("researcher S2", seen, "m6", "mood", expectedVersion: 0, ("low", "3"))).Value;

        var amended = (await AmendAsync(trial, JsonEdit.With(Second, "visits[1].day", "200"))).Value;

        Assert.Equal((2, 2, 0, 1, 0), (amended.Version, amended.Participants, amended.VisitsAdded, amended.VisitsMoved, amended.VisitsCancelled));
        Assert.Equal("2027-07-23 2027-07-09 2027-08-20", await WindowAsync(trial, "S1-0001"));
        Assert.Equal("2027-07-06 2027-06-22 2027-08-03", await WindowAsync(trial, "S2-0001"));
        Assert.Equal(2, (await trial.ParticipantAsync(waiting)).ProtocolVersion);
        Assert.Equal(3, await trial.CountAsync("AuditEvent WHERE UseCase = 'AmendProtocol' AND Subject = 'S1-0001' AND Field LIKE 'm6.%'"));
        Assert.Equal(
            [(ChangeKind.Changed, "visit m6")],
            amended.Difference.Changes.Select(c => (c.Kind, c.Place)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Cancels_a_visit_that_is_gone_adds_a_new_one_and_lets_a_cancelled_one_stand_again(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await RandomisedAsync(trial, "S1");
        var renamed = JsonEdit.With(Second, "visits[1].code", "\"m7\"");

        var amended = (await AmendAsync(trial, renamed)).Value;
        var gone = await trial.SaveAsync("researcher S1", participant, "m6", "mood", expectedVersion: 0, ("low", "3"));
        var back = (await AmendAsync(trial, JsonEdit.With(TestProtocol.Json, "version", "3"))).Value;

        Assert.Equal((1, 0, 1), (amended.VisitsAdded, amended.VisitsMoved, amended.VisitsCancelled));
        Assert.Equal("form.not-found", gone.Refusal?.Code);
        Assert.Equal((0, 1, 1), (back.VisitsAdded, back.VisitsMoved, back.VisitsCancelled));
        Assert.Equal(1, await trial.CountAsync("Visit WHERE Code = 'm7' AND CancelledAt IS NOT NULL"));
        Assert.False((await trial.SaveAsync("researcher S1", participant, "m6", "mood", expectedVersion: 0, ("low", "3"))).IsRefused);
    }

    [Theory]
    [InlineData("version", "3", "$.version")]
    [InlineData("arms[0].code", "\"OTHER\"", "$.arms[0]")]
    [InlineData("arms[1].ratio", "3", "$.arms[1]")]
    [InlineData("randomisation.stratifyBy", "[]", "$.randomisation")]
    [InlineData("sites[1].code", "\"S3\"", "$.sites")]
    public async Task Is_refused_where_it_would_change_who_is_allocated_how(string place, string value, string fault)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var json = JsonEdit.With(Second, place, value)
            .Replace("[\"NEW\"]", fault == "$.arms[0]" ? "[\"OTHER\"]" : "[\"NEW\"]", StringComparison.Ordinal);

        var refusal = (await AmendAsync(trial, json)).Refusal;

        Assert.Equal("protocol.not-amendable", refusal?.Code);
        Assert.Contains(fault, refusal!.Faults.Select(f => f.Place));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Can_be_looked_at_before_without_changing_anything(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var next = JsonEdit.With(Second, "forms[0].items[0].maximum", "20");

        var difference = (await trial.AskAsync<CheckAmendment, ProtocolDifference>("founder", new CheckAmendment(next))).Value;

        var change = Assert.Single(difference.Changes);
        Assert.Equal((ChangeKind.Changed, "item mood/low", "Low: Integer, 0 to 10", "Low: Integer, 0 to 20"), (change.Kind, change.Place, change.Before, change.After));
        Assert.Equal(1, await trial.CountAsync("ProtocolVersion"));
    }

    private static async Task<Guid> RandomisedAsync(TrialHost trial, string site)
    {
        var participant = await trial.EnrolWithBaselineAsync(site);
        _ = (await trial.RandomiseAsync(site, participant)).Value;
        return participant;
    }

    private static Task<Outcome<AmendedProtocol>> AmendAsync(TrialHost trial, string json) =>
        trial.AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(json));

    private static async Task<string> WindowAsync(TrialHost trial, string number)
    {
        var days = new List<string?>();
        foreach (var column in new[] { "TargetOn", "OpensOn", "ClosesOn" })
        {
            days.Add(await trial.ValueAsync(
                $"SELECT v.{column} FROM Visit AS v INNER JOIN Participant AS p ON p.ParticipantId = v.ParticipantId WHERE p.Number = '{number}' AND v.Code = 'm6'"));
        }

        return string.Join(' ', days);
    }
}
