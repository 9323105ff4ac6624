using System.CommandLine;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary>The outbox: what waits in it, and sending that.</summary>
internal static class MailCommand
{
    public static Command Build()
    {
        var send = new Command("send", "Sends the mail that is due, each message at least once.") { CommonOptions.Mail, CommonOptions.Json };
        send.WithStore().SetAction(SendAsync);
        var list = new Command("list", "Counts the mail that waits, was sent, and was given up, and says what could not be sent.") { CommonOptions.Json };
        list.WithStore().SetAction(ListAsync);
        return new Command("mail", "Sends the mail that the program writes: invitations, alerts, notices.") { send, list };
    }

    private static Task<int> SendAsync(ParseResult parsed, CancellationToken cancellation) => RunAsync(
        parsed,
        session => session.Door.SendMailAsync(cancellation),
        sent => Screen.Line(Invariant($"{sent.Sent} sent, {sent.NotSent} not sent, of those {sent.GivenUp} given up.")),
        cancellation);

    private static Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation) => RunAsync(
        parsed,
        session => session.Door.AskAsync<ListMail, ListedMail>(Actor.OperatingSystemUser(Environment.UserName), new ListMail(), cancellation),
        Show,
        cancellation);

    private static async Task<int> RunAsync<T>(
        ParseResult parsed, Func<Session, Task<Outcome<T>>> ask, Action<T> forPeople, CancellationToken cancellation)
    {
        var asJson = parsed.GetValue(CommonOptions.Json);
        await using var session = Session.Open(parsed);
        return await session.Door.WhyNotUsableAsync(cancellation) is { } refusal
            ? Answer.Refuse(refusal, asJson)
            : Answer.Give(await ask(session), asJson, forPeople);
    }

    private static void Show(ListedMail mail)
    {
        var (waiting, sent, failed) = mail.Counts;
        Screen.Line(Invariant($"{waiting} waiting, {sent} sent, {failed} failed"));
        foreach (var message in mail.Troubled)
        {
            var state = message.FailedAt is null ? "waits" : "failed";
            Screen.Line(Invariant($"  {message.Kind} to {message.Recipient}, {message.CreatedAt:yyyy-MM-dd HH:mm}, {message.Attempts} attempts, {state}: {message.LastError}"));
        }
    }
}
