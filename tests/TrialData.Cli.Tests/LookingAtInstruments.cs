using System.Diagnostics;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary><c>trialdata instruments</c>: none of it needs a store, but rescoring.</summary>
public sealed class LookingAtInstruments : IDisposable
{
    private const string Sentence = "A sentence that only this site may show";

    private const string Wording = $$"""
        {
          "instrument": "qpr-15", "version": 1, "licence": "Agreement 12 of the trust",
          "items": { "q1": "{{Sentence}}" },
          "choices": { "*": { "0": "Not at all", "4": "Very much" } }
        }
        """;

    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Lists_every_one_on_a_line_and_drafts_with_their_question()
    {
        var ran = await line.RunAsync("instruments", "list");

        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        Assert.Matches(@"\n  qpr-15 +1 +15 +1   form    Questionnaire about the Process of Recovery, 15 items +\n", ran.Out);
        Assert.Matches(@"\n  adverse-event-log +1 +12 +0   log     Adverse event +\n", ran.Out);
        Assert.Matches(@"\n  reqol-20 +1 +20 +1   DRAFT   ", ran.Out);
        Assert.Contains("\nreqol-20 is a draft and cannot be used in a trial. Open: Which of the ten items", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_what_is_asked_scored_and_cited()
    {
        var ran = await line.RunAsync("instruments", "show", "wsas");

        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        Assert.All(
            [
                "Work and Social Adjustment Scale (wsas version 1)",
                "Answered by  the participant",
                "  not_working  Retired, or not working for reasons other than the problem [optional]",
                "               0 = No; 1 = Yes",
                "  q1           Work [asked unless not_working is 1]",
                "               each of the 5: whole number from 0 to 8",
                "  total  Impairment: 0 to 40, higher is worse",
                "         sum of 5 items; complete only, without items not asked",
                "         of q1 q2 q3 q4 q5",
                "         10 to 20 significant",
            ],
            expected => Assert.Contains(expected, ran.Out.Split('\n').Select(each => each.TrimEnd())));
        Assert.Contains("  no scores", (await line.RunAsync("instruments", "show", "contact-log")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_wording_of_a_licensed_scale_from_the_file_of_the_site_alone()
    {
        var file = line.Write("wording.json", Wording);

        var worded = await line.RunAsync("instruments", "show", "qpr-15", "--wording", file);
        var shipped = await line.RunAsync("instruments", "show", "qpr-15");

        Assert.Equal((0, string.Empty), (worded.ExitCode, worded.Error));
        Assert.Contains($"  q1   {Sentence}", worded.Out, StringComparison.Ordinal);
        Assert.Contains("  q2   Item 2 ", worded.Out, StringComparison.Ordinal);
        Assert.Contains("each of the 15: whole number from 0 to 4: 0 = Not at all; 4 = Very much", worded.Out, StringComparison.Ordinal);
        Assert.Contains("Licence      Agreement 12 of the trust", worded.Out, StringComparison.Ordinal);
        Assert.Contains("  q1   Item 1 ", shipped.Out, StringComparison.Ordinal);
        Assert.Matches(@"each of the 15: whole number from 0 to 4\s*\n", shipped.Out);
        Assert.Contains("Licence      Copyright of the authors; ask at Research into Recovery before use. The wording is not shipped", shipped.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Sentence, shipped.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"q1\"", "\"q16\"", "$.items.q16: is not an item of the instrument")]
    [InlineData("\"4\"", "\"5\"", "$.choices.*.5: is not a choice of the item")]
    [InlineData("qpr-15", "wsas", "$.instrument: 'wsas version 1': is not qpr-15 version 1")]
    [InlineData("qpr-15", "qpr-22", "$.instrument: 'qpr-22': version 1 is not known")]
    [InlineData("\"version\": 1", "\"version\": 2", "$.instrument: 'qpr-15': version 2 is not known")]
    [InlineData("\"Agreement 12 of the trust\"", "\"\"", "$.licence: ''")]
    [InlineData("{", "", "line 2, column 15: is not JSON: ")]
    public async Task Refuses_a_wording_that_does_not_fit(string find, string replace, string fault)
    {
        var file = line.Write("wording.json", Wording.Replace(find, replace, StringComparison.Ordinal));

        var ran = await line.RunAsync("instruments", "show", "qpr-15", "--wording", file);

        Assert.Equal((2, string.Empty), (ran.ExitCode, ran.Out));
        Assert.StartsWith("wording.json is no sound wording of the instrument: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"  {fault}", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_a_draft_and_does_not_use_it()
    {
        line.Write("forms.csv", "q1\n1\n");

        var shown = await line.RunAsync("instruments", "show", "reqol-20");
        var scored = await line.RunAsync("instruments", "score", "--instrument", "reqol-20", "--version", "1", "--in", "forms.csv", "--out", "scored.csv");

        Assert.StartsWith("Recovering Quality of Life, 20 items (reqol-20 version 1, DRAFT)", shown.Out, StringComparison.Ordinal);
        Assert.Contains("\nOpen         Which of the ten items", shown.Out, StringComparison.Ordinal);
        Assert.Equal((2, string.Empty), (scored.ExitCode, scored.Out));
        Assert.StartsWith("There is no released instrument reqol-20 version 1.", scored.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show", "qpr-15", "--wording", "nowhere.json")]
    [InlineData("check", "nowhere.json")]
    [InlineData("score", "--instrument", "qpr-15", "--in", "nowhere.json", "--out", "scored.csv")]
    public async Task Names_a_file_that_is_missing(params string[] args)
    {
        var ran = await line.RunAsync(["instruments", .. args]);

        Assert.Equal((1, string.Empty), (ran.ExitCode, ran.Out));
        Assert.StartsWith($"There is no file {line.PathOf("nowhere.json")}.", ran.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(line.Folder));
    }

    [Fact]
    public async Task Scores_a_file_into_another()
    {
        line.Write("forms.csv", "who,q1,q2,q3\na,1,2,3\n");

        var ran = await line.RunAsync("instruments", "score", "--instrument", "ucla-3", "--in", "forms.csv", "--out", "scored.csv");

        Assert.Equal((0, "Scored 1 form with ucla-3 version 1 into scored.csv.", string.Empty), (ran.ExitCode, ran.Out.TrimEnd(), ran.Error));
        Assert.Equal("who,q1,q2,q3,total,total_band,total_used,total_imputed,total_reason\r\na,1,2,3,6,lonely,3,0,\r\n", File.ReadAllText(line.PathOf("scored.csv")));
    }

    [Fact]
    public async Task Leaves_an_earlier_file_as_it_was_where_it_refuses()
    {
        line.Write("forms.csv", "who,q1,q2,q3\na,1,2,3\nb,4,,x\n");
        line.Write("scored.csv", "earlier");

        var ran = await line.RunAsync("instruments", "score", "--instrument", "ucla-3", "--in", "forms.csv", "--out", "scored.csv");

        Assert.Equal((2, string.Empty), (ran.ExitCode, ran.Out));
        Assert.Equal(
            "forms.csv was not scored: 2 faults.\n  row 3, column q1: '4': is not one of 1, 2, 3\n  row 3, column q3: 'x': is not one of 1, 2, 3\nRefused: scoring.faulty-file\n",
            ran.Error.ReplaceLineEndings("\n"));
        Assert.Equal("earlier", File.ReadAllText(line.PathOf("scored.csv")));
        Assert.Equal(["forms.csv", "scored.csv"], Directory.GetFiles(line.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Scores_a_file_over_visits()
    {
        line.Write("forms.csv", "who,on,q1,q2,q3\na,2027-01-01,3,3,3\na,2027-02-01,1,1,1\nb,2027-01-01,1,1,1\n");

        var ran = await line.RunAsync("instruments", "score", "--instrument", "ucla-3", "--in", "forms.csv", "--out", "scored.csv", "--id", "who", "--date", "on");

        Assert.Equal((0, "Scored 3 forms of 2 participants with ucla-3 version 1 into scored.csv.", string.Empty), (ran.ExitCode, ran.Out.TrimEnd(), ran.Error));
        Assert.Contains("\r\na,2027-02-01,1,1,1,31,3,not lonely,3,0,,-6,100,1\r\n", File.ReadAllText(line.PathOf("scored.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--id", "who")]
    [InlineData("--date", "on")]
    public async Task Scores_over_visits_by_id_and_date_alone(params string[] args)
    {
        line.Write("forms.csv", "who,on,q1,q2,q3\na,2027-01-01,3,3,3\n");

        var ran = await line.RunAsync(["instruments", "score", "--instrument", "ucla-3", "--in", "forms.csv", "--out", "scored.csv", .. args]);

        Assert.Equal((64, string.Empty), (ran.ExitCode, ran.Out));
        Assert.StartsWith("Give --id and --date together", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(line.PathOf("scored.csv")));
    }

    [Theory]
    [InlineData("forms.csv")]
    [InlineData("./forms.csv")]
    [InlineData("below/../forms.csv")]
    [InlineData("link.csv")]
    [InlineData("linked/forms.csv")]
    [InlineData("linked/link.csv")]
    [InlineData("chain.csv")]
    public async Task Does_not_write_over_the_file_it_scores(string target)
    {
        const string Forms = "who,q1,q2,q3\na,1,2,3\n";
        line.Write("forms.csv", Forms);
        Directory.CreateDirectory(line.PathOf("below"));
        File.CreateSymbolicLink(line.PathOf("link.csv"), "forms.csv");
        File.CreateSymbolicLink(line.PathOf("chain.csv"), line.PathOf("linked/link.csv"));
        Directory.CreateSymbolicLink(line.PathOf("linked"), line.Folder);

        foreach (var (source, into) in new[] { ("forms.csv", target), (target, "forms.csv") })
        {
            var ran = await line.RunAsync("instruments", "score", "--instrument", "ucla-3", "--in", source, "--out", into);

            Assert.Equal((2, string.Empty), (ran.ExitCode, ran.Out));
            Assert.EndsWith("Refused: scoring.same-file\n", ran.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }

        Assert.Equal(Forms, File.ReadAllText(line.PathOf("forms.csv")));
        Assert.Equal("forms.csv", new FileInfo(line.PathOf("link.csv")).LinkTarget);
    }

    // What is being written had the name of the target with an ending: here that is the file to score.
    [Fact]
    public async Task Leaves_alone_whatever_else_has_a_name_like_its_target()
    {
        line.Write("scored.csv.part", "who,q1,q2,q3\na,1,2,3\n");

        var ran = await line.RunAsync("instruments", "score", "--instrument", "ucla-3", "--in", "scored.csv.part", "--out", "scored.csv");

        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        Assert.Equal("who,q1,q2,q3\na,1,2,3\n", File.ReadAllText(line.PathOf("scored.csv.part")));
        Assert.Equal(["scored.csv", "scored.csv.part"], Directory.GetFiles(line.Folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("nowhere/scored.csv", "There is no folder ")]
    [InlineData("folder", "Reading or writing failed: ")]
    public async Task Leaves_nothing_behind_where_it_cannot_write(string target, string said)
    {
        line.Write("forms.csv", "who,q1,q2,q3\na,1,2,3\n");
        Directory.CreateDirectory(line.PathOf("folder"));

        var ran = await line.RunAsync("instruments", "score", "--instrument", "ucla-3", "--in", "forms.csv", "--out", target);

        Assert.Equal((1, string.Empty), (ran.ExitCode, ran.Out));
        Assert.StartsWith(said, ran.Error, StringComparison.Ordinal);
        Assert.Equal(["forms.csv"], Directory.GetFiles(line.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    // 0660 and 0400: more than what the usual umask leaves, and less.
    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.UserRead)]
    public async Task Replaces_what_a_link_leads_to_and_keeps_who_may_read_it(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        line.Write("forms.csv", "who,q1,q2,q3\na,1,2,3\n");
        Directory.CreateDirectory(line.PathOf("kept"));
        File.SetUnixFileMode(line.Write("kept/scored.csv", "earlier"), mode);
        File.CreateSymbolicLink(line.PathOf("scored.csv"), "kept/scored.csv");

        var ran = await line.RunAsync("instruments", "score", "--instrument", "ucla-3", "--in", "forms.csv", "--out", "scored.csv");

        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        Assert.Equal("kept/scored.csv", new FileInfo(line.PathOf("scored.csv")).LinkTarget);
        Assert.StartsWith("who,q1,q2,q3,total,", File.ReadAllText(line.PathOf("kept/scored.csv")), StringComparison.Ordinal);
        Assert.Equal(mode, File.GetUnixFileMode(line.PathOf("kept/scored.csv")));
        Assert.Equal(["scored.csv"], Directory.GetFiles(line.PathOf("kept")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Makes_the_file_that_a_link_names()
    {
        line.Write("forms.csv", "who,q1,q2,q3\na,1,2,3\n");
        File.CreateSymbolicLink(line.PathOf("scored.csv"), "new.csv");

        var ran = await line.RunAsync("instruments", "score", "--instrument", "ucla-3", "--in", "forms.csv", "--out", "scored.csv");

        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        Assert.Equal("new.csv", new FileInfo(line.PathOf("scored.csv")).LinkTarget);
        Assert.StartsWith("who,q1,q2,q3,total,", File.ReadAllText(line.PathOf("new.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("link.csv")]
    public async Task Leaves_a_pipe_where_it_is(string target)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        line.Write("forms.csv", "who,q1,q2,q3\na,1,2,3\n");
        using (var made = Process.Start("mkfifo", [line.PathOf("pipe")]))
        {
            await made.WaitForExitAsync();
        }

        File.CreateSymbolicLink(line.PathOf("link.csv"), "pipe");

        var ran = await line.RunAsync("instruments", "score", "--instrument", "ucla-3", "--in", "forms.csv", "--out", target);

        Assert.Equal((1, string.Empty), (ran.ExitCode, ran.Out));
        Assert.StartsWith($"Reading or writing failed: {line.PathOf(target)} is a device or a pipe", ran.Error, StringComparison.Ordinal);
        Assert.Equal("pipe", new FileInfo(line.PathOf("link.csv")).LinkTarget);
        Assert.Equal(["forms.csv", "link.csv", "pipe"], Directory.GetFiles(line.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Follows_no_links_that_lead_in_a_circle()
    {
        line.Write("forms.csv", "who,q1,q2,q3\na,1,2,3\n");
        File.CreateSymbolicLink(line.PathOf("one.csv"), "two.csv");
        File.CreateSymbolicLink(line.PathOf("two.csv"), "one.csv");

        var ran = await line.RunAsync("instruments", "score", "--instrument", "ucla-3", "--in", "forms.csv", "--out", "one.csv");

        Assert.Equal((1, string.Empty), (ran.ExitCode, ran.Out));
        Assert.StartsWith($"Reading or writing failed: The links of {line.PathOf("one.csv")} lead in a circle.", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"title\": \"Mine\"", "\"title\": \"Mine\"", 0, "mine version 1 is sound: released, 1 item, 1 score.")]
    [InlineData("\"mine\"", "\"gaf\"", 2, "$: was changed after gaf version 1 was released: a correction is a new version")]
    [InlineData("\"items\": [\"a\"]", "\"items\": [\"b\"]", 2, "$.scores[0].items[0]: 'b': is not an item of this instrument")]
    [InlineData("\"to\": 4 }", "\"to\": 5 }", 2, "$.scores[0].range: '0 to 5': is not what the items can reach, 0 to 4")]
    [InlineData("\"from\": 2, \"to\": 4,", "\"from\": 1, \"to\": 4,", 2, "$.scores[0].bands[1]: '1 to 4': overlaps or precedes the band before it, 0 to 1")]
    [InlineData("\"reference\": \"None\",", "", 2, "$.reference: is missing")]
    public async Task Checks_a_definition_and_gives_the_path_of_each_fault(string find, string replace, int code, string said)
    {
        const string Sound = """
            {
              "id": "mine", "version": 1, "title": "Mine", "status": "released", "reference": "None", "licence": "None", "rater": "self",
              "items": [{ "code": "a", "label": "A", "type": "integer", "minimum": 0, "maximum": 4 }],
              "scores": [{ "id": "total", "label": "Total", "kind": "sum", "items": ["a"], "range": { "from": 0, "to": 4 }, "direction": "neither",
                "bands": [{ "from": 0, "to": 1, "label": "low" }, { "from": 2, "to": 4, "label": "high" }] }]
            }
            """;

        var ran = await line.RunAsync("instruments", "check", line.Write("mine.json", Sound.Replace(find, replace, StringComparison.Ordinal)));

        Assert.Equal(code, ran.ExitCode);
        Assert.Contains(said, ran.Out + ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rescores_a_store_without_scores_and_without_being_told_to_check()
    {
        await line.CreatePublishedTrialAsync();

        Assert.Equal("Recomputed 0 scores of 0 forms: 0 differences.", (await line.RunAsync("instruments", "rescore")).Out.Trim());
        Assert.Equal("Recomputed 0 scores of 0 forms: 0 differences.", (await line.RunAsync("instruments", "rescore", "--check")).Out.Trim());
    }
}
