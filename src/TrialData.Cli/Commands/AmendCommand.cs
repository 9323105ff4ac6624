using System.CommandLine;
using TrialData.Application.Enrolment;
using TrialData.Application.Protocol;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class AmendCommand
{
    private static readonly Option<FileInfo> Protocol = new("--protocol", "-p")
    {
        Description = "The next version of the trial's protocol file (JSON).",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<bool> Check = new("--check") { Description = "Say what would change, and change nothing." };

    public static Command Build()
    {
        var amend = new Command("amend", "Gives a trial the next version of its protocol and moves its participants to it.")
        {
            Protocol, Check, CommonOptions.Json,
        };
        amend.WithAccount().SetAction(AmendAsync);
        return amend;
    }

    private static async Task<int> AmendAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var json = await File.ReadAllTextAsync(parsed.GetRequiredValue(Protocol).FullName, cancellation);
        return parsed.GetValue(Check)
            ? await InStore.RunAsync<CheckAmendment, ProtocolDifference>(parsed, new CheckAmendment(json), Write, cancellation)
            : await InStore.RunAsync<AmendProtocol, AmendedProtocol>(parsed, new AmendProtocol(json), Write, cancellation);
    }

    private static void Write(AmendedProtocol amended)
    {
        Write(amended.Difference);
        Screen.Line(FormattableString.Invariant(
            $"{amended.TrialCode} is at version {amended.Version}: {amended.Participants} participants moved; visits: {amended.VisitsAdded} added, {amended.VisitsMoved} moved, {amended.VisitsCancelled} cancelled."));
    }

    private static void Write(ProtocolDifference difference)
    {
        Screen.Line(FormattableString.Invariant($"From version {difference.FromVersion} to {difference.ToVersion}: {difference.Changes.Count} changes."));
        foreach (var change in difference.Changes)
        {
            switch (change.Kind)
            {
                case ChangeKind.Added:
                    Screen.Line($"+ {change.Place}: {change.After}");
                    break;
                case ChangeKind.Removed:
                    Screen.Line($"- {change.Place}: {change.Before}");
                    break;
                default:
                    Screen.Line($"~ {change.Place}");
                    Screen.Line($"    before  {change.Before}");
                    Screen.Line($"    after   {change.After}");
                    break;
            }
        }
    }
}
