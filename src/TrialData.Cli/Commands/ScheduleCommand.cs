using System.CommandLine;
using TrialData.Application.Capture;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

internal static class ScheduleCommand
{
    private static readonly FormStatus[] ToDo = [FormStatus.Open, FormStatus.Due, FormStatus.Overdue, FormStatus.Missed];

    private static readonly Option<string?> Participant = new("--participant")
    {
        Description = "Number of one participant. Default: everybody you may read.",
        HelpName = "NUMBER",
    };

    private static readonly Option<string?> Site = new("--site") { Description = "Code of one site.", HelpName = "CODE" };

    private static readonly Option<DateOnly?> AsOf = new("--as-of") { Description = "The day it is asked for. Default: today.", HelpName = "DATE" };

    private static readonly Option<bool> All = new("--all") { Description = "All forms: those that are complete, not expected or not yet due too. JSON always has them." };

    public static Command Build()
    {
        var command = new Command("schedule", "Lists the forms that are open, due, overdue or missed.")
        {
            CommonOptions.Trial, Participant, Site, AsOf, All, CommonOptions.Json,
        };
        command.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<ListSchedule, ListedSchedule>(
            parsed,
            trial => new ListSchedule(trial, parsed.GetValue(Participant), parsed.GetValue(Site), parsed.GetValue(AsOf)),
            schedule => Write(schedule, parsed.GetValue(All)),
            cancellation));
        return command;
    }

    private static void Write(ListedSchedule schedule, bool all)
    {
        var shown = schedule.Forms.Where(form => all || ToDo.Contains(form.Status)).ToList();
        if (shown.Count > 0)
        {
            Columns.Write([
                ["Number", "Visit", "Form", "Status", "Target", string.Empty],
                .. shown.Select(form => new[]
                {
                    form.Number, form.VisitCode, form.FormCode, StatusOf(form), Shown.Day(form.TargetOn),
                    form.IsTakenOut ? "taken out of the protocol" : form.Required ? string.Empty : "optional",
                }),
            ]);
        }

        var counts = schedule.Forms.GroupBy(form => form.Status).OrderBy(group => group.Key).Select(group => Invariant($"{group.Count()} {Words.Said(group.Key)}"));
        Screen.Line(Invariant($"On {schedule.AsOf:yyyy-MM-dd}: {(schedule.Forms.Count == 0 ? "no forms" : string.Join(", ", counts))}."));
    }

    private static string StatusOf(ScheduledForm form) => form.Status == FormStatus.Overdue
        ? Invariant($"overdue by {form.DaysOverdue} {(form.DaysOverdue == 1 ? "day" : "days")}")
        : Words.Said(form.Status);
}
