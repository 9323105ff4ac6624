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
        command.WithAccount().SetAction((parsed, cancellation) => OfParticipant.RunAsync<RandomiseParticipant, AllocatedParticipant>(
            parsed,
            (trial, participant) => new RandomiseParticipant(trial, participant),
            allocated => Screen.Line(FormattableString.Invariant($"{allocated.Number}: {allocated.Arm} ({allocated.ArmLabel}), {allocated.AllocatedOn:yyyy-MM-dd}")),
            cancellation));
        return command;
    }
}
