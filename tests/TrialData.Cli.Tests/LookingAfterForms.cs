using System.Diagnostics;
using System.Text.Json;
using TrialData.Application.Administration;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class LookingAfterForms : IDisposable
{
    private static readonly string[] Mood = ["S1-0001", "mood", "--visit", "baseline"];

    private readonly CommandLine line = new();
    private readonly Staff staff;
    private string researcher = string.Empty;

    public LookingAfterForms() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task A_form_goes_from_not_started_to_locked()
    {
        await OpenAsync();
        var monitor = await staff.RegisterAsync("monitor", Role.Monitor, "S1");
        var investigator = await staff.RegisterAsync("investigator", Role.PrincipalInvestigator, "S1");
        var states = new List<string?> { await StateAsync() };

        _ = await FormAsync(researcher, ["draft", "keep", .. Mood, "low=eleven", "note=to be asked", "--on", staff.Day]);
        states.Add(await StateAsync());
        var refused = await FormAsync(researcher, ["save", .. Mood, "--from-draft"]);
        var saved = await FormAsync(researcher, ["save", .. Mood, "--from-draft", "low=3", "--missing", "works=refused"]);
        states.Add(await StateAsync());
        _ = await FormAsync(monitor, ["verify", .. Mood, "--seen", "1"]);
        states.Add(await StateAsync());
        var wrong = await SignAsync(investigator, "not the password");
        var signed = await SignAsync(investigator, Staff.Password);
        states.Add(await StateAsync());
        var locked = await line.RunAsync(["form", "lock", .. Mood, "--seen", "1"]);
        states.Add(await StateAsync());
        var tooLate = await FormAsync(researcher, ["save", .. Mood, "low=4", "--on", staff.Day, "--seen", "1", "--reason", "Misread"]);
        var unlocked = await line.RunAsync(["form", "unlock", .. Mood, "--seen", "1", "--reason", "A late letter", "--json"]);

        Assert.Equal(["NotStarted", "Draft", "Complete", "Verified", "Signed", "Locked"], states);
        Assert.Equal((2, "Refused: form.invalid"), (refused.ExitCode, LastOf(refused.Error)));
        Assert.Contains("  low: 'eleven': must be a whole number", refused.Error, StringComparison.Ordinal);
        Assert.Equal("Saved mood, version 1.", LastOf(saved.Out));
        Assert.Equal((2, "Refused: form.signature-refused"), (wrong.ExitCode, LastOf(wrong.Error)));
        Assert.Matches("^investigator signed mood, version 1, at .* UTC: approved. SHA-256 of the data: [0-9a-f]{64}$", LastOf(signed.Out));
        Assert.Equal("mood, version 1, is locked now.", LastOf(locked.Out));
        Assert.Equal((2, "Refused: form.locked"), (tooLate.ExitCode, LastOf(tooLate.Error)));
        Assert.Equal("Signed", unlocked.Json().GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_correction_names_one_item_and_keeps_the_others_and_history_tells_both()
    {
        await OpenAsync();
        _ = await FormAsync(researcher, ["save", .. Mood, "low=3", "note=calm", "--on", staff.Day]);

        var unseen = await FormAsync(researcher, ["save", .. Mood, "low=4", "--keep-others", "--on", staff.Day, "--reason", "Misread"]);
        var corrected = await FormAsync(researcher, ["save", .. Mood, "low=4", "--keep-others", "--seen", "1", "--on", staff.Day, "--reason", "Misread"]);
        var history = await FormAsync(researcher, ["history", "S1-0001", "mood", "low", "--visit", "baseline"]);
        var shown = await FormAsync(researcher, ["show", .. Mood]);

        Assert.Equal((2, "Refused: form.changed-by-another"), (unseen.ExitCode, LastOf(unseen.Error)));
        Assert.Equal("Saved mood, version 2.", LastOf(corrected.Out));
        Assert.Equal($"mood: complete, version 2, completed on {staff.Day}\n  low   4\n  note  calm", shown.Out.ReplaceLineEndings("\n").TrimEnd());
        var lines = history.Out.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal("mood, low: newest first", lines[0]);
        Assert.Matches(@"^  version 2  \d{4}-\d\d-\d\d \d\d:\d\d UTC  researcher  4  because: Misread$", lines[1]);
        Assert.Matches(@"^  version 1  \d{4}-\d\d-\d\d \d\d:\d\d UTC  researcher  3$", lines[2]);
    }

    [Fact]
    public async Task Texts_come_out_as_they_went_in_from_a_file_and_harmless_on_a_terminal()
    {
        await OpenAsync();
        string[] texts = ["<script>alert('x')</script>", "=cmd|' /C calc'!A0", "\u05E9\u05DC\u05D5\u05DD \u202Eabc\u202C", "\U0001F469\u200D\U0001F467", "one\r\ntwo\n\tthree", new string('x', 1_000_000)];
        for (var i = 0; i < texts.Length; i++)
        {
            var file = line.Write("answers.json", JsonSerializer.Serialize(new { low = 3, note = texts[i], works = new { missing = "refused" } }));
            var version = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var saved = await FormAsync(researcher, ["save", .. Mood, "--file", file, "--seen", version, "--on", staff.Day, "--reason", "Said anew"]);
            Assert.Equal((0, string.Empty), (saved.ExitCode, saved.Error));
            var shown = (await FormAsync(researcher, ["show", .. Mood, "--json"])).Json();
            Assert.Equal((texts[i], "Refused"), (shown.GetProperty("answers").GetProperty("note").GetString(), shown.GetProperty("missing").GetProperty("works").GetString()));
            var onScreen = (await FormAsync(researcher, ["show", .. Mood])).Out;
            Assert.DoesNotContain(onScreen, letter => char.IsControl(letter) && letter is not ('\n' or '\r') || letter == '\u202E');
            Assert.True(onScreen.Length < 600);
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_by_item_and_reason()
    {
        await OpenAsync();

        var broken = await FormAsync(researcher, ["save", .. Mood, "--file", line.Write("broken.json", "{ \"low\": "), "--on", staff.Day]);
        var wrong = await FormAsync(researcher, ["save", .. Mood, "--file", line.Write("wrong.json", "{ \"low\": [3], \"works\": { \"missing\": \"lost\" } }"), "--on", staff.Day, "--json"]);

        Assert.Equal((2, "Refused: answers.unreadable"), (broken.ExitCode, LastOf(broken.Error)));
        Assert.Equal(
            [("$.low", "[3]"), ("$.works", "{ \"missing\": \"lost\" }")],
            wrong.Json().GetProperty("refused").GetProperty("faults").EnumerateArray().Select(f => (f.GetProperty("place").GetString()!, f.GetProperty("value").GetString()!)));
    }

    [Theory]
    [InlineData("""{ "low": 3, "note": "\ud800" }""", "holds half of a letter")]
    [InlineData("""{ "low": 3, "\ud800": "a" }""", "holds half of a letter")]
    [InlineData("""{ "low": 3, "works": { "missing": "\udc00" } }""", "holds half of a letter")]
    [InlineData("""{ "low": 3, "low": 4 }""", "$.low: is answered more than once")]
    [InlineData("""{ "low": 3, "works": "yes", "works": { "missing": "refused" } }""", "$.works: is answered more than once")]
    public async Task A_file_that_can_be_read_in_two_ways_or_in_none_is_refused(string json, string because)
    {
        await OpenAsync();

        var refused = await FormAsync(researcher, ["save", .. Mood, "--file", line.Write("answers.json", json), "--on", staff.Day]);

        Assert.Equal((2, "Refused: answers.unreadable"), (refused.ExitCode, LastOf(refused.Error)));
        Assert.Contains(because, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_puts_a_reason_over_an_answer_that_is_kept_and_an_answer_over_a_reason()
    {
        await OpenAsync();
        _ = await FormAsync(researcher, ["save", .. Mood, "low=3", "works=yes", "--on", staff.Day]);
        string[] correct = ["save", .. Mood, "--keep-others", "--on", staff.Day, "--reason", "Asked again"];

        var refusedToSay = await FormAsync(researcher, [.. correct, "--seen", "1", "--file", line.Write("answers.json", """{ "works": { "missing": "refused" } }""")]);
        var between = (await FormAsync(researcher, ["show", .. Mood, "--json"])).Json();
        var said = await FormAsync(researcher, [.. correct, "--seen", "2", "--file", line.Write("answers.json", """{ "works": "no" }""")]);
        var after = (await FormAsync(researcher, ["show", .. Mood, "--json"])).Json();

        Assert.Equal((0, 0), (refusedToSay.ExitCode, said.ExitCode));
        Assert.Equal("Refused", between.GetProperty("missing").GetProperty("works").GetString());
        Assert.Equal("no", after.GetProperty("answers").GetProperty("works").GetString());
        Assert.Empty(after.GetProperty("missing").EnumerateObject());
    }

    [Fact]
    public async Task What_is_refused_is_quoted_short_and_harmless_on_a_terminal()
    {
        await OpenAsync();
        var file = line.Write("answers.json", JsonSerializer.Serialize(new { low = 3, note = "\u202Eabc\u001B[2J\0" + new string('x', 1_000_000) }));

        var refused = await FormAsync(researcher, ["save", .. Mood, "--file", file, "--on", staff.Day]);

        Assert.Equal((2, "Refused: form.invalid"), (refused.ExitCode, LastOf(refused.Error)));
        Assert.Contains("): holds a control character", refused.Error.Replace("'", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Error, letter => (char.IsControl(letter) && letter is not ('\n' or '\r')) || letter == '\u202E');
        Assert.True(refused.Error.Length < 4000);
    }

    [Fact]
    public async Task An_entry_of_a_log_gets_its_number_when_it_is_saved_and_moves_and_is_void()
    {
        await OpenAsync();
        _ = await staff.EnrolAsync(researcher);
        _ = await FormAsync(researcher, ["draft", "keep", "S1-0001", "contacts", "on=2026-01-05", "--on", staff.Day]);
        var drafts = await FormAsync(researcher, ["draft", "list"]);

        var saved = await FormAsync(researcher, ["save", "S1-0001", "contacts", "--from-draft"]);
        var none = await FormAsync(researcher, ["draft", "list"]);
        var moved = await FormAsync(researcher, ["move", "S1-0001", "contacts", "--entry", "1", "--seen", "1", "--to", "S1-0002", "--reason", "Two charts on one desk"]);
        var isVoid = await FormAsync(researcher, ["void", "S1-0002", "contacts", "--entry", "1", "--seen", "1", "--reason", "Never took place"]);
        var gone = await FormAsync(researcher, ["void", "S1-0002", "contacts", "--entry", "1", "--seen", "1", "--reason", "Never took place"]);

        Assert.StartsWith("S1-0001  log  contacts  new entry  on version 0  ", drafts.Out, StringComparison.Ordinal);
        Assert.Equal("Saved entry 1 of contacts, version 1.", LastOf(saved.Out));
        Assert.Equal("You have no drafts.", LastOf(none.Out));
        Assert.Equal("Moved S1-0001/contacts/1 to S1-0002/contacts/1. Both keep their history.", LastOf(moved.Out));
        Assert.Equal("contacts, version 1, is void. Its history stays.", LastOf(isVoid.Out));
        Assert.Equal((2, "Refused: form.not-saved"), (gone.ExitCode, LastOf(gone.Error)));
    }

    [Fact]
    public async Task A_draft_that_another_overtook_is_put_on_the_version_saved_last()
    {
        await OpenAsync();
        var deputy = await staff.RegisterAsync("deputy", Role.SiteResearcher, "S1");
        _ = await FormAsync(researcher, ["save", .. Mood, "low=3", "note=calm", "--on", staff.Day]);
        _ = await FormAsync(deputy, ["draft", "keep", .. Mood, "low=3", "note=tired", "--seen", "1", "--on", staff.Day]);
        _ = await FormAsync(researcher, ["save", .. Mood, "low=4", "note=restless", "--seen", "1", "--on", staff.Day, "--reason", "Misheard"]);

        var shown = await FormAsync(deputy, ["draft", "show", .. Mood]);
        var rebased = await FormAsync(deputy, ["draft", "rebase", .. Mood]);
        var dropped = await FormAsync(deputy, ["draft", "drop", .. Mood]);
        var again = await FormAsync(deputy, ["draft", "drop", .. Mood]);

        Assert.Contains("is at version 2", shown.Out, StringComparison.Ordinal);
        Assert.Contains("both changed it, the other was researcher: yours is kept", rebased.Out, StringComparison.Ordinal);
        Assert.Equal("Your draft of mood is gone.", LastOf(dropped.Out));
        Assert.Equal((2, "Refused: draft.not-found"), (again.ExitCode, LastOf(again.Error)));
    }

    [Fact]
    public async Task A_draft_says_how_the_answers_came_in_and_why_they_change()
    {
        await OpenAsync();
        _ = await FormAsync(researcher, ["save", .. Mood, "low=3", "--on", staff.Day]);
        _ = await FormAsync(researcher, ["draft", "keep", .. Mood, "low=4", "--seen", "1", "--on", staff.Day, "--mode", "phone", "--reason", "Asked again"]);

        var saved = await FormAsync(researcher, ["save", .. Mood, "--from-draft"]);
        var shown = await FormAsync(researcher, ["show", .. Mood, "--json"]);
        var history = await FormAsync(researcher, ["history", "S1-0001", "mood", "low", "--visit", "baseline"]);

        Assert.Equal("Saved mood, version 2.", LastOf(saved.Out));
        Assert.Equal("Phone", shown.Json().GetProperty("mode").GetString());
        Assert.Contains("Asked again", history.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("save", "S1-0001", "mood", "--visit", "baseline", "low=3")]
    [InlineData("save", "S1-0001", "mood", "low", "--on", "2027-01-04")]
    [InlineData("save", "S1-0001", "mood", "--missing", "low=lost", "--on", "2027-01-04")]
    [InlineData("save", "S1-0001", "mood", "--mode", "telepathy", "--on", "2027-01-04")]
    [InlineData("save", "S1-0001", "mood", "--keep-others", "--from-draft", "--on", "2027-01-04")]
    [InlineData("save", "S1-0001", "contacts", "on=2027-01-03", "--keep-others", "--on", "2027-01-04")]
    [InlineData("save", "S1-0001", "mood", "low=3", "low=4", "--on", "2027-01-04")]
    [InlineData("save", "S1-0001", "mood", "works=no", "--missing", "works=refused", "--on", "2027-01-04")]
    [InlineData("save", "S1-0001", "mood", "--missing", "works=refused", "--missing", "works=unknown", "--on", "2027-01-04")]
    [InlineData("show", "S1-0001")]
    [InlineData("show", "S1-0001", "mood", "--entry", "0")]
    [InlineData("verify", "S1-0001", "mood")]
    [InlineData("unlock", "S1-0001", "mood", "--seen", "1")]
    [InlineData("sign", "S1-0001", "mood", "--seen", "1", "--meaning", "seen")]
    [InlineData("void", "S1-0001", "mood", "--seen", "1")]
    [InlineData("move", "S1-0001", "mood", "--seen", "1", "--reason", "Wrong")]
    [InlineData("history", "S1-0001", "mood")]
    public async Task Wrong_usage_asks_nothing_of_a_store(string command, params string[] args)
    {
        var ran = await line.RunAsync(["form", command, .. args]);

        Assert.Equal(64, ran.ExitCode);
        Assert.EndsWith($"See 'trialdata form {command} --help'.\n", ran.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.False(File.Exists(line.StoreFile));
    }

    private async Task OpenAsync()
    {
        await staff.OpenTrialAsync();
        researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        _ = await staff.EnrolAsync(researcher);
    }

    private Task<Ran> FormAsync(string token, string[] args) => line.RunAsync(["form", .. args, "--token", token]);

    private async Task<string?> StateAsync() => (await FormAsync(researcher, ["show", .. Mood, "--json"])).Json().GetProperty("state").GetString();

    private async Task<Ran> SignAsync(string token, string password)
    {
        using Process signing = line.StartAsking(["form", "sign", .. Mood, "--seen", "1", "--meaning", "approved", "--token", token]);
        await signing.StandardInput.WriteLineAsync(password);
        var (said, complained) = (await signing.StandardOutput.ReadToEndAsync(), await signing.StandardError.ReadToEndAsync());
        await signing.WaitForExitAsync();
        return new Ran(signing.ExitCode, said, complained);
    }

    private static string LastOf(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')[^1];
}
