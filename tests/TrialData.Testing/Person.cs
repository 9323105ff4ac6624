using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;

namespace TrialData.Testing;

/// <summary>Somebody at a door, with a password in mind and an authenticator in hand.</summary>
public sealed class Person(TrialHost host, string name, string password)
{
    private byte[] key = [];

    public string Password { get; set; } = password;

    /// <summary>What the person signs in with; null where the door does not say.</summary>
    public string? Device { get; init; }

    /// <summary>Invites an account and lets its person choose the password.</summary>
    public static async Task<Person> InviteAsync(TrialHost host, string name, string password, string? email = null)
    {
        var invited = await host.InviteAsync(name, email);
        var person = new Person(host, name, password);
        _ = (await person.AcceptAsync(invited.Invitation)).Value;
        return person;
    }

    public Task<Outcome<AcceptedInvitation>> AcceptAsync(InvitationToken invitation) =>
        AskAsync<AcceptInvitation, AcceptedInvitation>(new AcceptInvitation(invitation, Password));

    /// <summary>Gives name and password.</summary>
    public Task<Outcome<BegunSignIn>> SignInAsync() => AskAsync<SignIn, BegunSignIn>(new SignIn(name, Password) { Device = Device });

    /// <summary>Gives the code the authenticator shows, after the password.</summary>
    public async Task<Outcome<SignedIn>> SignInFullyAsync() => await GiveCodeAsync((await SignInAsync()).Value.Session, CodeNow());

    public Task<Outcome<SignedIn>> GiveCodeAsync(SessionToken session, string code) =>
        AskAsync<GiveSecondFactor, SignedIn>(new GiveSecondFactor(session, code));

    public Task<Outcome<SignedIn>> GiveRecoveryCodeAsync(SessionToken session, string code) =>
        AskAsync<UseRecoveryCode, SignedIn>(new UseRecoveryCode(session, code));

    /// <summary>Signs in for the first time and sets up the authenticator.</summary>
    public async Task<ConfirmedSecondFactor> SetUpAsync() => (await SetUpAsync((await SignInAsync()).Value.Session)).Value;

    public async Task<Outcome<ConfirmedSecondFactor>> SetUpAsync(SessionToken session)
    {
        var begun = await BeginSetUpAsync(session);
        return begun.Refusal is { } refusal ? refusal : await ConfirmAsync(session, CodeNow());
    }

    /// <param name="password">Given again, where an authenticator is replaced.</param>
    public async Task<Outcome<BegunSecondFactor>> BeginSetUpAsync(SessionToken session, string? password = null)
    {
        var begun = await AskAsync<EnrolSecondFactor, BegunSecondFactor>(new EnrolSecondFactor(session, password));
        if (!begun.IsRefused)
        {
            key = Totp.Read(begun.Value.Key);
        }

        return begun;
    }

    public Task<Outcome<ConfirmedSecondFactor>> ConfirmAsync(SessionToken session, string code) =>
        AskAsync<ConfirmSecondFactor, ConfirmedSecondFactor>(new ConfirmSecondFactor(session, code));

    public Task<Outcome<SignedIn>> ChangePasswordAsync(SessionToken session, string old, string chosen) =>
        AskAsync<ChangePassword, SignedIn>(new ChangePassword(session, old, chosen));

    public Task<Outcome<EndedSession>> SignOutAsync(SessionToken session) => AskAsync<EndSession, EndedSession>(new EndSession(session));

    public string CodeNow() => Totp.CodeAt(key, Totp.StepAt(host.Clock.GetUtcNow()));

    private Task<Outcome<TResult>> AskAsync<TRequest, TResult>(TRequest request) =>
        host.Door.AskAsync<TRequest, TResult>(Actor.Nobody, request, CancellationToken.None);
}
