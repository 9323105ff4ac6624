using TrialData.Application.Administration;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class FollowingParticipants : IDisposable
{
    private readonly CommandLine line = new();
    private readonly Staff staff;

    public FollowingParticipants() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task A_person_is_followed_from_screening_to_the_end()
    {
        await staff.OpenTrialAsync();
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var number = await staff.EnrolAsync(researcher);

        var listed = await AskAsync(researcher, "participant", "list");
        var visit = await AskAsync(researcher, "participant", "visit", number, "--on", staff.Day);
        var due = await AskAsync(researcher, "participant", "list-due");
        var reconsent = await AskAsync(researcher, "participant", "reconsent", number, "--form", "consent-2", "--on", staff.Day);
        var nobody = await AskAsync(researcher, "participant", "list-due", "--json");
        var treatment = await AskAsync(researcher, "participant", "withdraw", number, "--from", "treatment", "--on", staff.Day, "--reason", "Too far");
        var moved = await line.RunAsync("participant", "transfer", number, "--to", "S2", "--on", staff.Day, "--reason", "Moved house");
        var back = await line.RunAsync("participant", "transfer", number, "--to", "S1", "--on", staff.Day, "--reason", "Moved back");
        var consent = await AskAsync(
            researcher, "participant", "withdraw", number, "--from", "consent", "--data", "no-further-use", "--on", staff.Day, "--json");

        Assert.Equal("S1-0001", number);
        Assert.Equal([$"Number   Site  Status    Enrolled    Ended", $"S1-0001  S1    enrolled  {staff.Day}  -", "1 participant."], LinesOf(listed));
        Assert.Equal([$"S1-0001 has a visit unscheduled-1 on {staff.Day}."], LinesOf(visit));
        Assert.Equal(["S1-0001  S1  signed consent-1 last", "1 participant has not signed consent-2."], LinesOf(due));
        Assert.Equal([$"S1-0001 signed consent-2 on {staff.Day}."], LinesOf(reconsent));
        Assert.Equal(0, nobody.Json().GetProperty("participants").GetArrayLength());
        Assert.Equal([$"S1-0001 withdrew (treatment) on {staff.Day}. The participation goes on."], LinesOf(treatment));
        Assert.Equal([$"S1-0001 moved from S1 to S2 on {staff.Day}."], LinesOf(moved));
        Assert.Equal(0, back.ExitCode);
        Assert.Equal(("Consent", staff.Day), (consent.Json().GetProperty("kind").GetString(), consent.Json().GetProperty("endedOn").GetString()));
        Assert.Equal("Too far", await ValueAsync("SELECT Reason FROM Withdrawal WHERE Kind = 'Treatment'"));
        Assert.Equal("NoFurtherUse", await ValueAsync("SELECT DataUse FROM Withdrawal WHERE Kind = 'Consent'"));
    }

    [Fact]
    public async Task An_end_is_recorded_once_and_whoever_is_not_eligible_goes_no_further()
    {
        await staff.OpenTrialAsync();
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var number = await staff.EnrolAsync(researcher);
        var excluded = await AskAsync(researcher, "participant", "screen", "adult=no", "dementia=no", "--site", "S1", "--on", staff.Day);

        var ended = await AskAsync(researcher, "participant", "end", number, "--because", "lost-to-follow-up", "--on", staff.Day);
        var again = await AskAsync(researcher, "participant", "end", number, "--because", "lost-to-follow-up", "--on", staff.Day);
        var died = await AskAsync(researcher, "participant", "end", number, "--because", "died", "--on", staff.Day);
        var enrolled = await AskAsync(researcher, "participant", "enrol", "S1-0002", "--on", staff.Day, "--json");

        Assert.StartsWith("S1-0002: not eligible, by adult. Id: ", excluded.Out, StringComparison.Ordinal);
        Assert.Equal([$"The participation of S1-0001 ended on {staff.Day}: lost to follow up."], LinesOf(ended));
        Assert.Equal([$"S1-0001 died on {staff.Day}."], LinesOf(died));
        Assert.Equal((2, 2), (again.ExitCode, enrolled.ExitCode));
        Assert.EndsWith("Refused: participant.ended\n", again.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("eligibility.not-met", enrolled.RefusedJson());
    }

    [Fact]
    public async Task Whoever_fails_a_criterion_goes_on_once_a_manager_waives_it()
    {
        await staff.OpenTrialAsync();
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var manager = await staff.RegisterAsync("manager", Role.Manager);
        _ = await AskAsync(researcher, "participant", "screen", "adult=no", "dementia=yes", "--site", "S1", "--on", staff.Day);
        string[] waive = ["participant", "waive", "S1-0001", "--reason", "The sponsor agreed", "--criterion"];

        var notTheirs = await AskAsync(researcher, [.. waive, "adult"]);
        var unconfirmed = await line.RunAsync([.. waive, "adult"]);
        var first = await AskAsync(manager, [.. waive, "adult"]);
        var second = await AskAsync(manager, [.. waive, "dementia"]);
        var listed = await AskAsync(researcher, "participant", "list");

        Assert.EndsWith("Refused: access.not-permitted\n", notTheirs.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.NotEqual(0, unconfirmed.ExitCode);
        Assert.Equal(["adult is waived for S1-0001. Still not eligible, by dementia."], LinesOf(first));
        Assert.Equal(["dementia is waived for S1-0001. The participant goes on as eligible."], LinesOf(second));
        Assert.Equal("S1-0001  S1    screened (2 waivers)  -         -", LinesOf(listed)[1]);
    }

    [Fact]
    public async Task A_participant_of_another_site_is_as_unknown_as_one_that_is_not_there()
    {
        await staff.OpenTrialAsync();
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var stranger = await staff.RegisterAsync("stranger", Role.SiteResearcher, "S2");
        var number = await staff.EnrolAsync(researcher);

        var foreign = await AskAsync(stranger, "participant", "withdraw", number, "--from", "treatment", "--on", staff.Day);
        var unknown = await AskAsync(stranger, "participant", "withdraw", "S1-0009", "--from", "treatment", "--on", staff.Day);

        Assert.Equal((2, foreign.Error), (foreign.ExitCode, unknown.Error));
        Assert.Contains("Refused: participant.not-found", foreign.Error, StringComparison.Ordinal);
        Assert.Equal(["0 participants."], LinesOf(await AskAsync(stranger, "participant", "list")));
    }

    [Theory]
    [InlineData("withdraw", "S1-0001", "--from", "everything", "--on", "2027-01-04")]
    [InlineData("withdraw", "S1-0001", "--from", "treatment")]
    [InlineData("end", "S1-0001", "--because", "withdrawn", "--on", "2027-01-04")]
    [InlineData("transfer", "S1-0001", "--on", "2027-01-04", "--reason", "Moved")]
    [InlineData("reconsent", "S1-0001", "--form", "consent-2", "--on", "soon")]
    [InlineData("screen", "adult", "--site", "S1", "--on", "2027-01-04")]
    [InlineData("screen", "adult=no", "adult=yes", "--site", "S1", "--on", "2027-01-04")]
    [InlineData("enrol", "--on", "2027-01-04")]
    public async Task Wrong_usage_asks_nothing_of_a_store(string command, params string[] args)
    {
        var ran = await line.RunAsync(["participant", command, .. args]);

        Assert.Equal(64, ran.ExitCode);
        Assert.EndsWith($"See 'trialdata participant {command} --help'.\n", ran.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.False(File.Exists(line.StoreFile));
    }

    private Task<Ran> AskAsync(string token, params string[] args) => line.RunAsync([.. args, "--token", token]);

    private static string[] LinesOf(Ran ran)
    {
        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        return ran.Out.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    private async Task<string?> ValueAsync(string sql)
    {
        await using var store = new OpenedStore(line.StoreFile, line.KeyRing);
        return await store.ValueAsync(sql);
    }
}
