using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary><c>trialdata form course</c>, and the change beside the scores of <c>form show</c>.</summary>
public sealed class LookingAtTheCourse : IDisposable
{
    private static readonly string Protocol = TestProtocol.Json
        .Replace("{ \"form\": \"rating\", \"required\": false }", "{ \"form\": \"bprs\", \"required\": false }, { \"form\": \"core\", \"required\": false }, { \"form\": \"impaired\", \"required\": false }", StringComparison.Ordinal)
        .Replace("{ \"forms\": [{ \"form\": \"mood\", \"required\": false }] }", "{ \"forms\": [{ \"form\": \"bprs\" }, { \"form\": \"core\" }, { \"form\": \"impaired\" }] }", StringComparison.Ordinal)
        .Replace("{ \"code\": \"rating\",", """
            { "code": "bprs", "label": "BPRS", "instrument": "bprs-18", "filledBy": ["assessor"], "blindedRater": true },
            { "code": "core", "label": "CORE", "instrument": "core-10", "filledBy": ["site-researcher"] },
            { "code": "impaired", "label": "WSAS", "instrument": "wsas", "filledBy": ["site-researcher"] },
            { "code": "rating",
            """, StringComparison.Ordinal);

    private readonly CommandLine line = new();
    private readonly Staff staff;
    private string assessor = string.Empty;
    private string researcher = string.Empty;

    public LookingAtTheCourse() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    // From 18, no symptom at all: of 72 - 18 = 54 the 18 that are gone are a third.
    [Fact]
    public async Task Shows_each_score_by_day_with_its_change_and_what_has_lasted()
    {
        await OpenAsync();
        var (first, second, third) = (Day(-8), Day(-7), Day(0));
        await SaveAsync("bprs", "baseline", first, Rated(4));
        await SaveAsync("bprs", "unscheduled-1", second, Rated(3));
        await SaveAsync("bprs", "unscheduled-2", third, [.. Rated(2).Where(answer => answer != "q2=2"), "--missing", "q2=notDone"]);

        var lines = await LinesAsync(assessor, "course", "S1-0001", "bprs");
        var shown = await LinesAsync(assessor, "show", "S1-0001", "bprs", "--visit", "unscheduled-1");
        var without = await LinesAsync(assessor, "show", "S1-0001", "bprs", "--visit", "unscheduled-2");

        Assert.Equal(
            [
                "S1-0001, bprs: Brief Psychiatric Rating Scale, 18 items (bprs-18 version 1)",
                $"3 assessments. Changes are counted from baseline on {first}.",
                string.Empty,
                "total: Total severity, 18 to 126, higher is worse; percentages from 18",
                "  Visit          Day         Value  Band                   Change  Reduced by  Now",
                $"  baseline       {first}  72     markedly ill or worse  -       -           -       baseline",
                $"  unscheduled-1  {second}  54     markedly ill or worse  \u221218     33.3 %      better",
                $"  unscheduled-2  {third}  -      -                      -       -           -       17 of 18 items answered; 18 are needed",
                string.Empty,
            ],
            lines.Take(9));
        Assert.Equal(
            [
                "rswg_symptom_criterion: Symptom criterion of remission met, 0 to 1, higher is better",
                "  Visit          Day         Value",
                $"  baseline       {first}  0",
                $"  unscheduled-1  {second}  1",
                $"  unscheduled-2  {third}  1",
                string.Empty,
                "rswg_remission: Symptom criterion of remission met for six months (rswg_symptom_criterion at 1 for 182 days)",
                "  Visit          Day         Verdict        Because",
                $"  baseline       {first}  does not hold  not met on {first}",
                $"  unscheduled-1  {second}  does not hold  not met on {first}",
                $"  unscheduled-2  {third}  holds          met at every assessment since {second}",
            ],
            lines.TakeLast(11));
        Assert.Equal($"    \u221218 since baseline on {first} (72): 33.3 % less, better", shown[^1]);
        Assert.Equal("  score total: none (of 17 items, 0 imputed, definition version 1)", without[^1]);
    }

    // Nine answered items of which two are reversed: 13 in nine, times ten, is 14.444, a change of less than the published 6.
    [Fact]
    public async Task Says_whether_a_change_is_reliable_and_counts_from_the_visit_that_is_named()
    {
        await OpenAsync();
        var (first, second) = (Day(-8), Day(-7));
        var nothing = await LinesAsync(researcher, "course", "S1-0001", "core");
        await SaveAsync("core", "baseline", first, [.. Enumerable.Range(1, 10).Select(item => FormattableString.Invariant($"q{item}=2"))]);
        var one = await LinesAsync(researcher, "course", "S1-0001", "core");
        await SaveAsync("core", "unscheduled-1", second, ["q1=1", "q2=3", "q3=3", "q4=1", "q5=2", "q6=2", "q7=2", "q8=2", "q9=1", "--missing", "q10=refused"]);

        var two = await LinesAsync(researcher, "course", "S1-0001", "core");
        var turned = (await line.RunAsync("form", "course", "S1-0001", "core", "--baseline", "unscheduled-1", "--json", "--token", researcher)).Json();
        var shown = await LinesAsync(researcher, "show", "S1-0001", "core", "--visit", "unscheduled-1");

        Assert.Equal("Nothing has been filled in yet.", nothing[1]);
        Assert.Equal(
            [
                $"1 assessment. Changes are counted from baseline on {first}.",
                string.Empty,
                "clinical: Clinical score, 0 to 40, higher is worse; percentages from 0; reliable from 6",
                "  Visit     Day         Value  Band                Change  Reduced by  Reliable  Now",
                $"  baseline  {first}  20     moderate to severe  -       -           -         -    baseline",
            ],
            one.Skip(1));
        Assert.Equal($"  unscheduled-1  {second}  14.444  mild                \u22125.556  27.8 %      no        better", two[^1]);
        Assert.Equal("  score clinical: 14.444 (of 9 items, 0 imputed, definition version 1)", shown[^2]);
        Assert.Equal($"    \u22125.556 since baseline on {first} (20): 27.8 % less, not reliable, better", shown[^1]);
        Assert.Equal("unscheduled-1", turned.GetProperty("baseline").GetProperty("visitCode").GetString());
        Assert.All(
            turned.GetProperty("scores")[0].GetProperty("values").EnumerateArray(),
            value => Assert.Equal(System.Text.Json.JsonValueKind.Null, value.GetProperty("change").ValueKind));
    }

    // Five items at 8 make 40, the four without work 32: less by an item, and no better.
    [Fact]
    public async Task Counts_no_change_between_sums_of_other_items_and_says_so()
    {
        await OpenAsync();
        var (first, second, third) = (Day(-8), Day(-7), Day(0));
        await SaveAsync("impaired", "baseline", first, ["not_working=0", "q1=8", "q2=8", "q3=8", "q4=8", "q5=8"]);
        await SaveAsync("impaired", "unscheduled-1", second, ["not_working=1", "q2=8", "q3=8", "q4=8", "q5=8"]);
        await SaveAsync("impaired", "unscheduled-2", third, ["not_working=0", "q1=0", "q2=8", "q3=8", "q4=8", "q5=8"]);

        var lines = await LinesAsync(researcher, "course", "S1-0001", "impaired");
        var shown = await LinesAsync(researcher, "show", "S1-0001", "impaired", "--visit", "unscheduled-1");

        Assert.Equal(
            [
                $"  baseline       {first}  40     moderately severe or worse  -       -           -          -       baseline",
                $"  unscheduled-1  {second}  32     moderately severe or worse  -       -           -          -       made of other items than at baseline",
                $"  unscheduled-2  {third}  32     moderately severe or worse  \u22128      20.0 %      yes        better",
            ],
            lines.TakeLast(3));
        Assert.Equal($"    change since baseline on {first} not known: made of other items than at baseline", shown[^1]);
    }

    [Theory]
    [InlineData("form.without-scores", "mood")]
    [InlineData("form.not-in-protocol", "moods")]
    [InlineData("course.no-such-baseline", "bprs", "--baseline", "m6")]
    public async Task Is_refused_where_there_is_none(string code, params string[] args)
    {
        await OpenAsync();

        var refused = await line.RunAsync(["form", "course", "S1-0001", .. args, "--token", researcher, "--json"]);

        Assert.Equal((2, code), (refused.ExitCode, refused.RefusedJson()));
    }

    private async Task OpenAsync()
    {
        await staff.OpenTrialAsync(Protocol);
        researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        assessor = await staff.RegisterAsync("assessor", Role.Assessor, "S1");
        _ = await staff.EnrolAsync(researcher);
        for (var visit = 0; visit < 2; visit++)
        {
            Assert.Equal(0, (await line.RunAsync("participant", "visit", "S1-0001", "--on", staff.Day, "--token", researcher)).ExitCode);
        }
    }

    private static string Day(int months) => Staff.Today.AddMonths(months).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string[] Rated(int rating) => [.. Enumerable.Range(1, 18).Select(item => FormattableString.Invariant($"q{item}={rating}"))];

    private async Task<string[]> LinesAsync(string token, params string[] args)
    {
        var ran = await line.RunAsync(["form", .. args, "--token", token]);
        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        return ran.Out.ReplaceLineEndings("\n").Replace('\u00A0', ' ').TrimEnd('\n').Split('\n');
    }

    private async Task SaveAsync(string form, string visit, string day, string[] answers)
    {
        var saved = await line.RunAsync(["form", "save", "S1-0001", form, "--visit", visit, "--on", day, "--confirm", "completedOn", .. answers, "--token", form == "bprs" ? assessor : researcher]);
        Assert.Equal((0, string.Empty), (saved.ExitCode, saved.Error));
    }
}
