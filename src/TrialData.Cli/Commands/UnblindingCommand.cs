using System.CommandLine;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Reporting;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary><c>trialdata unblinding</c>: one participant's arm in an emergency, and the register of who learned an arm.</summary>
internal static class UnblindingCommand
{
    private static readonly Option<string> Reason = new("--reason") { Description = "Why.", HelpName = "TEXT", Required = true };

    private static readonly Option<string> Kind = new("--kind") { Description = "How the arm became known.", Required = true };

    private static readonly Option<string> Learned = new("--learned-by")
    {
        Description = "Who learned it: a name or an office. Blinded people read this, so leave the arm out.",
        HelpName = "WHO",
        Required = true,
    };

    private static readonly Option<DateOnly> On = new("--on") { Description = "The day it became known.", HelpName = "YYYY-MM-DD", Required = true };

    private static readonly Argument<Guid> Entry = new("entry") { Description = "Id of the entry, as the register lists it." };

    private static readonly Option<string> Impact = new("--impact") { Description = "What it did to the trial.", HelpName = "TEXT", Required = true };

    private static readonly Option<bool> Csv = new("--csv") { Description = "Answer in CSV." };

    public static Command Build()
    {
        Kind.AcceptOnlyFromAmong(Words.All<CodeBreakKind>());
        return new Command("unblinding", "One participant's arm in an emergency, and the register of who learned an arm.")
        {
            BuildBreak(), BuildRecord(), BuildImpact(), BuildList(), BlindingCommand.Build(),
        };
    }

    private static Command BuildBreak()
    {
        var command = new Command("break", "Shows the arm of one participant in an emergency, after your own password. It is registered, and managers are told.")
        {
            OfParticipant.Participant, Reason, CommonOptions.Trial, CommonOptions.Json,
        };
        command.WithAccount().SetAction((parsed, cancellation) => OfParticipant.RunAsync<BreakBlind, BrokenBlind>(
            parsed,
            (trial, participant) => new BreakBlind(trial, participant, parsed.GetRequiredValue(Reason), Ask.Hidden("Password")),
            Write,
            cancellation));
        return command;
    }

    private static Command BuildRecord()
    {
        var command = new Command("record", "Notes that somebody learned the arm of a participant otherwise: by a slip, or as planned.")
        {
            OfParticipant.Participant, Kind, Learned, On, Reason, CommonOptions.Trial, CommonOptions.Json,
        };
        command.WithAccount().SetAction((parsed, cancellation) => OfParticipant.RunAsync<RecordCodeBreak, RecordedCodeBreak>(
            parsed,
            (trial, participant) => new RecordCodeBreak(
                trial, participant, Words.Parse<CodeBreakKind>(parsed.GetRequiredValue(Kind)), parsed.GetRequiredValue(Learned), parsed.GetValue(On),
                parsed.GetRequiredValue(Reason)),
            recorded => Screen.Line(Invariant($"Registered: {Words.Said(recorded.Kind)} unblinding of {recorded.Number} on {Shown.Day(recorded.BrokenOn)}, entry {recorded.CodeBreakId}.")),
            cancellation));
        return command;
    }

    private static Command BuildImpact()
    {
        var command = new Command("impact", "Adds to an entry of the register what it did to the trial.") { Entry, Impact, CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<AssessCodeBreak, AssessedCodeBreak>(
            parsed,
            trial => new AssessCodeBreak(trial, parsed.GetValue(Entry), parsed.GetRequiredValue(Impact)),
            assessed => Screen.Line($"Added to the entry about {assessed.Number ?? "all participants"}."),
            cancellation));
        return command;
    }

    private static Command BuildList()
    {
        var command = new Command("list", "Lists the register of unblinding, oldest first.") { CommonOptions.Trial };
        command.WithCsvOrJson(Csv).WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<ListCodeBreaks, RegisterOfCodeBreaks>(
            parsed,
            trial => new ListCodeBreaks(trial),
            parsed.GetValue(Csv) ? register => Console.Out.Write(CodeBreakCsv.Of(register)) : Show,
            cancellation));
        return command;
    }

    private static void Write(BrokenBlind broken)
    {
        Screen.Line($"{broken.Number}: {broken.Arm} ({broken.ArmLabel})");
        Screen.Line(Invariant($"Registered at {Shown.Instant(broken.BrokenAt)}, entry {broken.CodeBreakId}. Notices on their way: {broken.Notified}; none names the arm."));
        Screen.Line("Tell the arm to nobody who need not know it.");
    }

    private static void Show(RegisterOfCodeBreaks register)
    {
        foreach (var entry in register.Entries)
        {
            var whom = entry.Number is null ? "all participants" : $"{entry.Number} at {entry.Site}";
            Screen.Line($"{Shown.Day(entry.BrokenOn)}  {Words.Said(entry.Kind)}  {whom}: learned by {Shown.Text(entry.Learned)}");
            Screen.Line($"  because: {Shown.TextOrKept(entry.Reason)}");
            foreach (var impact in entry.Impacts)
            {
                Screen.Line($"  impact: {Shown.TextOrKept(impact.Impact)} ({impact.RecordedBy}, {Shown.Instant(impact.RecordedAt)})");
            }

            Screen.Line($"  entry {entry.PublicId}, {(entry.IsByHand ? "noted by hand" : "disclosed here")}, by {entry.RecordedBy} at {Shown.Instant(entry.RecordedAt)}");
        }

        Screen.Line(Invariant($"Unblindings: {register.Entries.Count}."));
    }
}
