using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Courses;
using TrialData.Application.Enrolment;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Instruments;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static System.FormattableString;
using static TrialData.Application.Tests.Capture.FormsInTests;

namespace TrialData.Application.Tests.Capture;

/// <summary>A rating of the PANSS at three planned visits, at visits that nobody planned, and at one that only one arm has.</summary>
public sealed class TheCourseOfScores
{
    private const string Assessor = "assessor S1";

    private static readonly string[] Items = [.. DefinitionCatalogue.Shipped.Find("panss-30")!.Items.Select(item => item.Code)];

    private static readonly string Protocol = TestProtocol.Json
        .Replace("\"visits\": [", """
            "visits": [
            { "code": "peer", "label": "Peer visit", "anchor": "randomisation", "day": 0, "after": 200, "onlyForArms": ["NEW"], "revealsArm": true,
              "forms": [{ "form": "own" }, { "form": "trust" }] },
            { "code": "y1", "label": "1 year", "anchor": "randomisation", "day": 365, "after": 28, "forms": [{ "form": "panss" }, { "form": "own" }] },
            """, StringComparison.Ordinal)
        .Replace(AtBaseline("rating"), string.Join(", ", AtBaseline("panss"), AtBaseline("own"), AtBaseline("told")), StringComparison.Ordinal)
        .Replace("{ \"form\": \"rating\" }, ", "{ \"form\": \"panss\" }, ", StringComparison.Ordinal)
        .Replace("{ \"forms\": [{ \"form\": \"mood\", \"required\": false }] }", "{ \"forms\": [{ \"form\": \"panss\" }] }", StringComparison.Ordinal)
        .Replace("{ \"code\": \"rating\",", """
            { "code": "panss", "label": "PANSS", "instrument": "panss-30", "filledBy": ["assessor"], "blindedRater": true },
            { "code": "own", "label": "Loneliness", "instrument": "ucla-3", "filledBy": ["site-researcher"], "repeats": true },
            { "code": "trust", "label": "Trust in the peer", "instrument": "ucla-3", "filledBy": ["site-researcher"] },
            { "code": "told", "label": "Loneliness since the meetings", "instrument": "ucla-3", "filledBy": ["site-researcher"], "revealsArm": true },
            { "code": "rating",
            """, StringComparison.Ordinal)
        .Replace("{ \"code\": \"contacts\",", "{ \"code\": \"talks\", \"label\": \"After talks\", \"instrument\": \"ucla-3\" }, { \"code\": \"contacts\",", StringComparison.Ordinal);

    // Days by hand: 4 January 2027 is the first, 5 July 182 days on.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Counts_changes_from_the_first_visit_and_says_what_has_lasted(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await RandomisedAsync(trial);
        await RateAsync(trial, participant, "baseline", "2027-01-04", rating: 4);
        await VisitAsync(trial, participant, "2027-02-01", "unscheduled-1", rating: 3);
        await RateAsync(trial, participant, "m6", "2027-07-10", rating: 2);
        await VisitAsync(trial, participant, "2027-08-02", "unscheduled-2", rating: 2);

        var course = await CourseAsync(trial, Assessor, participant, "panss");

        Assert.Equal(("panss-30", 1, new Assessment("baseline", 1, Day("2027-01-04"))), (course.Instrument, course.InstrumentVersion, course.Baseline));
        Assert.Equal(["baseline", "unscheduled-1", "m6", "unscheduled-2"], course.Assessments.Select(at => at.VisitCode));
        var total = ScoreOf(course, "total");
        Assert.Equal((30m, null, 15m, false, false), (total.Floor, total.Reliable, total.Important, total.HigherIsBetter, total.IsCriterion));
        Assert.Equal([120m, 90m, 60m, 60m], total.Values.Select(value => value.Value));
        Assert.Equal(["severely ill", "moderately ill", "mildly ill", "mildly ill"], total.Values.Select(value => value.Band));

        // From 120: a third of the way to 30, then two.
        Assert.Equal(
            [null, new(-30, 33.333333333333333333333333333m, null, true, true), new(-60, 66.666666666666666666666666667m, null, true, true)],
            total.Values.Take(3).Select(value => value.Change));
        Assert.All(ScoreOf(course, "rswg_symptom_criterion").Values, value => Assert.Null(value.Change));
        Assert.Equal([0m, 1m, 1m, 1m], ScoreOf(course, "rswg_symptom_criterion").Values.Select(value => value.Value));
        Assert.Equal(
            [
                (Verdict.DoesNotHold, "not met on 2027-01-04"),
                (Verdict.DoesNotHold, "not met on 2027-01-04"),
                (Verdict.DoesNotHold, "not met on 2027-01-04"),
                (Verdict.Holds, "met at every assessment since 2027-02-01"),
            ],
            Assert.Single(course.Sustained).Findings.Select(found => (found.Verdict, found.Reason)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Counts_from_another_visit_where_one_is_named(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await RandomisedAsync(trial);
        await RateAsync(trial, participant, "baseline", "2027-01-04", rating: 4);
        await RateAsync(trial, participant, "m6", "2027-07-10", rating: 3);
        await RateAsync(trial, participant, "y1", "2028-01-10", rating: 2);

        var course = await CourseAsync(trial, Assessor, participant, "panss", baseline: "m6");

        Assert.Equal("m6", course.Baseline?.VisitCode);
        Assert.Equal([null, null, -30m], ScoreOf(course, "total").Values.Select(value => value.Change?.Difference));
        Assert.Equal(new NoSuchBaseline("panss", "m3"), (await AskAsync(trial, Assessor, participant, "panss", "m3")).Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Says_why_a_value_or_a_change_is_missing(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await RandomisedAsync(trial);
        await RateAsync(trial, participant, "baseline", "2027-01-04", rating: 3, without: "P2");
        await RateAsync(trial, participant, "m6", "2027-07-10", rating: 2);
        await RateAsync(trial, participant, "y1", "2028-01-10", rating: 2, without: "G16");

        var course = await CourseAsync(trial, Assessor, participant, "panss");

        const string fewer = "29 of 30 items answered; 30 are needed";
        Assert.Equal(
            [(null, fewer, null), (60m, null, $"no value at baseline: {fewer}"), (null, fewer, null)],
            ScoreOf(course, "total").Values.Select(value => (value.Value, value.WhyNone, value.WhyNoChange)));
        Assert.Equal([null, -7m, -7m], ScoreOf(course, "negative").Values.Select(value => value.Change?.Difference));
        Assert.Equal(
            [(Verdict.CannotBeSaid, "no assessment on or before 2026-07-06"), (Verdict.CannotBeSaid, "not known on 2027-01-04"), (Verdict.Holds, "met at every assessment since 2027-07-10")],
            course.Sustained[0].Findings.Select(found => (found.Verdict, found.Reason)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Leaves_out_what_is_void_and_follows_corrections(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await RandomisedAsync(trial);
        await RateAsync(trial, participant, "baseline", "2027-01-04", rating: 4);
        await RateAsync(trial, participant, "m6", "2027-07-10", rating: 3);
        await RateAsync(trial, participant, "m6", "2027-07-10", rating: 2, version: 1);
        Assert.Equal([120m, 60m], ScoreOf(await CourseAsync(trial, Assessor, participant, "panss"), "total").Values.Select(value => value.Value));

        _ = (await trial.AskAsync<VoidForm, FormVoided>(Assessor, new VoidForm(trial.TrialCode, participant, new FormAt("baseline", "panss"), 1, "Wrong person"))).Value;

        var course = await CourseAsync(trial, Assessor, participant, "panss");
        Assert.Equal(["m6"], course.Assessments.Select(at => at.VisitCode));
        Assert.Null(ScoreOf(course, "total").Values[0].Change);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_empty_before_anything_was_filled_in_and_has_no_change_after_one_visit(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await trial.EnrolWithBaselineAsync("S1");

        var empty = await CourseAsync(trial, Assessor, participant, "panss");
        await RateAsync(trial, participant, "baseline", "2027-01-04", rating: 1);
        var one = await CourseAsync(trial, Assessor, participant, "panss");

        Assert.Equal((null, 0, 0), (empty.Baseline, empty.Assessments.Count, ScoreOf(empty, "total").Values.Count));
        Assert.Equal((30m, null, null), (ScoreOf(one, "total").Values[0].Value, ScoreOf(one, "total").Values[0].Change, ScoreOf(one, "total").Values[0].WhyNoChange));
        Assert.Equal(Verdict.CannotBeSaid, Assert.Single(one.Sustained[0].Findings).Verdict);
    }

    // The form stands at a visit that only one arm has, too: the same two values come for whoever may not know, in either arm.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Tells_no_arm_to_whom_it_must_not(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        _ = (await trial.RegisterAsync("statistician", Role.Statistician)).Value;
        _ = (await trial.RegisterAsync("source monitor", Role.Monitor, "S1")).Value;
        _ = (await trial.RegisterAsync("unblinded", Role.UnblindedStatistician)).Value;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var arms = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 8; i++)
        {
            var participant = await trial.EnrolWithBaselineAsync("S1");
            var arm = (await trial.RandomiseAsync("S1", participant)).Value.Arm;
            arms.Add(arm);
            await SaveOwnAsync(trial, participant, new FormAt("baseline", "own"), "2027-01-04", "3");
            if (arm == "NEW")
            {
                await SaveOwnAsync(trial, participant, new FormAt("peer", "own"), "2027-01-04", "2");
                await SaveOwnAsync(trial, participant, new FormAt("peer", "trust"), "2027-01-04", "1");
            }

            await SaveOwnAsync(trial, participant, new FormAt("y1", "own"), "2027-01-04", "1");
            await SaveOwnAsync(trial, participant, new FormAt("baseline", "told"), "2027-01-04", "1");
            foreach (var blinded in new[] { Assessor, "source monitor", "statistician" })
            {
                var values = ScoreOf(await CourseAsync(trial, blinded, participant, "own"), "total").Values;
                seen.Add(string.Join(' ', values.Select(value => Invariant($"{value.At.VisitCode}={value.Value}"))));
                foreach (var hidden in new[] { "told", "trust", "nothing such" })
                {
                    Assert.Equal(new FormNotInProtocol(hidden), (await AskAsync(trial, blinded, participant, hidden)).Refusal);
                }
            }

            foreach (var unblinded in new[] { Researcher, "unblinded" })
            {
                Assert.Equal(arm == "NEW" ? 3 : 2, (await CourseAsync(trial, unblinded, participant, "own")).Assessments.Count);
                Assert.Single((await CourseAsync(trial, unblinded, participant, "told")).Assessments);
                Assert.Equal(arm == "NEW" ? 1 : 0, (await CourseAsync(trial, unblinded, participant, "trust")).Assessments.Count);
            }
        }

        Assert.Equal(["baseline=9 y1=3"], seen);
        Assert.Equal(2, arms.Count);
        Assert.NotEqual(0, await trial.CountAsync("AuditEvent WHERE UseCase = 'ShowCourse' AND Subject LIKE '%/trust'"));
        Assert.Equal(0, await trial.CountAsync("AuditEvent WHERE UseCase = 'ShowCourse' AND (Subject LIKE '%/trust' OR Subject LIKE '%/told') AND Chain NOT LIKE 'restricted:%'"));
        Assert.Equal(0, await trial.CountAsync("AuditEvent WHERE Subject LIKE '%nothing such%'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_of_the_own_site_alone(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        await RateAsync(trial, participant, "baseline", "2027-01-04", rating: 2);

        Assert.Equal(new NoSuchParticipant(), (await AskAsync(trial, "researcher S2", participant, "panss")).Refusal);
        Assert.Equal("access.not-permitted", (await AskAsync(trial, "admin", participant, "panss")).Refusal?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_of_forms_and_logs_that_have_scores(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        MoveTo(trial, "2027-01-10");
        foreach (var (day, answer) in new[] { ("2027-01-08", "2"), ("2027-01-06", "3") })
        {
            _ = (await trial.AskAsync<SaveLogEntry, LogEntrySaved>(
                Researcher, new SaveLogEntry(trial.TrialCode, participant, "talks", Entry: null, 0, Day(day), Answers(("q1", answer), ("q2", answer), ("q3", answer)))
                { Confirmed = [FilledForm.CompletedOnField] })).Value;
        }

        var talks = await CourseAsync(trial, Researcher, participant, "talks");

        Assert.Equal([new Assessment(null, 2, Day("2027-01-06")), new Assessment(null, 1, Day("2027-01-08"))], talks.Assessments);
        Assert.Equal([null, -3m], ScoreOf(talks, "total").Values.Select(value => value.Change?.Difference));
        Assert.Equal(new FormWithoutScores("mood"), (await AskAsync(trial, Researcher, participant, "mood")).Refusal);
        Assert.Equal(new FormWithoutScores("adverse-event"), (await AskAsync(trial, Researcher, participant, "adverse-event")).Refusal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Has_every_instance_of_a_form_that_repeats(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        await SaveOwnAsync(trial, participant, new FormAt("baseline", "own"), "2027-01-04", "3");
        await SaveOwnAsync(trial, participant, new FormAt("baseline", "own", 2), "2027-01-04", "1");

        var course = await CourseAsync(trial, Researcher, participant, "own");

        Assert.Equal([1, 2], course.Assessments.Select(at => at.Instance));
        Assert.Equal([null, -6m], ScoreOf(course, "total").Values.Select(value => value.Change?.Difference));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Stays_when_an_amendment_takes_a_visit_or_the_form_out(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await RandomisedAsync(trial);
        var other = await trial.EnrolWithBaselineAsync("S1");
        await RateAsync(trial, participant, "baseline", "2027-01-04", rating: 4);
        await RateAsync(trial, participant, "m6", "2027-07-10", rating: 3);
        _ = (await AmendAsync(trial, "2", WithoutPanss(Protocol.Replace("\"m6\"", "\"m7\"", StringComparison.Ordinal), visit: "y1"))).Value;
        Assert.Equal(["baseline", "m6"], (await CourseAsync(trial, Assessor, participant, "panss")).Assessments.Select(at => at.VisitCode));

        _ = (await AmendAsync(trial, "3", Protocol
            .Replace(AtBaseline("panss") + ", ", string.Empty, StringComparison.Ordinal)
            .Replace("{ \"form\": \"panss\" }, ", string.Empty, StringComparison.Ordinal)
            .Replace("{ \"form\": \"panss\" }]", "{ \"form\": \"mood\" }]", StringComparison.Ordinal))).Value;

        Assert.Equal(["baseline", "m6"], (await CourseAsync(trial, Assessor, participant, "panss")).Assessments.Select(at => at.VisitCode));
        Assert.Equal(new FormNotInProtocol("panss"), (await AskAsync(trial, Assessor, other, "panss")).Refusal);
    }

    // The protocol of the participant names another instrument under the same code: one definition scores all of a course.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Scores_nothing_that_was_answered_under_another_definition(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await RandomisedAsync(trial);
        await SaveOwnAsync(trial, participant, new FormAt("baseline", "own"), "2027-01-04", "3");
        _ = (await AmendAsync(trial, "2", Protocol.Replace("\"Loneliness\", \"instrument\": \"ucla-3\"", "\"Loneliness\", \"instrument\": \"gaf\"", StringComparison.Ordinal))).Value;

        var value = Assert.Single(ScoreOf(await CourseAsync(trial, Researcher, participant, "own"), "global").Values);

        Assert.Equal((null, "answered under another definition than gaf version 1, by q1, q2, q3"), (value.Value, value.WhyNone));
    }

    // An import may know no day: such a form could have come at any time.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Says_nothing_of_what_lasted_where_a_day_is_not_recorded(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await RandomisedAsync(trial);
        await RateAsync(trial, participant, "baseline", "2027-01-04", rating: 4);
        await RateAsync(trial, participant, "m6", "2027-07-10", rating: 2);
        await RateAsync(trial, participant, "y1", "2028-01-10", rating: 2);
        await trial.ValueAsync("UPDATE Form SET CompletedOn = NULL WHERE VisitId = (SELECT MIN(VisitId) FROM Visit WHERE Code = 'm6')");

        var course = await CourseAsync(trial, Assessor, participant, "panss");

        Assert.Equal([("baseline", true), ("m6", false), ("y1", true)], course.Assessments.Select(at => (at.VisitCode!, at.On is not null)));
        Assert.Equal(
            [(Verdict.DoesNotHold, "not met on 2027-01-04"), (Verdict.CannotBeSaid, "the day of m6 is not recorded"), (Verdict.CannotBeSaid, "the day of m6 is not recorded")],
            course.Sustained[0].Findings.Select(found => (found.Verdict, found.Reason)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Stands_beside_the_scores_of_a_form_as_its_change(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, Protocol);
        var participant = await RandomisedAsync(trial);
        await RateAsync(trial, participant, "baseline", "2027-01-04", rating: 4);
        await RateAsync(trial, participant, "m6", "2027-07-10", rating: 3);
        await SaveOwnAsync(trial, participant, new FormAt("baseline", "own"), "2027-01-04", "3");
        await SaveOwnAsync(trial, participant, new FormAt("y1", "own"), "2027-07-10", "1");

        Assert.Empty((await trial.ShowAsync(participant, new FormAt("baseline", "panss"))).Changes);
        Assert.Equal(
            new ChangeOfScore("total", new Assessment("baseline", 1, Day("2027-01-04")), 120, new ChangeFromBaseline(-30, 33.333333333333333333333333333m, null, true, true), null),
            Assert.Single((await trial.ShowAsync(participant, new FormAt("m6", "panss"))).Changes));
        Assert.Empty((await trial.ShowAsync(participant, new FormAt("y1", "own"))).Changes);
    }

    // Drawn ratings: the course of a store and the file of a statistician agree to the last digit.
    [Fact]
    public async Task Agrees_with_the_scores_of_a_file()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, Protocol);
        var random = new Random(20261205);
        var participant = await RandomisedAsync(trial);
        var csv = new List<string> { $"who,on,{string.Join(',', Items)}" };
        foreach (var (visit, day) in new[] { ("baseline", "2027-01-04"), ("m6", "2027-07-10"), ("y1", "2028-01-10") })
        {
            var answers = Items.Select(item => (Item: item, Answer: random.Next(12) == 0 ? string.Empty : Invariant($"{random.Next(1, 5)}"))).ToArray();
            MoveTo(trial, day);
            _ = (await trial.AskAsync<SaveForm, FormSaved>(
                Assessor,
                new SaveForm(trial.TrialCode, participant, visit, "panss", 0, Day(day), Answers([.. answers.Where(each => each.Answer.Length > 0)]))
                {
                    Missing = answers.Where(each => each.Answer.Length == 0).ToDictionary(each => each.Item, _ => Missing.NotDone, StringComparer.Ordinal),
                })).Value;
            csv.Add($"a,{day},{string.Join(',', answers.Select(each => each.Answer))}");
        }

        var course = await CourseAsync(trial, Assessor, participant, "panss");
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', csv)));
        using var output = new MemoryStream();
        _ = (await new ScoreFileHandler().HandleAsync(
            new ScoreFile("panss-30", Version: null, "a.csv", input, output) { Visits = new VisitColumns("who", "on") }, CancellationToken.None)).Value;
        var lines = System.Text.Encoding.UTF8.GetString(output.ToArray()).Split("\r\n");
        var header = lines[0].Split(',').ToList();

        // The criterion stands last, whose reason has a comma.
        foreach (var score in course.Scores.Where(score => !score.IsCriterion))
        {
            foreach (var (value, line) in score.Values.Zip(lines.Skip(1)))
            {
                var fields = line.Split(',');
                Assert.Equal(Invariant($"{value.Value}"), fields[header.IndexOf(score.Code)]);
                Assert.Equal(Invariant($"{value.Change?.Difference}"), fields[header.IndexOf(score.Code + "_change")]);
                Assert.True(score.Floor is null || Invariant($"{value.Change?.PercentReduction}") == fields[header.IndexOf(score.Code + "_percent_reduction")]);
            }
        }
    }

    private static string AtBaseline(string form) => $"{{ \"form\": \"{form}\", \"required\": false }}";

    private static string WithoutPanss(string protocol, string visit)
    {
        var at = protocol.IndexOf($"\"code\": \"{visit}\"", StringComparison.Ordinal);
        var form = protocol.IndexOf("{ \"form\": \"panss\" }, ", at, StringComparison.Ordinal);
        return protocol.Remove(form, "{ \"form\": \"panss\" }, ".Length);
    }

    private static Task<Outcome<AmendedProtocol>> AmendAsync(TrialHost trial, string version, string protocol) =>
        trial.AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(JsonEdit.With(protocol, "version", version)));

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static void MoveTo(TrialHost trial, string day) => trial.Clock.MoveTo(new DateTimeOffset(Day(day), new TimeOnly(9, 0), TimeSpan.Zero));

    private static ScoreInCourse ScoreOf(ShownCourse course, string code) => course.Scores.Single(score => score.Code == code);

    private static async Task<Guid> RandomisedAsync(TrialHost trial)
    {
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        return participant;
    }

    private static async Task RateAsync(
        TrialHost trial, Guid participant, string visit, string day, int rating, string? without = null, int version = 0)
    {
        MoveTo(trial, day);
        _ = (await trial.AskAsync<SaveForm, FormSaved>(
            Assessor,
            new SaveForm(
                trial.TrialCode, participant, visit, "panss", version, Day(day),
                Answers([.. Items.Where(item => item != without).Select(item => (item, Invariant($"{rating}")))]), version == 0 ? null : "misread")
            {
                Missing = without is null ? null : new Dictionary<string, Missing>(StringComparer.Ordinal) { [without] = Missing.NotDone },
            })).Value;
    }

    private static async Task VisitAsync(TrialHost trial, Guid participant, string day, string code, int rating)
    {
        MoveTo(trial, day);
        Assert.Equal(code, (await trial.AskAsync<AddUnscheduledVisit, UnscheduledVisitAdded>(Researcher, new AddUnscheduledVisit(trial.TrialCode, participant, Day(day)))).Value.VisitCode);
        await RateAsync(trial, participant, code, day, rating);
    }

    private static async Task SaveOwnAsync(TrialHost trial, Guid participant, FormAt at, string day, string answer)
    {
        MoveTo(trial, day);
        _ = (await trial.AskAsync<SaveForm, FormSaved>(
            Researcher,
            new SaveForm(trial.TrialCode, participant, at.VisitCode!, at.FormCode, 0, Day(day), Answers(("q1", answer), ("q2", answer), ("q3", answer))) { Instance = at.Instance })).Value;
    }

    private static async Task<ShownCourse> CourseAsync(TrialHost trial, string actor, Guid participant, string form, string? baseline = null) =>
        (await AskAsync(trial, actor, participant, form, baseline)).Value;

    private static Task<Outcome<ShownCourse>> AskAsync(TrialHost trial, string actor, Guid participant, string form, string? baseline = null) =>
        trial.AskAsync<ShowCourse, ShownCourse>(actor, new ShowCourse(trial.TrialCode, participant, form) { BaselineVisit = baseline });
}
