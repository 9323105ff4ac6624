using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Administration;

public sealed class SigningOutOnDevices
{
    private const string Password = "seven green bicycles";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Lists_the_own_living_sessions_with_their_devices(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var (eva, adam) = (await Person.InviteAsync(trial, "eva", Password), await Person.InviteAsync(trial, "adam", Password));
        _ = await adam.SetUpAsync();
        _ = await eva.SetUpAsync();
        var begun = trial.Clock.GetUtcNow();
        Pass(trial, minutes: 20);
        var present = await SignInAsync(trial, eva, "Firefox on Linux");
        _ = (await eva.SignInAsync()).Value;
        Pass(trial, minutes: 5);

        var listed = await ListAsync(trial, "eva", present);
        Pass(trial, minutes: 10);
        var later = await ListAsync(trial, "eva", present);

        Assert.Equal(
            [("Firefox on Linux", begun.AddMinutes(20), begun.AddMinutes(20), true), (null, begun, begun, false)],
            listed.Select(each => (each.Device, each.StartedAt, each.LastUsedAt, each.IsPresent)));
        // The first was not used for half an hour.
        Assert.Equal(["Firefox on Linux"], later.Select(each => each.Device));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Ends_one_or_all_others_and_never_anybody_else_s(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var (eva, adam) = (await Person.InviteAsync(trial, "eva", Password), await Person.InviteAsync(trial, "adam", Password));
        var adams = (await adam.SetUpAsync()).SignedIn.Session;
        var first = (await eva.SetUpAsync()).SignedIn.Session;
        Pass(trial, minutes: 1);
        var second = await SignInAsync(trial, eva, "Edge on Windows");
        Pass(trial, minutes: 1);
        var third = await SignInAsync(trial, eva, "Safari on iPhone");
        var ofAdam = Assert.Single(await ListAsync(trial, "adam", adams)).SessionId;
        var ofSecond = (await ListAsync(trial, "eva", third)).Single(each => each.Device == "Edge on Windows").SessionId;

        var foreign = await trial.AskAsync<EndOwnSession, EndedOwnSession>("eva", new EndOwnSession(ofAdam));
        var ended = (await trial.AskAsync<EndOwnSession, EndedOwnSession>("eva", new EndOwnSession(ofSecond))).Value;
        var again = await trial.AskAsync<EndOwnSession, EndedOwnSession>("eva", new EndOwnSession(ofSecond));
        var notEvas = await trial.AskAsync<EndOtherSessions, EndedOtherSessions>("eva", new EndOtherSessions(adams));
        var others = (await trial.AskAsync<EndOtherSessions, EndedOtherSessions>("eva", new EndOtherSessions(third))).Value;

        Assert.Equal("session.not-yours", foreign.Refusal?.Code);
        Assert.Equal("Edge on Windows", ended.Device);
        Assert.Equal("session.not-yours", again.Refusal?.Code);
        Assert.Equal("session.not-found", notEvas.Refusal?.Code);
        Assert.Equal(1, others.Count);
        Assert.Equal((false, false), (await IsAliveAsync(trial, first), await IsAliveAsync(trial, second)));
        Assert.Equal((true, true), (await IsAliveAsync(trial, third), await IsAliveAsync(trial, adams)));
        Assert.Equal("2", await trial.ValueAsync("SELECT COUNT(*) FROM AuditEvent WHERE UseCase IN ('EndOwnSession', 'EndOtherSessions') AND Field = 'session' AND NewValue = 'ended' AND Subject = 'eva'"));
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, "request.invalid")]
    public async Task Takes_a_few_words_for_a_device(int length, string? code)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        _ = await Person.InviteAsync(trial, "eva", Password);

        var begun = await trial.Door.AskAsync<SignIn, BegunSignIn>(Actor.Nobody, new SignIn("eva", Password) { Device = new string('x', length) }, CancellationToken.None);

        Assert.Equal(code, begun.Refusal?.Code);
    }

    [Fact]
    public async Task Keeps_the_device_when_the_password_changes()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var eva = await Person.InviteAsync(trial, "eva", Password);
        _ = await eva.SetUpAsync();
        Pass(trial, minutes: 1);
        var session = await SignInAsync(trial, eva, "Edge on Windows");

        var changed = (await eva.ChangePasswordAsync(session, Password, "eight yellow bicycles")).Value;

        Assert.Equal(["Edge on Windows"], (await ListAsync(trial, "eva", changed.Session)).Select(each => each.Device));
    }

    private static async Task<SessionToken> SignInAsync(TrialHost trial, Person person, string device)
    {
        var begun = (await trial.Door.AskAsync<SignIn, BegunSignIn>(Actor.Nobody, new SignIn("eva", Password) { Device = device }, CancellationToken.None)).Value;
        return (await person.GiveCodeAsync(begun.Session, person.CodeNow())).Value.Session;
    }

    private static async Task<IReadOnlyList<ListedSession>> ListAsync(TrialHost trial, string account, SessionToken present) =>
        (await trial.AskAsync<ListSessions, IReadOnlyList<ListedSession>>(account, new ListSessions(present))).Value;

    private static async Task<bool> IsAliveAsync(TrialHost trial, SessionToken session) => !(await trial.Door.FindActorAsync(session, CancellationToken.None)).IsRefused;

    private static void Pass(TrialHost trial, int minutes) => trial.Clock.MoveTo(trial.Clock.GetUtcNow().AddMinutes(minutes));
}
