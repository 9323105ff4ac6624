using System.CommandLine;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class RandomiseCommand
{
    public static Command Build()
    {
        var command = new Command("randomise", "Allocates an enrolled participant to an arm. Asked again, it gives the same answer.")
        {
            OfParticipant.Participant, CommonOptions.Trial, CommonOptions.Json,
        };
        command.WithAccount().SetAction((parsed, cancellation) => OfParticipant.RunAsync(
            parsed,
            (asker, participant) => ConfirmAsync(asker, new RandomiseParticipant(asker.Trial, participant), cancellation),
            allocated => Screen.Line(FormattableString.Invariant($"{allocated.Number}: {allocated.Arm} ({allocated.ArmLabel}), {allocated.AllocatedOn:yyyy-MM-dd}")),
            cancellation));
        return command;
    }

    // Asked last, when nothing else stands in the way; who was allocated before, or comes by a token made for this, is not asked.
    private static async Task<Outcome<AllocatedParticipant>> ConfirmAsync(Asker asker, RandomiseParticipant request, CancellationToken cancellation)
    {
        var outcome = await asker.AskAsync<RandomiseParticipant, AllocatedParticipant>(request, cancellation);
        return outcome.Refusal is RandomisationNotConfirmed
            ? await asker.AskAsync<RandomiseParticipant, AllocatedParticipant>(request with { Password = Ask.Hidden("Your own password, to randomise") }, cancellation)
            : outcome;
    }
}
