using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>The steps of a person who proves who they are, by questions at the terminal.</summary>
internal static class SigningIn
{
    /// <param name="byRecovery">Whether a recovery code stands for the authenticator, which is then set up anew.</param>
    public static async Task<Outcome<SignedIn>> SignInAsync(Session session, string name, string password, bool byRecovery, CancellationToken cancellation)
    {
        var begun = await AskAsync<SignIn, BegunSignIn>(session, new SignIn(name, password) { Device = "Command line" }, cancellation);
        if (begun.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!begun.Value.HasSecondFactor)
        {
            return await SetUpAsync(session, begun.Value.Session, cancellation);
        }

        if (!byRecovery)
        {
            return await AskAsync<GiveSecondFactor, SignedIn>(session, new GiveSecondFactor(begun.Value.Session, Ask.For("Code")), cancellation);
        }

        var recovered = await AskAsync<UseRecoveryCode, SignedIn>(session, new UseRecoveryCode(begun.Value.Session, Ask.Hidden("Recovery code")), cancellation);
        return recovered.Refusal is { } wrong ? wrong : await SetUpAsync(session, recovered.Value.Session, cancellation);
    }

    public static Task<Outcome<TResult>> AskAsync<TRequest, TResult>(Session session, TRequest request, CancellationToken cancellation) =>
        session.Door.AskAsync<TRequest, TResult>(Actor.Nobody, request, cancellation);

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
}
