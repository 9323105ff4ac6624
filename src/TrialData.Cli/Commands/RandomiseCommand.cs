using System.CommandLine;
using TrialData.Application.Allocation;
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
            (asker, participant) => asker.ConfirmAsync<RandomiseParticipant, AllocatedParticipant, RandomisationNotConfirmed>(
                new RandomiseParticipant(asker.Trial, participant), (request, password) => request with { Password = password }, "randomise", cancellation),
            allocated => Screen.Line(FormattableString.Invariant($"{allocated.Number}: {allocated.Arm} ({allocated.ArmLabel}), {allocated.AllocatedOn:yyyy-MM-dd}")),
            cancellation));
        return command;
    }
}
