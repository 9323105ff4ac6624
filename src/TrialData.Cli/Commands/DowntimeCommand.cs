using System.CommandLine;
using System.Text;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Pipeline;
using TrialData.Application.Reporting;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary>Slots that were printed, as the terminal tells of them: without arms and codes.</summary>
internal sealed record PrintedSlots(string Site, int First, int Last, string File);

/// <summary><c>trialdata downtime</c>: envelopes for when the program cannot be reached.</summary>
internal static class DowntimeCommand
{
    private static readonly Option<string> Site = new("--site") { Description = "Code of the site.", HelpName = "CODE", Required = true };

    private static readonly Option<int> Count = new("--count") { Description = "How many.", HelpName = "N", Required = true };

    private static readonly Option<FileInfo> Out = new("--out", "-o") { Description = "The page to print. It shows arms: delete it afterwards.", HelpName = "FILE", Required = true };

    private static readonly Option<int> Slot = new("--slot") { Description = "Number on the envelope.", HelpName = "N", Required = true };

    private static readonly Option<string> Code = new("--code") { Description = "The code inside the envelope.", HelpName = "CODE", Required = true };

    private static readonly Option<DateOnly> On = new("--on") { Description = "The day it was opened.", HelpName = "YYYY-MM-DD", Required = true };

    private static readonly Option<string> Reason = new("--reason") { Description = "Why.", HelpName = "TEXT", Required = true };

    private static readonly Option<string> Fate = new("--as") { Description = "What became of them.", Required = true };

    private static readonly Argument<int[]> Slots = new("slots") { Description = "Numbers on the envelopes.", Arity = ArgumentArity.OneOrMore };

    public static Command Build()
    {
        Fate.AcceptOnlyFromAmong(Words.All<SlotFate>().Where(word => word != Words.Of(SlotFate.Used)).ToArray());
        return new Command("downtime", "Envelopes for allocating while the program cannot be reached: printed beforehand, entered afterwards.")
        {
            BuildIssue(), BuildEnter(), BuildWithdraw(), BuildList(),
        };
    }

    private static Command BuildIssue()
    {
        var command = new Command("issue", "Writes a page to print with one sheet for each slot, to be sealed by somebody who enrols nobody.") { Site, Count, Out, CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction(IssueAsync);
        return command;
    }

    private static Command BuildEnter()
    {
        var command = new Command("enter", "Enters that an envelope was opened for a participant.") { OfParticipant.Participant, Slot, Code, On, Reason, CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction((parsed, cancellation) => OfParticipant.RunAsync(
            parsed,
            (asker, participant) => asker.ConfirmAsync<EnterDowntimeAllocation, AllocatedParticipant, RandomisationNotConfirmed>(
                new EnterDowntimeAllocation(
                    asker.Trial, participant, parsed.GetValue(Slot), parsed.GetRequiredValue(Code), parsed.GetValue(On), parsed.GetRequiredValue(Reason)),
                (request, password) => request with { Password = password },
                "enter an allocation",
                cancellation),
            allocated => Screen.Line(Invariant($"{allocated.Number}: {allocated.Arm} ({allocated.ArmLabel}), {Shown.Day(allocated.AllocatedOn)}, manual. Check that this is what the envelope says.")),
            cancellation));
        return command;
    }

    private static Command BuildWithdraw()
    {
        var command = new Command("withdraw", "Takes envelopes out that nobody was allocated by. They are never issued again.") { Slots, Site, Fate, Reason, CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<WithdrawDowntimeSlots, WithdrawnSlots>(
            parsed,
            trial => new WithdrawDowntimeSlots(
                trial, parsed.GetRequiredValue(Site), parsed.GetRequiredValue(Slots), Words.Parse<SlotFate>(parsed.GetRequiredValue(Fate)), parsed.GetRequiredValue(Reason)),
            withdrawn => Screen.Line(Invariant($"{withdrawn.Site}, {Words.Said(withdrawn.Fate)}: {string.Join(", ", withdrawn.Slots)}.")),
            cancellation));
        return command;
    }

    private static Command BuildList()
    {
        var command = new Command("list", "Lists issued slots and what became of them, without arms.") { CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<ListDowntimeSlots, ListedSlots>(
            parsed, trial => new ListDowntimeSlots(trial), Show, cancellation));
        return command;
    }

    private static async Task<int> IssueAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(Out);
        await using var session = Session.Open(parsed);

        // Made first: slots that are issued and cannot be written would have to be withdrawn.
        await using var page = new FileStream(file.FullName, OwnersNewFile());
        var outcome = await InTrial.AskAsync<IssueDowntimeSlots, IssuedEnvelopes>(
            session, parsed, trial => new IssueDowntimeSlots(trial, parsed.GetRequiredValue(Site), parsed.GetValue(Count)), cancellation);
        if (outcome.IsRefused)
        {
            page.Close();
            file.Delete();
            return Answer.Refuse(outcome.Refusal!, parsed.GetValue(CommonOptions.Json));
        }

        var issued = outcome.Value;
        await page.WriteAsync(Encoding.UTF8.GetBytes(DowntimeEnvelopesHtml.Render(issued)), CancellationToken.None);
        Outcome<PrintedSlots> printed = new PrintedSlots(issued.Site, issued.Envelopes[0].Number, issued.Envelopes[^1].Number, file.FullName);
        return Answer.Give(printed, parsed.GetValue(CommonOptions.Json), Write);
    }

    private static FileStreamOptions OwnersNewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static void Write(PrintedSlots printed)
    {
        Screen.Line(Invariant($"Slots {printed.First} to {printed.Last} of site {printed.Site} are in {printed.File}"));
        Screen.Line("It shows arms. Print it, fold and seal each sheet in an opaque envelope with its number outside, and delete the file.");
    }

    private static void Show(ListedSlots listed)
    {
        if (listed.Slots.Count > 0)
        {
            Columns.Write([
                ["Site", "Slot", "Issued", "State", "Participant", "Opened"],
                .. listed.Slots.Select(slot => new[]
                {
                    slot.Site, Invariant($"{slot.Number}"), Shown.Instant(slot.IssuedAt), slot.Fate is { } fate ? Words.Said(fate) : "out",
                    slot.ParticipantNumber ?? "-", Shown.Day(slot.OpenedOn),
                }),
            ]);
        }

        Screen.Line(Invariant($"Slots: {listed.Slots.Count}, out: {listed.Slots.Count(slot => slot.Fate is null)}."));
    }
}
