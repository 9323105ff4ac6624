using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;

namespace TrialData.Testing;

/// <summary>Somebody at a door, with a password in mind and an authenticator in hand.</summary>
public sealed class Person(TrialHost host, string name, string password)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

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

    public async Task<Outcome<BegunSecondFactor>> BeginSetUpAsync(SessionToken session)
    {
        var begun = await AskAsync<EnrolSecondFactor, BegunSecondFactor>(new EnrolSecondFactor(session));
        if (!begun.IsRefused)
        {
            key = ReadKey(begun.Value.Key);
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

    /// <summary>The bytes of a key as an authenticator is given it.</summary>
    public static byte[] ReadKey(string spelled)
    {
        var bytes = new byte[spelled.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var isSet = (Base32.IndexOf(spelled[bit / 5], StringComparison.Ordinal) >> (4 - (bit % 5))) & 1;
            bytes[bit / 8] |= (byte)(isSet << (7 - (bit % 8)));
        }

        return bytes;
    }
}
