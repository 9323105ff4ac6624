using System.Diagnostics;
using TrialData.Application.Administration;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class UnblindingAtTheTerminal : IDisposable
{
    private readonly CommandLine line = new();
    private readonly Staff staff;

    public UnblindingAtTheTerminal() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Shows_the_arm_after_the_password_and_lists_the_register()
    {
        var (researcher, doctor, number, arm) = await OpenAsync();

        var wrong = await BreakAsync(doctor, number, "wrong");
        var broken = await BreakAsync(doctor, number, Staff.Password);
        var slip = await line.RunAsync(
            "unblinding", "record", number, "--kind", "accidental", "--learned-by", "the assessor", "--on", staff.Day, "--reason", "Overheard", "--token", researcher, "--json");
        var id = slip.Json().GetProperty("codeBreakId").GetString()!;
        var impact = await line.RunAsync("unblinding", "impact", id, "--impact", "Rated by another", "--token", researcher);
        var listed = await line.RunAsync("unblinding", "list", "--token", doctor);
        var csv = await line.RunAsync("unblinding", "list", "--csv", "--token", doctor);

        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("Refused: code-break.refused", wrong.Error, StringComparison.Ordinal);
        Assert.StartsWith($"{number}: {arm} (", broken.Out, StringComparison.Ordinal);
        Assert.Equal($"Added to the entry about {number}.", impact.Out.Trim());
        var lines = listed.Out.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal($"{staff.Day}  emergency  {number} at S1: learned by doctor", lines[0]);
        Assert.Equal("  because: A seizure", lines[1]);
        Assert.Equal($"{staff.Day}  accidental  {number} at S1: learned by the assessor", lines[3]);
        Assert.StartsWith("  impact: Rated by another (researcher, ", lines[5], StringComparison.Ordinal);
        Assert.Equal("Unblindings: 2.", lines[7]);
        Assert.Equal(3, csv.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Is_a_researcher_s_as_long_as_the_investigator_delegates_it()
    {
        var (_, doctor, number, arm) = await OpenAsync();
        var nurse = await staff.RegisterAsync("nurse", Role.SiteResearcher, "S1");
        string[] role = ["nurse", "--role", "site-researcher", "--site", "S1", "--token", doctor];

        var before = await BreakAsync(nurse, number, Staff.Password);
        var unknown = await line.RunAsync(["account", "grant", .. role, "--trained", staff.Day, "--may", "randomise"]);
        var granted = await line.RunAsync(["account", "grant", .. role, "--trained", staff.Day, "--may", "break-blind"]);
        var broken = await BreakAsync(nurse, number, Staff.Password);
        var review = await line.RunAsync("account", "review", "--token", doctor);
        var ended = await line.RunAsync(["account", "revoke", .. role, "--only-may", "break-blind", "--reason", "Night shifts ended"]);
        var after = await BreakAsync(nurse, number, Staff.Password);

        Assert.Equal(64, unknown.ExitCode);
        Assert.Equal("'nurse' is site-researcher at S1 from now on and may break blind.", granted.Out.Trim());
        Assert.StartsWith($"{number}: {arm} (", broken.Out, StringComparison.Ordinal);
        Assert.Contains($"granted {staff.Day} by investigator of nurse, may break blind", review.Out, StringComparison.Ordinal);
        Assert.Equal("'nurse' may break blind at S1 no longer, and is site-researcher still.", ended.Out.Trim());
        Assert.All([before, after], ran => Assert.EndsWith("Refused: access.not-permitted\n", ran.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shows_the_indices_of_what_was_guessed_to_who_sees_arms()
    {
        var (researcher, _, number, arm) = await OpenAsync();
        string[] indices = ["unblinding", "indices", "--form", "rating", "--item", "rating", "--means", "0=NEW", "--means", "1=OLD"];
        var none = await line.RunAsync(indices);
        var assessor = await staff.RegisterAsync("assessor", Role.Assessor, "S1");
        Assert.Equal(0, (await line.RunAsync("form", "save", number, "rating", "--visit", "m6", "rating=0", "--on", staff.Day, "--token", assessor)).ExitCode);
        while (true)
        {
            var next = await staff.EnrolAsync(researcher);
            Assert.Equal(0, (await line.RunAsync("form", "save", next, "mood", "--visit", "baseline", "low=3", "--on", staff.Day, "--token", researcher)).ExitCode);
            var listed = (await line.RunAsync("participant", "list", "--token", researcher, "--json")).Json().GetProperty("participants");
            var allocated = await line.RunAsync("randomise", listed[listed.GetArrayLength() - 1].GetProperty("publicId").GetString()!, "--token", researcher, "--json");
            if (allocated.Json().GetProperty("arm").GetString() != arm)
            {
                Assert.Equal(0, (await line.RunAsync("form", "save", next, "rating", "--visit", "m6", "rating=4", "--on", staff.Day, "--token", assessor)).ExitCode);
                break;
            }
        }

        var measured = await line.RunAsync(indices);
        var refused = await line.RunAsync([.. indices, "--token", assessor]);

        // One said NEW of its arm, the other did not know: right or wrong by the arm that was drawn.
        var lines = measured.Out.ReplaceLineEndings("\n").Split('\n');
        Assert.Matches(@"^Visit  Arm  Right  Wrong  Do not know  Bang +James", lines[1]);
        Assert.Matches(arm == "NEW" ? @"^m6     NEW  1      0      0            1\.000 " : @"^m6     NEW  0      0      1            0\.000 ", lines[2]);
        Assert.Matches(arm == "NEW" ? @"^       OLD  0      0      1            0\.000 " : @"^       OLD  0      1      0            -1\.000 ", lines[3]);
        Assert.Equal(["Guesses in rating/rating, with intervals of 95 %.", "None yet: nobody has guessed."], none.Out.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        Assert.Contains("access.not-permitted", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("break", "S1-0001")]
    [InlineData("record", "S1-0001", "--kind", "careless", "--learned-by", "x", "--on", "2027-01-04", "--reason", "x")]
    [InlineData("impact", "first", "--impact", "x")]
    [InlineData("indices", "--means", "intervention")]
    [InlineData("list", "--csv", "--json")]
    public async Task Wrong_usage_asks_nothing_of_a_store(string command, params string[] args)
    {
        var ran = await line.RunAsync(["unblinding", command, .. args]);

        Assert.Equal(64, ran.ExitCode);
        Assert.False(File.Exists(line.StoreFile));
    }

    private async Task<(string Researcher, string Doctor, string Number, string Arm)> OpenAsync()
    {
        await staff.OpenTrialAsync();
        var admin = await staff.RegisterAsync("admin", Role.RandomisationAdministrator);
        Assert.Equal(0, (await line.RunAsync("randomisation", "seal", "--design", line.Write("design.json", Testing.TestProtocol.Design), "--token", admin)).ExitCode);
        Assert.Equal(0, (await line.RunAsync("randomisation", "nonce", "--nonce", "a nonce of the founder")).ExitCode);
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        var doctor = await staff.RegisterAsync("doctor", Role.PrincipalInvestigator, "S1");
        var number = await staff.EnrolAsync(researcher);
        Assert.Equal(0, (await line.RunAsync("form", "save", number, "mood", "--visit", "baseline", "low=3", "--on", staff.Day, "--token", researcher)).ExitCode);
        var id = (await line.RunAsync("participant", "list", "--token", researcher, "--json")).Json().GetProperty("participants")[0].GetProperty("publicId").GetString()!;
        var arm = (await line.RunAsync("randomise", id, "--token", researcher, "--json")).Json().GetProperty("arm").GetString()!;
        return (researcher, doctor, number, arm);
    }

    private async Task<Ran> BreakAsync(string token, string number, string password)
    {
        using Process breaking = line.StartAsking(["unblinding", "break", number, "--reason", "A seizure", "--token", token]);
        await breaking.StandardInput.WriteLineAsync(password);
        var (said, complained) = (await breaking.StandardOutput.ReadToEndAsync(), await breaking.StandardError.ReadToEndAsync());
        await breaking.WaitForExitAsync();
        return new Ran(breaking.ExitCode, said, complained);
    }
}
