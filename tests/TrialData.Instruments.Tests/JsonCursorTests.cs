using FsCheck;
using FsCheck.Fluent;
using TrialData.Instruments.Json;

namespace TrialData.Instruments.Tests;

public sealed class Reading_json_with_a_cursor
{
    private sealed record Visit(string Code, int Day, IReadOnlyList<string> Forms);

    private sealed record Plan(string Title, decimal? Ratio, bool Blinded, IReadOnlyList<Visit> Visits);

    private enum Colour
    {
        DarkRed,
        Green,
    }

    [Fact]
    public void A_sound_file_gives_its_value()
    {
        var plan = Read("""
            { "$schema": "plan.json", "title": " Plan ", "ratio": 1.5, "blinded": true,
              "visits": [ { "code": "base", "day": 0, "forms": ["qpr"] }, { "code": "m24", "day": 730.0, "forms": ["qpr", "bprs"] } ] }
            """).Value;

        Assert.Equal(("Plan", 1.5m, true), (plan.Title, plan.Ratio, plan.Blinded));
        Assert.Equal(["base", "m24"], plan.Visits.Select(visit => visit.Code));
        Assert.Equal(730, plan.Visits[1].Day);
        Assert.Equal(["qpr", "bprs"], plan.Visits[1].Forms);
    }

    [Fact]
    public void Every_fault_is_given_at_once_with_its_path_and_value()
    {
        var reading = Read("""
            { "titel": "Plan", "ratio": "1:1", "blinded": 1,
              "visits": [ { "code": 7, "day": 1.5, "forms": [] }, "m24", { "code": "m36", "day": 9999999999, "forms": ["qpr", " ", 3] } ] }
            """);

        Assert.False(reading.IsSound);
        Assert.Equal(
            [
                "$.title: is missing",
                "$.ratio: '1:1' must be a number, not a string",
                "$.blinded: '1' must be true or false, not a number",
                "$.visits[0].code: '7' must be a string, not a number",
                "$.visits[0].day: '1.5' is not a whole number",
                "$.visits[0].forms: is an empty list",
                "$.visits[1]: 'm24' must be an object, not a string",
                "$.visits[2].day: '9999999999' must be from -2147483648 to 2147483647",
                "$.visits[2].forms[1]: ' ' is blank",
                "$.visits[2].forms[2]: '3' must be a string, not a number",
                "$.titel: 'Plan' is not a known property; did you mean 'title'?",
            ],
            reading.Faults.Select(fault => fault.ToString()));
        Assert.Contains("$.title: is missing", Assert.Throws<InvalidOperationException>(() => reading.Value).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"title\": \"a\", \"title\": \"b\" }", "$.title: stands here more than once")]
    [InlineData("{ \"title\": null }", "$.title: is missing")]
    [InlineData("{ \"title\": \"a\", \"x y\": {} }", "$['x y']: is not a known property")]
    [InlineData("{ \"title\": \"\\ud800\" }", "$.title: '\"\\ud800\"' is not valid Unicode")]
    [InlineData("{ \"title\": \"a\", \"\\ud800\": 1 }", "$: has a property whose name is not valid Unicode")]
    [InlineData("[]", "$: must be an object, not a list")]
    [InlineData("{ \"title\": 1e999 }", "$.title: '1e999' must be a string, not a number")]
    public void A_fault_names_its_place(string json, string fault) =>
        Assert.Contains(fault, JsonCursor.Read(json, root => root.String("title")).Faults.Select(each => each.ToString()));

    [Theory]
    [InlineData("{\n  \"a\": 1,\n  \"b\": é\n}", "line 3, column 8")]
    [InlineData("{\n  \"é\": tru\n}", "line 2, column 11")]
    [InlineData("", "line 1, column 1")]
    [InlineData("{ } // end", "line 1, column 5")]
    public void What_is_not_json_is_told_by_line_and_column(string json, string place)
    {
        var fault = Assert.Single(Read(json).Faults);

        Assert.Equal(place, fault.Path);
        Assert.StartsWith("is not JSON: ", fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_outside_a_list_is_told_the_list_and_the_nearest_word()
    {
        var reading = JsonCursor.Read("""{ "colour": "darkRd", "kind": "xyz", "size": "green" }""", root =>
        {
            root.Enum<Colour>("colour");
            root.OneOf("kind", "sum", "mean");
            Assert.Equal(Colour.Green, root.OptionalEnum<Colour>("size"));
            Assert.Null(root.OptionalEnum<Colour>("other"));
            return root;
        });

        Assert.Equal(
            ["$.colour: 'darkRd' is not one of darkRed, green; did you mean 'darkRed'?", "$.kind: 'xyz' is not one of sum, mean"],
            reading.Faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("{ \"n\": 0 }", "must be at least 1")]
    [InlineData("{ \"n\": 1e40 }", "is too large")]
    public void A_number_outside_its_limits_is_a_fault(string json, string reason) =>
        Assert.Equal(reason, Assert.Single(JsonCursor.Read(json, root => new Visit("", root.Int("n", minimum: 1), [])).Faults).Reason);

    [Fact]
    public void A_table_has_free_names_and_its_entries_have_paths()
    {
        var reading = JsonCursor.Read("""{ "sets": { "a": ["x"], "b-c": [1] } }""", root => root.OptionalTable("sets", (table, name) => table.Strings(name)));

        Assert.Equal("$.sets['b-c'][0]: '1' must be a string, not a number", Assert.Single(reading.Faults).ToString());
    }

    [Fact]
    public void Any_text_gives_a_value_or_faults_but_never_an_exception() =>
        Prop.ForAll<string>(text => text is null || Read(text).Faults.Count > 0).Check(Config.QuickThrowOnFailure.WithReplay(20261001, 1));

    [Fact]
    public void Every_prefix_of_a_file_is_a_fault_with_a_place()
    {
        const string Json = """{ "title": "Plän", "blinded": false, "visits": [ { "code": "base", "day": 0, "forms": ["qpr"] } ] }""";

        Assert.All(Enumerable.Range(0, Json.Length), length => Assert.StartsWith("line 1, column ", Assert.Single(Read(Json[..length]).Faults).Path, StringComparison.Ordinal));
        Assert.True(Read(Json).IsSound);
    }

    [Theory]
    [InlineData("q1O", "q10")]
    [InlineData("Q2", "q2")]
    [InlineData("hallucination", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_given_only_where_it_is_near(string name, string? nearest) =>
        Assert.Equal(nearest, Nearest.To(name, ["q2", "q10", "total"]));

    private static JsonReading<Plan> Read(string json) => JsonCursor.Read(json, root => new Plan(
        root.String("title"),
        root.OptionalDecimal("ratio"),
        root.Bool("blinded"),
        root.Array("visits", visit => new Visit(visit.String("code"), visit.Int("day"), visit.Strings("forms")))));
}
