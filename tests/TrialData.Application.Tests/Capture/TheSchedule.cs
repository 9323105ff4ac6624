using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Capture;

public sealed class TheSchedule
{
    private static readonly DateOnly Start = TrialHost.FirstDay;
    private static readonly TrialProtocol Protocol = ProtocolLoader.Load(TestProtocol.Json).Value;

    // Baseline: days 0 to 14. Six months: day 183, from 169 to 211.
    [Theory]
    [InlineData(-1, "baseline", FormStatus.NotYetDue, 0)]
    [InlineData(0, "baseline", FormStatus.Due, 0)]
    [InlineData(14, "baseline", FormStatus.Due, 0)]
    [InlineData(15, "baseline", FormStatus.Overdue, 1)]
    [InlineData(168, "baseline", FormStatus.Overdue, 154)]
    [InlineData(169, "baseline", FormStatus.Missed, 0)]
    [InlineData(168, "m6", FormStatus.NotYetDue, 0)]
    [InlineData(169, "m6", FormStatus.Open, 0)]
    [InlineData(182, "m6", FormStatus.Open, 0)]
    [InlineData(183, "m6", FormStatus.Due, 0)]
    [InlineData(211, "m6", FormStatus.Due, 0)]
    [InlineData(212, "m6", FormStatus.Overdue, 1)]
    public void Follows_the_windows(int day, string visit, FormStatus status, int overdue)
    {
        var form = Mood(day, Person(), visit);

        Assert.Equal((status, overdue), (form.Status, form.DaysOverdue));
    }

    [Theory]
    [InlineData(99, FormStatus.NotYetDue, FormStatus.NotYetDue)]
    [InlineData(170, FormStatus.NotExpected, FormStatus.Open)]
    [InlineData(183, FormStatus.Missed, FormStatus.Due)]
    public void Expects_nothing_of_whoever_left_before_the_target_day(int leftOnDay, FormStatus expectedLater, FormStatus thatDayBefore)
    {
        var person = Person() with { EndedOn = Start.AddDays(leftOnDay) };

        Assert.Equal(leftOnDay < 183 ? FormStatus.NotExpected : expectedLater, Mood(300, person, "m6").Status);
        Assert.Equal(thatDayBefore, Mood(leftOnDay, person with { EndedOn = null }, "m6").Status);
    }

    [Fact]
    public void Knows_a_form_as_complete_from_the_day_it_was_completed()
    {
        var person = Person(completedOn: Start.AddDays(20));

        Assert.Equal(FormStatus.Overdue, Mood(19, person, "baseline").Status);
        Assert.Equal(FormStatus.Complete, Mood(20, person, "baseline").Status);
    }

    [Fact]
    public void Shows_the_forms_of_an_arm_to_those_alone_who_may_know_it()
    {
        var person = Person();

        Assert.Contains(FormSchedule.On(Start, Protocol, person, showsArm: true), f => f.FormCode == "meetings");
        Assert.DoesNotContain(FormSchedule.On(Start, Protocol, person with { Arm = "OLD" }, showsArm: true), f => f.FormCode == "meetings");
        Assert.Equal(
            FormSchedule.On(Start, Protocol, person, showsArm: false),
            FormSchedule.On(Start, Protocol, person with { Arm = "OLD" }, showsArm: false));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_listed_for_the_sites_and_with_the_blinding_of_whoever_asks(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        foreach (var site in new[] { "S1", "S1", "S1", "S1", "S2" })
        {
            _ = (await trial.RandomiseAsync(site, await trial.EnrolWithBaselineAsync(site))).Value;
        }

        var researcher = (await ListAsync(trial, "researcher S1")).Value.Forms;
        var assessor = (await ListAsync(trial, "assessor S1")).Value.Forms;
        var manager = (await ListAsync(trial, "founder")).Value.Forms;

        Assert.Equal(4, researcher.Select(f => f.Number).Distinct().Count());
        Assert.Contains(researcher, f => f.FormCode == "meetings");
        Assert.DoesNotContain(assessor, f => f.FormCode == "meetings");
        Assert.Equal(5, manager.Select(f => f.Number).Distinct().Count());
        Assert.Equal("participant.not-found", (await ListAsync(trial, "researcher S1", "S2-0001")).Refusal?.Code);
        Assert.All(researcher.Where(f => f is { VisitCode: "baseline", FormCode: "mood" }), f => Assert.Equal(FormStatus.Complete, f.Status));
    }

    // Twenty to midnight of 30 June in UTC is 1 July at the sites; of 31 December it is still that day.
    [Theory]
    [InlineData("2027-06-30T23:40:00Z", "2027-07-01")]
    [InlineData("2027-12-31T23:40:00Z", "2027-12-31")]
    public void Counts_in_days_of_the_sites(string instant, string day) => Assert.Equal(
        DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
        TrialDay.Of(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    private static Task<Outcome<ListedSchedule>> ListAsync(TrialHost trial, string actor, string? number = null) =>
        trial.AskAsync<ListSchedule, ListedSchedule>(actor, new ListSchedule(trial.TrialCode, number));

    private static ScheduledForm Mood(int day, ParticipantToFollow person, string visit) =>
        FormSchedule.On(Start.AddDays(day), Protocol, person, showsArm: false).Single(f => f.VisitCode == visit && f.FormCode == "mood");

    private static ParticipantToFollow Person(DateOnly? completedOn = null)
    {
        var none = new Dictionary<string, DateOnly?>(StringComparer.Ordinal);
        var done = completedOn is null ? none : new Dictionary<string, DateOnly?>(StringComparer.Ordinal) { ["mood"] = completedOn };
        return new ParticipantToFollow(
            ParticipantId: 1, "S1-0001", "S1", SiteId: 1, ProtocolVersion: 1, "NEW", EndedOn: null,
            [
                new VisitToFill("baseline", Start, Start, Start.AddDays(14), done),
                new VisitToFill("m6", Start.AddDays(183), Start.AddDays(169), Start.AddDays(211), none),
            ]);
    }
}
