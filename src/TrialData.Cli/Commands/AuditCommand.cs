using System.CommandLine;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class AuditCommand
{
    public static Command Build()
    {
        var verify = new Command("verify", "Recomputes the audit trail and keeps a checkpoint outside the database; names the first break of each chain.")
        {
            CommonOptions.Json,
        };
        verify.WithStore().SetAction(VerifyAsync);
        return new Command("audit", "Proves that the audit trail is whole, and the answers and allocations it vouches for.") { verify, AuditListCommand.Build() };
    }

    private static async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var asJson = parsed.GetValue(CommonOptions.Json);
        await using var session = Session.Open(parsed);
        if (await session.Door.WhyNotUsableAsync(cancellation) is { } refusal)
        {
            return Answer.Refuse(refusal, asJson);
        }

        var owner = Actor.OperatingSystemUser(Environment.UserName);
        var outcome = await session.Door.AskAsync<VerifyAudit, VerifiedAudit>(owner, new VerifyAudit(), cancellation);
        return Answer.Give(outcome, asJson, Show);
    }

    private static void Show(VerifiedAudit verified)
    {
        Screen.Line(FormattableString.Invariant(
            $"The audit trail holds: {verified.Events} events in {verified.Chains} chains, {verified.Evidence} saves and allocations and {verified.Records} other records vouched for, {verified.Checkpoints} checkpoints met."));
        if (verified.TornCheckpoint is { } torn)
        {
            Screen.Line($"A checkpoint was once not written whole: {torn}. That end of it was cut off.");
        }
    }
}
