using System.CommandLine;
using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>A person at the command line: accepts an invitation or signs in, and keeps a token for this store.</summary>
internal static class SignInCommand
{
    private const int DaysOfToken = 30;

    private static readonly Option<bool> Recovery = new("--recovery")
    {
        Description = "The authenticator is lost: give a recovery code in its place, and set up another.",
    };

    public static Command BuildAccept()
    {
        var accept = new Command("accept", "Accepts an invitation: asks for it, a password and an authenticator's code, and keeps a token for this store.");
        accept.WithStore().SetAction((parsed, cancellation) => RunAsync(parsed, AcceptAsync, cancellation));
        return accept;
    }

    public static Command BuildSignIn()
    {
        var signIn = new Command("sign-in", "Signs in with name, password and the authenticator's code, and keeps a token for this store.") { Recovery };
        signIn.WithStore().SetAction((parsed, cancellation) => RunAsync(
            parsed, (session, c) => SigningIn.SignInAsync(session, Ask.For("Account"), Ask.Hidden("Password"), parsed.GetValue(Recovery), c), cancellation));
        return signIn;
    }

    public static Command BuildPassword()
    {
        var change = new Command("password", "Changes your own password: asks for the old one, the authenticator's code and the new one. Your sessions end.");
        change.WithStore().SetAction(ChangePasswordAsync);
        return change;
    }

    private static async Task<int> ChangePasswordAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var session = Session.Open(parsed);
        if (await session.Door.WhyNotUsableAsync(cancellation) is { } unusable)
        {
            return Answer.Refuse(unusable, asJson: false);
        }

        var (name, old) = (Ask.For("Account"), Ask.Hidden("Password"));
        var signedIn = await SigningIn.SignInAsync(session, name, old, byRecovery: false, cancellation);
        if (signedIn.Refusal is { } refused)
        {
            return Answer.Refuse(refused, asJson: false);
        }

        var changed = await SigningIn.AskAsync<ChangePassword, SignedIn>(
            session, new ChangePassword(signedIn.Value.Session, old, Ask.Hidden("New password")), cancellation);
        var last = changed.IsRefused ? signedIn.Value : changed.Value;
        await SigningIn.AskAsync<EndSession, EndedSession>(session, new EndSession(last.Session), cancellation);
        return Answer.Give(changed, asJson: false, done => Screen.Line($"Changed the password of '{done.AccountName}'."));
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, Func<Session, CancellationToken, Task<Outcome<SignedIn>>> signIn, CancellationToken cancellation)
    {
        await using var session = Session.Open(parsed);
        if (await session.Door.WhyNotUsableAsync(cancellation) is { } unusable)
        {
            return Answer.Refuse(unusable, asJson: false);
        }

        var signedIn = await signIn(session, cancellation);
        var kept = signedIn.Refusal is { } refused ? refused : await KeepTokenAsync(session, signedIn.Value, cancellation);
        return Answer.Give(kept, asJson: false, file => Screen.Line($"Signed in. A token for {FormattableString.Invariant($"{DaysOfToken}")} days is kept in {file}."));
    }

    private static async Task<Outcome<SignedIn>> AcceptAsync(Session session, CancellationToken cancellation)
    {
        var invitation = new InvitationToken(Ask.Hidden("Invitation"));
        var password = Ask.Hidden("New password");
        var accepted = await SigningIn.AskAsync<AcceptInvitation, AcceptedInvitation>(session, new AcceptInvitation(invitation, password), cancellation);
        return accepted.Refusal is { } refusal ? refusal : await SigningIn.SignInAsync(session, accepted.Value.AccountName, password, byRecovery: false, cancellation);
    }

    private static async Task<Outcome<string>> KeepTokenAsync(Session session, SignedIn signedIn, CancellationToken cancellation)
    {
        var actor = await session.Door.FindActorAsync(signedIn.Session, cancellation);
        if (actor.Refusal is { } refusal)
        {
            return refusal;
        }

        var now = session.Get<TimeProvider>().GetUtcNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"command line {now:yyyy-MM-dd HH:mm:ss}");
        var created = await session.Door.AskAsync<CreateApiToken, CreatedApiToken>(
            actor.Value, new CreateApiToken(name, Permissions: null, now.AddDays(DaysOfToken)), cancellation);
        await SigningIn.AskAsync<EndSession, EndedSession>(session, new EndSession(signedIn.Session), cancellation);
        return created.Refusal is { } why
            ? why
            : KeptTokens.Keep((await session.Door.IdentityAsync(cancellation)).StoreId, created.Value.Token);
    }
}
