using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TrialData.Application.Analyses;
using TrialData.Application.Exchange;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Analyses;

/// <summary>
/// The outcome definitions of the POD trial on invented participants. Every participant is a site of its own, so the rate of a
/// site shows what one person's answers came to; the whole way from file to result is judged, not the rules alone.
/// </summary>
/// <remarks>Expected: T reached, F not reached, ? not known. Sources: the definitions in design, section 3, and trial facts, D.</remarks>
public sealed class DefiningRecoveryAndEmployment
{
    private const string Judged = "m24";

    private static readonly string[] Joint =
        ["symptom-free", "symptom-free-strict", "E1", "E2", "E3", "both", "both-strict", "both-broad", "good-outcome"];

    [Theory]
    //          rating status hours  study   SF ST E1 E2 E3 both bs bb good
    [InlineData("0", "01", "37.5", "", "T T T T T T T T T")]
    [InlineData("0", "01", "16", "", "T T T T T T T T T")]
    [InlineData("0", "01", "15.5", "", "T T F T T T F T T")]
    [InlineData("0", "01", "0", "", "T T F T T T F T T")]
    [InlineData("0", "01", "", "", "T T ? T T T ? T T")]
    [InlineData("1", "01", "16", "", "T F T T T T F T T")]
    [InlineData("1", "01", "", "", "T F ? T T T F T T")]
    [InlineData("2", "01", "40", "", "F F T T T F F F F")]
    [InlineData("4", "01", "", "", "F F ? T T F F F F")]
    [InlineData("0", "03", "", "yes", "T T T T T T T T T")]
    [InlineData("0", "03", "", "no", "T T F T T T F T T")]
    [InlineData("3", "03", "", "no", "F F F T T F F F F")]
    [InlineData("0", "02", "", "", "T T F F T F F T T")]
    [InlineData("1", "07", "", "", "T F F F T F F T T")]
    [InlineData("0", "04", "", "", "T T F F F F F F F")]
    [InlineData("3", "04", "", "", "F F F F F F F F F")]
    [InlineData("0", "05", "", "", "T T F F F F F F T")]
    [InlineData("1", "06", "", "", "T F F F F F F F T")]
    [InlineData("0", "08", "", "", "T T F F F F F F T")]
    [InlineData("0", "ZZ", "", "", "T T ? ? ? ? ? ? ?")]
    [InlineData("1", "ZZ", "", "", "T F ? ? ? ? F ? ?")]
    [InlineData("2", "ZZ", "", "", "F F ? ? ? F F F F")]
    [InlineData("0", "", "", "", "T T ? ? ? ? ? ? ?")]
    [InlineData("4", "", "", "", "F F ? ? ? F F F F")]
    [InlineData("", "01", "20", "", "? ? T T T ? ? ? ?")]
    [InlineData("", "01", "12", "", "? ? F T T ? F ? ?")]
    [InlineData("", "02", "", "", "? ? F F T F F ? ?")]
    [InlineData("", "04", "", "", "? ? F F F F F F F")]
    [InlineData("", "08", "", "", "? ? F F F F F F ?")]
    [InlineData("", "ZZ", "", "", "? ? ? ? ? ? ? ? ?")]
    [InlineData("", "", "", "", "? ? ? ? ? ? ? ? ?")]
    public void Expects_what_stands_beside_the_answers(string rating, string status, string hours, string study, string expected) =>
        Assert.Equal(expected, string.Join(' ', Everybody.Value.Outcomes(Joint, new Person(rating, status, hours, study))));

    // RSWG (Andreasen 2005) on the BPRS: items 4, 7, 8, 11, 12, 15 and 16 all mild (3) or less; other items do not count.
    [Theory]
    [InlineData("3 3 3 3 3 3 3", "7", "T")]
    [InlineData("1 1 1 1 1 1 1", "1", "T")]
    [InlineData("3 3 3 4 3 3 3", "1", "F")]
    [InlineData("3 3 3 3 3 3 4", "1", "F")]
    [InlineData("7 7 7 7 7 7 7", "1", "F")]
    [InlineData("3 3 0 3 3 3 3", "1", "?")]
    [InlineData("3 3 0 5 3 3 3", "1", "F")]
    [InlineData("3 3 3 3 3 3 3", "0", "T")]
    public void Remission_rests_on_seven_items_alone(string criterion, string others, string expected) =>
        Assert.Equal([expected], Everybody.Value.Outcomes(["remission-rswg"], new Person(Bprs: criterion, Others: others)));

    // Minimal important difference of the QPR-15: 5 points within a person. Thirteen items stay at 1; two make the difference.
    [Theory]
    [InlineData("0 0", "4 1", "T")]
    [InlineData("0 0", "4 0", "F")]
    [InlineData("0 0", "4 4", "T")]
    [InlineData("4 4", "0 0", "F")]
    [InlineData("", "4 4", "?")]
    [InlineData("0 0", "", "?")]
    public void Response_is_five_points_above_the_baseline(string before, string now, string expected) =>
        Assert.Equal([expected], Everybody.Value.Outcomes(["qpr-response"], new Person(Before: before, Now: now)));

    private static readonly Lazy<Gathering> Everybody = new(() => Gathering.MeetAsync().GetAwaiter().GetResult());

    private sealed record Person(
        string Rating = "", string Status = "", string Hours = "", string Study = "", string Bprs = "", string Others = "", string Before = "", string Now = "");

    /// <summary>All the invented people in one imported trial, and its results.</summary>
    private sealed class Gathering(IReadOnlyList<Person> people, AnalysisResults results)
    {
        private static readonly int[] Criterion = [4, 7, 8, 11, 12, 15, 16];

        public IEnumerable<string> Outcomes(IEnumerable<string> outcomes, Person person)
        {
            var site = Site(people.ToList().IndexOf(person));
            foreach (var id in outcomes)
            {
                var visit = results.Outcomes.Single(o => o.Id == id).Visits.Single(v => v.Visit.Code == Judged);
                var cell = visit.Rates.Single(r => r.Site == site && r.Arm is null);
                yield return (cell.Randomised, cell.Recorded, cell.Events) switch
                {
                    (1, 0, 0) => "?",
                    (1, 1, 0) => "F",
                    (1, 1, 1) => "T",
                    _ => throw new InvalidOperationException($"{id} at {site}: {cell}"),
                };
            }
        }

        public static async Task<Gathering> MeetAsync()
        {
            var people = Rows(nameof(Expects_what_stands_beside_the_answers)).Select(r => new Person(r[0], r[1], r[2], r[3]))
                .Concat(Rows(nameof(Remission_rests_on_seven_items_alone)).Select(r => new Person(Bprs: r[0], Others: r[1])))
                .Concat(Rows(nameof(Response_is_five_points_above_the_baseline)).Select(r => new Person(Before: r[0], Now: r[1])))
                .ToList();
            var protocol = JsonEdit.With(
                JsonEdit.With(Repository.Read("analysis-specs", "pod", "protocol.json"), "randomisation", """{ "unit": "external" }"""),
                "sites",
                new JsonArray([.. people.Select((_, i) => new JsonObject { ["code"] = Site(i), ["name"] = Site(i) })]).ToJsonString());
            await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, protocol, activate: false);
            using var file = new MemoryStream(Encoding.UTF8.GetBytes(Csv(people)));
            _ = (await trial.AskAsync<ImportFinishedTrial, ImportedTrial>("founder", new ImportFinishedTrial("POD", Mapping(), "people.csv", file))).Value;
            var specification = Repository.Read("analysis-specs", "pod", "analysis.json");
            return new Gathering(people, (await trial.AskAsync<RunAnalysis, AnalysisResults>("founder", new RunAnalysis("POD", specification))).Value);
        }

        private static IEnumerable<string[]> Rows(string theory) => typeof(DefiningRecoveryAndEmployment).GetMethod(theory)!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Cast<InlineDataAttribute>()
            .SelectMany(row => row.GetData(null!))
            .Select(row => row.Cast<string>().ToArray());

        private static string Site(int index) => string.Create(CultureInfo.InvariantCulture, $"P{index:D3}");

        private static string Csv(IEnumerable<Person> people)
        {
            var csv = new StringBuilder("site,rating,status,hours,study,q4,q7,q8,q11,q12,q15,q16,others,b1,b14,b15,n1,n14,n15\n");
            foreach (var (person, index) in people.Select((p, i) => (p, i)))
            {
                string[] fields =
                [
                    Site(index), person.Rating, person.Status, person.Hours, person.Study,
                    .. Split(person.Bprs, Criterion.Length), person.Others, .. Qpr(person.Before), .. Qpr(person.Now),
                ];
                csv.AppendJoin(',', fields).Append('\n');
            }

            return csv.ToString();
        }

        private static string[] Qpr(string two) => two.Length == 0 ? ["", "", ""] : ["1", .. two.Split(' ')];

        private static string[] Split(string answers, int count) => answers.Length == 0 ? Enumerable.Repeat("", count).ToArray() : answers.Split(' ');

        private static string Mapping()
        {
            var bprs = Enumerable.Range(1, 18).Select(i => (Item(i), Criterion.Contains(i) ? Item(i) : "others"));
            return new JsonObject
            {
                ["participant"] = new JsonObject { ["number"] = Column("site"), ["site"] = Column("site"), ["arm"] = new JsonObject { ["constant"] = "POD" } },
                ["forms"] = new JsonArray(
                    Form("residual-symptoms", Judged, [("rating", "rating")]),
                    Form("employment", Judged, [("status", "status"), ("hours", "hours"), ("full_time_study", "study")]),
                    Form("bprs-18", Judged, bprs),
                    Form("qpr-15", "baseline", QprItems("b")),
                    Form("qpr-15", Judged, QprItems("n"))),
            }.ToJsonString();
        }

        private static IEnumerable<(string Item, string Column)> QprItems(string prefix) =>
            Enumerable.Range(1, 15).Select(i => (Item(i), prefix + (i > 13 ? Item(i)[1..] : "1")));

        private static string Item(int number) => string.Create(CultureInfo.InvariantCulture, $"q{number}");

        private static JsonObject Column(string name) => new() { ["column"] = name };

        private static JsonObject Form(string form, string visit, IEnumerable<(string Item, string Column)> items) => new()
        {
            ["form"] = form,
            ["visit"] = visit,
            ["items"] = new JsonObject(items.Select(i => KeyValuePair.Create(i.Item, (JsonNode?)Column(i.Column)))),
        };
    }
}
