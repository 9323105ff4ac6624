using System.CommandLine;
using TrialData.Application.Capture;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class ScheduleCommand
{
    private static readonly FormStatus[] Shown = [FormStatus.Open, FormStatus.Due, FormStatus.Overdue, FormStatus.Missed];

    private static readonly Option<string?> Participant = new("--participant")
    {
        Description = "Number of one participant. Default: everybody you may read.",
        HelpName = "NUMBER",
    };

    private static readonly Option<string?> Site = new("--site") { Description = "Code of one site.", HelpName = "CODE" };

    private static readonly Option<DateOnly?> AsOf = new("--as-of") { Description = "The day it is asked for. Default: today.", HelpName = "DATE" };

    public static Command Build()
    {
        var command = new Command("schedule", "Lists the forms that are open, due, overdue or missed; --json gives all of them.")
        {
            CommonOptions.Trial, Participant, Site, AsOf, CommonOptions.Json,
        };
        command.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<ListSchedule, ListedSchedule>(
            parsed,
            trial => new ListSchedule(trial, parsed.GetValue(Participant), parsed.GetValue(Site), parsed.GetValue(AsOf)),
            Write,
            cancellation));
        return command;
    }

    private static void Write(ListedSchedule schedule)
    {
        foreach (var form in schedule.Forms.Where(f => Shown.Contains(f.Status)))
        {
            Screen.Line(FormattableString.Invariant(
                $"{form.Number} {form.VisitCode} {form.FormCode}: {Words(form)}{(form.Required ? string.Empty : " (optional)")}, target {form.TargetOn:yyyy-MM-dd}"));
        }

        var counts = schedule.Forms.GroupBy(f => f.Status).OrderBy(g => g.Key).Select(g => FormattableString.Invariant($"{g.Count()} {g.Key}"));
        Screen.Line(FormattableString.Invariant($"On {schedule.AsOf:yyyy-MM-dd}: {string.Join(", ", counts)}."));
    }

    private static string Words(ScheduledForm form) => form.Status == FormStatus.Overdue
        ? FormattableString.Invariant($"overdue by {form.DaysOverdue} days")
        : form.Status.ToString().ToLowerInvariant();
}
