using static System.FormattableString;

namespace TrialData.Instruments.Tests;

public sealed class The_shipped_definitions
{
    private static DefinitionCatalogue Shipped => DefinitionCatalogue.Shipped;

    [Fact]
    public void Are_these() => Assert.Equal(
        [
            "adult-hope 1",
            "adverse-event-log 1",
            "attendance-log 1",
            "blinding-log 1",
            "bprs-18 1",
            "bprs-24 1",
            "cgi 1",
            "contact-log 1",
            "core-10 1",
            "core-om 1",
            "deviation-log 1",
            "dialog 1",
            "dialogic-key-elements 1",
            "eq-5d-5l 1",
            "gad-7 1",
            "gaf 1",
            "gbo 1",
            "herth-hope 1",
            "honos 1",
            "inpatient-log 1",
            "lsns-6 1",
            "mansa 1",
            "medication-log 1",
            "network-meeting-log 1",
            "nhs-employment 1",
            "panss-30 1",
            "phq-9 1",
            "psyrats 1",
            "qpr-15 1",
            "ras-ds 1",
            "referral-log 1",
            "reqol-10 1",
            "reqol-20 1",
            "residual-symptoms 1",
            "sdm-q-9 1",
            "six 1",
            "staff-log 1",
            "strauss-carpenter 1",
            "swemwbs-7 1",
            "ucla-3 1",
            "wemwbs-14 1",
            "wsas 1",
        ],
        Shipped.All.Select(definition => Invariant($"{definition.Id} {definition.Version}")));

    [Theory]
    [InlineData("qpr-15", "total")]
    [InlineData("bprs-18", "total anxiety_depression anergia thought_disturbance activation hostility rswg_symptom_criterion")]
    [InlineData("nhs-employment", "")]
    [InlineData("residual-symptoms", "level")]
    public void Have_these_scores(string id, string scores) => Assert.Equal(scores, string.Join(' ', Shipped.Find(id)!.Scores.Select(score => score.Id)));

    [Fact]
    public void Partition_the_eighteen_items_of_the_bprs_into_five_factors()
    {
        // Guy (1976), ECDEU Assessment Manual: five factors, every item in one of them.
        var bprs = Shipped.Find("bprs-18")!;

        Assert.Equal(
            bprs.Items.Select(item => item.Code).Order(StringComparer.Ordinal),
            bprs.Scores.Skip(1).Take(5).SelectMany(score => score.Items).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Take_the_remission_items_by_name()
    {
        // Andreasen et al. (2005), table of the consensus criteria, column BPRS.
        var bprs = Shipped.Find("bprs-18")!;
        var names = bprs.Scores.Single(score => score.Id == "rswg_symptom_criterion").Items.Select(code => bprs.Items.Single(item => item.Code == code).Label);

        Assert.Equal(
            ["Conceptual disorganisation", "Mannerisms and posturing", "Grandiosity", "Suspiciousness", "Hallucinatory behaviour", "Unusual thought content", "Blunted affect"],
            names);
    }

    [Fact]
    public void Ask_hours_of_the_employed_and_full_time_study_of_students()
    {
        var employment = Shipped.Find("nhs-employment")!;

        Assert.Equal(["01", "02", "03", "04", "05", "06", "07", "08", "ZZ"], employment.Items[0].Choices.Select(choice => choice.Value));
        Assert.Equal(["ZZ"], employment.Items[0].Choices.Where(choice => choice.Missing).Select(choice => choice.Value));
        Assert.Equal(["hours", "status"], Shown("01"));
        Assert.Equal(["full_time_study", "status"], Shown("03"));
        Assert.Equal(["status"], Shown("02"));
        Assert.Equal(["status"], Shown(null));
        Assert.Equal(["hours"], employment.Items.Where(item => !item.Required).Select(item => item.Code));

        IEnumerable<string> Shown(string? status) => ShownItems
            .Of(employment.Items, status is null ? new Dictionary<string, string>() : new() { ["status"] = status })
            .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Hide_what_rests_on_a_hidden_item()
    {
        ItemDefinition[] items =
        [
            Item("a", null),
            Item("b", new ShowIf("a", ["yes"])),
            Item("c", new ShowIf("b", ["yes"])),
        ];

        Assert.Equal(["a"], ShownItems.Of(items, new Dictionary<string, string> { ["a"] = "no", ["b"] = "yes" }));
        Assert.Equal(3, ShownItems.Of(items, new Dictionary<string, string> { ["a"] = "yes", ["b"] = "yes" }).Count);

        static ItemDefinition Item(string code, ShowIf? showIf) => new(code, code, ItemType.Boolean, null, null, [], Required: true, Reversed: false, showIf);
    }

    [Fact]
    public void Fit_their_schema()
    {
        var schema = SchemaCheck.Of(Resource("instrument.schema.json"));

        var valueSets = SchemaCheck.Of(Resource("value-sets/value-set.schema.json"));

        Assert.All(Resources(), name => Assert.Empty((name.StartsWith("value-sets/", StringComparison.Ordinal) ? valueSets : schema).Faults(Resource(name))));
        Assert.Equal(
            ["$.colour: unknown", "$.rater: missing", "$.items[0].type: not one of the words listed"],
            schema.Faults("""
                { "id": "x", "version": 1, "title": "X", "status": "draft", "reference": "r", "licence": "l",
                  "items": [{ "code": "a", "label": "A", "type": "int" }], "colour": "red" }
                """));
    }

    [Fact]
    public void Are_found_by_version_and_the_newest_by_none_but_never_a_draft()
    {
        var first = Shipped.Find("qpr-15")!;
        var catalogue = new DefinitionCatalogue([first with { Version = 3, Status = DefinitionStatus.Draft }, first with { Version = 2 }, first]);

        Assert.Equal(2, catalogue.Find("qpr-15")!.Version);
        Assert.Null(catalogue.Find("qpr-15", 3));
        Assert.Equal(1, catalogue.Find("qpr-15", 1)!.Version);
        Assert.Null(catalogue.Find("qpr-15", 4));
        Assert.Null(catalogue.Find("QPR-15"));
        Assert.Throws<ArgumentException>(() => new DefinitionCatalogue([first, first]));
    }

    private static IEnumerable<string> Resources() => typeof(DefinitionCatalogue).Assembly.GetManifestResourceNames()
        .Where(name => !name.EndsWith("schema.json", StringComparison.Ordinal) && name != "released.json");

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(DefinitionCatalogue).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
