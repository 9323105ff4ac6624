using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class ActingByToken : IDisposable
{
    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task The_first_account_s_token_is_kept_for_the_user_alone()
    {
        await line.CreatePublishedTrialAsync();

        var token = new FileInfo(Assert.Single(Directory.GetFiles(Path.Combine(line.Home, "trialdata", "tokens"))));
        Assert.StartsWith("tdt_", File.ReadAllText(token.FullName), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, token.UnixFileMode);
        }
    }

    [Fact]
    public async Task A_token_acts_as_its_account_and_no_more()
    {
        await line.CreatePublishedTrialAsync();
        var token = await RegisterAsync("eva", "statistician");

        var byOption = await line.RunAsync("analyse", "--spec", "analysis.json", "--token", token);
        line.Environment["TRIALDATA_TOKEN"] = token;
        var byVariable = await line.RunAsync("account", "invite", "adam");

        Assert.Equal((2, 2), (byOption.ExitCode, byVariable.ExitCode));
        Assert.Contains("Your account may not do this: RunAnalysis.", byOption.Error, StringComparison.Ordinal);
        Assert.Contains("Your account may not do this: InviteAccount.", byVariable.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_taken_once_in_upper_or_lower_case()
    {
        await line.CreatePublishedTrialAsync();
        await RegisterAsync("eva", "statistician");

        Assert.Contains("Refused: account.name-taken", (await line.RunAsync("account", "invite", "EVA")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tdt_0000", "access.unknown-token")]
    [InlineData("", "access.unknown-token")]
    public async Task A_wrong_token_is_nobody_s(string token, string code)
    {
        await line.CreatePublishedTrialAsync();

        var ran = await line.RunAsync("analyse", "--spec", "analysis.json", "--token", token);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains($"Refused: {code}", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_nobody_asks()
    {
        await line.CreatePublishedTrialAsync();
        Directory.Delete(Path.Combine(line.Home, "trialdata", "tokens"), recursive: true);

        var ran = await line.RunAsync("analyse", "--spec", "analysis.json");

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Refused: access.no-token", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_researcher_randomises_and_gets_the_same_answer_again()
    {
        var created = await line.RunAsync("trial", "create", "--protocol", line.Write("test.json", TestProtocol.Json));
        Assert.Equal(0, created.ExitCode);
        var researcher = await RegisterAsync("researcher", "site-researcher", "S1");
        var assessor = await RegisterAsync("assessor", "assessor", "S1");
        var participant = await EnrolAsync(researcher, await RegisterAsync("admin", "randomisation-administrator"));

        var first = await line.RunAsync("randomise", participant.ToString(), "--token", researcher);
        var again = await line.RunAsync("randomise", participant.ToString(), "--token", researcher, "--json");
        var blinded = await line.RunAsync("randomise", participant.ToString(), "--token", assessor);

        Assert.Equal((0, 0, 2), (first.ExitCode, again.ExitCode, blinded.ExitCode));
        Assert.Matches(@"^S1-0001: (NEW \(New\)|OLD \(Old\)), \d{4}-\d\d-\d\d\s*$", first.Out);
        Assert.Contains($"S1-0001: {again.Json().GetProperty("arm").GetString()} ", first.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("NEW", blinded.Out + blinded.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("OLD", blinded.Out + blinded.Error, StringComparison.Ordinal);
    }

    private Task<string> RegisterAsync(string name, string role, string? site = null) => new Staff(line).RegisterAsync(name, RoleNames.Parse(role)!.Value, site);

    /// <summary>What has no command yet goes through the library, on the same store and key ring.</summary>
    private async Task<Guid> EnrolAsync(string researcherToken, string adminToken)
    {
        await using var store = new OpenedStore(line.StoreFile, line.KeyRing);
        var kept = File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(line.Home, "trialdata", "tokens"))));
        var founder = await store.Door.FindActorAsync(new ApiToken(kept), CancellationToken.None);
        var admin = await store.Door.FindActorAsync(new ApiToken(adminToken), CancellationToken.None);
        var researcher = await store.Door.FindActorAsync(new ApiToken(researcherToken), CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.Date);

        async Task<TResult> AskAsync<TRequest, TResult>(Actor? actor, TRequest request) =>
            (await store.Door.AskAsync<TRequest, TResult>(actor!, request, CancellationToken.None)).Value;

        await AskAsync<ActivateSite, Site>(founder, new ActivateSite("TEST", "S1", today));
        await AskAsync<SealScheme, SchemeSealed>(admin, new SealScheme("TEST", TestProtocol.Design));
        await AskAsync<GiveNonce, NonceGiven>(founder, new GiveNonce("TEST", "a nonce of the founder"));
        var participant = (await AskAsync<ScreenParticipant, ScreenedParticipant>(
            researcher, new ScreenParticipant("TEST", "S1", today, TestProtocol.EligibleAnswers))).PublicId;
        await AskAsync<RecordConsent, ConsentRecorded>(researcher, new RecordConsent("TEST", participant, TestProtocol.ConsentForm, now));
        await AskAsync<EnrolParticipant, EnrolledParticipant>(researcher, new EnrolParticipant("TEST", participant, today));
        await AskAsync<SaveForm, FormSaved>(
            researcher,
            new SaveForm(
                "TEST", participant, "baseline", "mood", ExpectedVersion: 0, today,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3" }));
        return participant;
    }
}
