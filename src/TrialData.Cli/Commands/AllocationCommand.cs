using System.CommandLine;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Reporting;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary><c>trialdata allocation</c>: what was allocated, and what of it was in error.</summary>
internal static class AllocationCommand
{
    private static readonly Option<bool> Csv = new("--csv") { Description = "Answer in CSV." };

    private static readonly Option<string> Kind = new("--kind") { Description = "What was wrong.", Required = true };

    private static readonly Option<string[]> Corrected = new("--corrected")
    {
        Description = "A level that should have been another. May be given several times.",
        HelpName = "FACTOR=LEVEL",
    };

    private static readonly Option<string> Reason = new("--reason") { Description = "What happened.", HelpName = "TEXT", Required = true };

    private static readonly Option<bool> Asked = new("--ask") { Description = "Ask as a site researcher, who marks none." };

    private static readonly Argument<Guid> Error = new("error") { Description = "Id of the error." };

    private static readonly Option<bool> Decline = new("--decline") { Description = "Do not agree." };

    public static Command Build()
    {
        Kind.AcceptOnlyFromAmong(Words.All<AllocationErrorKind>());
        Corrected.Validators.Add(result =>
        {
            foreach (var pair in result.Tokens.Where(token => !ItemAnswers.IsPair(token.Value)))
            {
                result.AddError($"'{pair.Value}' is not FACTOR=LEVEL.");
            }
        });
        return new Command("allocation", "What was allocated, and what of it was in error. An allocation itself is never changed.")
        {
            BuildList(), ClustersCommand.BuildList(), BuildError(), BuildErrors(), BuildDecide(),
        };
    }

    private static Command BuildList()
    {
        var command = new Command("list", "Lists allocations with arm, levels as randomised and as corrected, and agreed errors.") { CommonOptions.Trial };
        command.WithCsvOrJson(Csv).WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<ListAllocations, ListedAllocations>(
            parsed, trial => new ListAllocations(trial), parsed.GetValue(Csv) ? listed => Console.Out.Write(AllocationCsv.Of(listed)) : Show, cancellation));
        return command;
    }

    private static Command BuildError()
    {
        var command = new Command("error", "Marks an allocation as made in error, until a second person agrees. The participant keeps the arm.")
        {
            OfParticipant.Participant, Kind, Corrected, Reason, Asked, CommonOptions.Trial, CommonOptions.Json,
        };
        command.WithAccount().SetAction((parsed, cancellation) =>
        {
            var (kind, corrected, reason) = (Words.Parse<AllocationErrorKind>(parsed.GetRequiredValue(Kind)), LevelsOf(parsed), parsed.GetRequiredValue(Reason));
            return parsed.GetValue(Asked)
                ? OfParticipant.RunAsync<AskAllocationInError, MarkedAllocation>(
                    parsed, (trial, participant) => new AskAllocationInError(trial, participant, kind, corrected, reason), Show, cancellation)
                : OfParticipant.RunAsync<MarkAllocationInError, MarkedAllocation>(
                    parsed, (trial, participant) => new MarkAllocationInError(trial, participant, kind, corrected, reason), Show, cancellation);
        });
        return command;
    }

    private static Command BuildErrors()
    {
        var command = new Command("errors", "Lists errors of allocations for whoever decides on them.") { CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<ListAllocationErrors, ListedAllocationErrors>(
            parsed, trial => new ListAllocationErrors(trial), Show, cancellation));
        return command;
    }

    private static Command BuildDecide()
    {
        var command = new Command("decide", "Agrees as a second person that an allocation was in error, or declines.") { Error, Decline, Reason, CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<DecideAllocationInError, DecidedAllocationError>(
            parsed,
            trial => new DecideAllocationInError(trial, parsed.GetValue(Error), !parsed.GetValue(Decline), parsed.GetRequiredValue(Reason)),
            decided => Screen.Line($"{decided.Number}, {Words.Said(decided.Kind)}: {Words.Said(decided.State)}."),
            cancellation));
        return command;
    }

    private static Dictionary<string, string> LevelsOf(ParseResult parsed)
    {
        var levels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (factor, level) in (parsed.GetValue(Corrected) ?? []).Select(ItemAnswers.Split))
        {
            levels[factor] = level;
        }

        return levels;
    }

    private static void Show(ListedAllocations listed)
    {
        if (listed.Allocations.Count > 0)
        {
            Columns.Write([
                ["Number", "Site", "Arm", "Day", "How", .. listed.Factors, "Errors"],
                .. listed.Allocations.Select(each => (string[])
                [
                    each.Number, each.Site, each.Arm, Shown.Day(each.AllocatedOn), each.IsManual ? "manual" : Words.Said(each.Origin),
                    .. listed.Factors.Select(factor => Level(each, factor)), each.Errors.Count == 0 ? "-" : string.Join(", ", each.Errors.Select(Words.Said)),
                ]),
            ]);
        }

        Screen.Line(Invariant($"Allocations: {listed.Allocations.Count}. A level that was corrected stands behind the one that was randomised on."));
    }

    private static string Level(ListedAllocation each, string factor)
    {
        var (was, should) = (each.AsRandomised.GetValueOrDefault(factor, "-"), each.AsCorrected.GetValueOrDefault(factor, "-"));
        return was == should ? was : $"{was} -> {should}";
    }

    private static void Show(MarkedAllocation marked)
    {
        Screen.Line($"{marked.Number}: {Words.Said(marked.Kind)}. The participant keeps the arm.");
        foreach (var (factor, level) in marked.AsRandomised.Where(each => marked.AsCorrected[each.Key] != each.Value))
        {
            Screen.Line($"  {factor}: randomised as {level}, should have been {marked.AsCorrected[factor]}");
        }

        Screen.Line(Invariant($"A second person decides: trialdata allocation decide {marked.ErrorId} --reason TEXT"));
    }

    private static void Show(ListedAllocationErrors listed)
    {
        foreach (var error in listed.Errors)
        {
            Screen.Line($"{error.Number} at {error.Site}  {Words.Said(error.Kind)}  {Words.Said(error.State)}");
            if (error.Corrected.Count > 0)
            {
                Screen.Line($"  should have been {string.Join(", ", error.Corrected.Select(each => $"{each.Key}={each.Value}"))}");
            }

            Screen.Line($"  because: {Shown.TextOrKept(error.Reason)}");
            if (error.DecidedAt is { } at)
            {
                Screen.Line($"  {Words.Said(error.State)} by {error.DecidedBy} at {Shown.Instant(at)}: {Shown.TextOrKept(error.DecisionReason)}");
            }

            Screen.Line($"  error {error.PublicId}, by {error.RecordedBy} at {Shown.Instant(error.RecordedAt)}");
        }

        Screen.Line(Invariant($"Errors: {listed.Errors.Count}, awaiting a decision: {listed.Errors.Count(e => e.State == AllocationErrorState.Awaiting)}."));
    }
}
