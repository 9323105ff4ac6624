using System.CommandLine;
using TrialData.Application.Capture.Courses;

namespace TrialData.Cli.Commands.Forms;

/// <summary><c>trialdata form course</c>: the scores of a form over the visits of a participant.</summary>
internal static class CourseCommand
{
    private static readonly Option<string?> Baseline = new("--baseline")
    {
        Description = "The visit that changes are counted from. Default: the first one of the course.",
        HelpName = "VISIT",
    };

    public static Command Build()
    {
        var command = new Command(
            "course",
            "Shows the scores of a form over all visits: changes from baseline, and whether criteria that must last, such as remission, have lasted.")
        {
            OfParticipant.Participant, FormPlaceOptions.Form, Baseline, CommonOptions.Trial, CommonOptions.Json,
        };
        command.WithAccount().SetAction((parsed, cancellation) => OfParticipant.RunAsync<ShowCourse, ShownCourse>(
            parsed,
            (trial, participant) => new ShowCourse(trial, participant, parsed.GetRequiredValue(FormPlaceOptions.Form)) { BaselineVisit = parsed.GetValue(Baseline) },
            CourseView.Show,
            cancellation));
        return command;
    }
}
