using System.CommandLine;
using TrialData.Application.Allocation;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class RandomiseCommand
{
    private static readonly Argument<Guid> Participant = new("participant")
    {
        Description = "The participant's id, as enrolment gave it.",
    };

    public static Command Build()
    {
        var command = new Command("randomise", "Allocates an enrolled participant to an arm. Asked again, it gives the same answer.")
        {
            Participant, CommonOptions.Trial, CommonOptions.Json,
        };
        command.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<RandomiseParticipant, AllocatedParticipant>(
            parsed,
            trial => new RandomiseParticipant(trial, parsed.GetRequiredValue(Participant)),
            allocated => Screen.Line(FormattableString.Invariant($"{allocated.Number}: {allocated.Arm} ({allocated.ArmLabel}), {allocated.AllocatedOn:yyyy-MM-dd}")),
            cancellation));
        return command;
    }
}
