using System.CommandLine;
using TrialData.Application.Safety;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary><c>trialdata safety</c>: serious events and their reports.</summary>
internal static class SafetyCommand
{
    private static readonly Option<DateOnly?> AsOf = new("--as-of") { Description = "The day it is asked for. Default: today.", HelpName = "YYYY-MM-DD" };

    private static readonly Argument<string> Log = new("log") { Description = "Code of the safety log." };

    private static readonly Argument<int> Entry = new("entry") { Description = "Number of the entry." };

    private static readonly Option<string> To = new("--to") { Description = "Who got the report.", Required = true };

    private static readonly Option<DateOnly> On = new("--on") { Description = "The day it was sent.", HelpName = "YYYY-MM-DD", Required = true };

    public static Command Build()
    {
        To.AcceptOnlyFromAmong(Words.All<SafetyRecipient>());
        var list = new Command("list", "Lists serious events: which must be reported, until when, and what was reported.") { AsOf, CommonOptions.Trial, CommonOptions.Json };
        list.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<ListSafetyReports, ListedSafetyReports>(
            parsed, trial => new ListSafetyReports(trial, parsed.GetValue(AsOf)), Show, cancellation));
        var report = new Command("report", "Records that a serious event was reported.") { OfParticipant.Participant, Log, Entry, To, On, CommonOptions.Trial, CommonOptions.Json };
        report.WithAccount().SetAction((parsed, cancellation) => OfParticipant.RunAsync<RecordSafetyReport, RecordedSafetyReport>(
            parsed,
            (trial, participant) => new RecordSafetyReport(
                trial, participant, parsed.GetRequiredValue(Log), parsed.GetValue(Entry), Words.Parse<SafetyRecipient>(parsed.GetRequiredValue(To)), parsed.GetValue(On)),
            recorded => Screen.Line(Invariant($"Recorded: entry {recorded.Entry} of {recorded.LogCode} of {recorded.Number} went to the {Recipient(recorded.Recipient)} on {Shown.Day(recorded.SentOn)}.")),
            cancellation));
        return new Command("safety", "Serious events: which are due to be reported, and what was reported.") { list, report };
    }

    private static void Show(ListedSafetyReports listed)
    {
        if (listed.Events.Count > 0)
        {
            Columns.Write([
                ["Number", "Site", "Log", "Entry", "Known", "Ethics committee", "Reports"],
                .. listed.Events.Select(e => new[]
                {
                    e.Number, e.Site, e.LogCode, Invariant($"{e.Entry}"), Shown.Day(e.Judgement.KnownOn), Due(e),
                    e.Reports.Count == 0 ? "-" : string.Join("; ", e.Reports.Select(r => $"{Recipient(r.Recipient)} {Shown.Day(r.SentOn)}")),
                }),
            ]);
        }

        var overdue = listed.Events.Count(e => e.Clock.IsOverdue && e.IsWaiting);
        Screen.Line(Invariant($"On {listed.AsOf:yyyy-MM-dd}: {listed.Events.Count} serious {(listed.Events.Count == 1 ? "event" : "events")}, {overdue} overdue."));
    }

    private static string Due(SeriousEvent each) => each switch
    {
        { Judgement.IsReportable: false } => "need not be told",
        { Clock.DueOn: null } => "due; the day it was known is missing",
        { IsWaiting: false } => each.Clock.IsOverdue ? "told late" : "told in time",
        _ => $"{(each.Clock.IsOverdue ? "overdue" : "due")} {Shown.Day(each.Clock.DueOn)}",
    };

    private static string Recipient(SafetyRecipient recipient) => Words.Said(recipient);
}
