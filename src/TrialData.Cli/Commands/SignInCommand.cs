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

    public static Command BuildAccept()
    {
        var accept = new Command("accept", "Accepts an invitation: asks for it, a password and an authenticator's code, and keeps a token for this store.");
        accept.WithStore().SetAction((parsed, cancellation) => RunAsync(parsed, AcceptAsync, cancellation));
        return accept;
    }

    public static Command BuildSignIn()
    {
        var signIn = new Command("sign-in", "Signs in with name, password and the authenticator's code, and keeps a token for this store.");
        signIn.WithStore().SetAction((parsed, cancellation) => RunAsync(
            parsed, (session, c) => SignInAsync(session, Ask.For("Account"), Ask.Hidden("Password"), c), cancellation));
        return signIn;
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
        var accepted = await AskAsync<AcceptInvitation, AcceptedInvitation>(session, new AcceptInvitation(invitation, password), cancellation);
        return accepted.Refusal is { } refusal ? refusal : await SignInAsync(session, accepted.Value.AccountName, password, cancellation);
    }

    private static async Task<Outcome<SignedIn>> SignInAsync(Session session, string name, string password, CancellationToken cancellation)
    {
        var begun = await AskAsync<SignIn, BegunSignIn>(session, new SignIn(name, password), cancellation);
        if (begun.Refusal is { } refusal)
        {
            return refusal;
        }

        return begun.Value.HasSecondFactor
            ? await AskAsync<GiveSecondFactor, SignedIn>(session, new GiveSecondFactor(begun.Value.Session, Ask.For("Code")), cancellation)
            : await SetUpAsync(session, begun.Value.Session, cancellation);
    }

    private static async Task<Outcome<SignedIn>> SetUpAsync(Session session, SessionToken halfway, CancellationToken cancellation)
    {
        var begun = await AskAsync<EnrolSecondFactor, BegunSecondFactor>(session, new EnrolSecondFactor(halfway), cancellation);
        if (begun.Refusal is { } refusal)
        {
            return refusal;
        }

        await Console.Error.WriteLineAsync($"Key for your authenticator app: {begun.Value.Key}");
        var confirmed = await AskAsync<ConfirmSecondFactor, ConfirmedSecondFactor>(session, new ConfirmSecondFactor(halfway, Ask.For("Code")), cancellation);
        if (confirmed.Refusal is { } wrong)
        {
            return wrong;
        }

        Screen.Line("Recovery codes, shown this once; each works once:");
        foreach (var code in confirmed.Value.RecoveryCodes)
        {
            Screen.Line($"  {code}");
        }

        return confirmed.Value.SignedIn;
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
        await AskAsync<EndSession, EndedSession>(session, new EndSession(signedIn.Session), cancellation);
        return created.Refusal is { } why
            ? why
            : KeptTokens.Keep((await session.Door.IdentityAsync(cancellation)).StoreId, created.Value.Token);
    }

    private static Task<Outcome<TResult>> AskAsync<TRequest, TResult>(Session session, TRequest request, CancellationToken cancellation) =>
        session.Door.AskAsync<TRequest, TResult>(Actor.Nobody, request, cancellation);
}
