using System.CommandLine;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Pipeline;
using TrialData.Application.Reporting.Figures;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>Clusters, where they are randomised: their design assessed, their arms drawn and listed.</summary>
internal static class ClustersCommand
{
    private static readonly Option<FileInfo> Design = new("--design", "-d") { Description = "The design of clusters (JSON).", HelpName = "FILE", Required = true };

    private static readonly Option<long> Seed = new("--seed") { Description = "Of the sample, where there are too many allocations to look at all.", DefaultValueFactory = _ => 1 };

    private static readonly Option<FileInfo?> Figure = new("--figure") { Description = "Also draw which clusters share an arm how often, and the balance scores (SVG).", HelpName = "FILE" };

    public static Command BuildAssess()
    {
        var command = new Command("assess-clusters", "Looks at a design of clusters before it is sealed: how many allocations could be drawn, and what they have in common.")
        {
            Design, Seed, Figure, CommonOptions.Json,
        };
        command.SetAction(AssessAsync);
        return command;
    }

    public static Command BuildAllocate()
    {
        var command = new Command("allocate-clusters", "Draws the arms of all clusters at once, under the sealed scheme. It shows no arm.") { CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction(async (parsed, cancellation) =>
        {
            await using var session = Session.Open(parsed);
            return Answer.Give(await ConfirmAsync(session, parsed, cancellation), parsed.GetValue(CommonOptions.Json), ClustersView.Show);
        });
        return command;
    }

    public static Command BuildList()
    {
        var command = new Command("clusters", "Lists the clusters of the sites whose allocations you may see, with their arms.") { CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<ListClusters, ListedClusters>(
            parsed, trial => new ListClusters(trial), ClustersView.Show, cancellation));
        return command;
    }

    private static async Task<int> AssessAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var design = await File.ReadAllTextAsync(parsed.GetRequiredValue(Design).FullName, cancellation);

        // A look at a design needs no store: the handler is open to all and stands alone.
        var outcome = await Screen.WatchAsync("Drawing a sample", progress => new AssessClustersHandler().HandleAsync(
            new AssessClusters(design, parsed.GetValue(Seed)) { Progress = progress }, cancellation));
        if (!outcome.IsRefused && parsed.GetValue(Figure) is { } figure)
        {
            await WholeFile.WriteAsync(figure, CoAllocation.Draw("clusters", outcome.Value).ToSvg(), cancellation);
        }

        return Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), ClustersView.Show);
    }

    // Asked last, when nothing else stands in the way; who comes by a token made for this is not asked.
    private static async Task<Outcome<AllocatedClusters>> ConfirmAsync(Session session, ParseResult parsed, CancellationToken cancellation)
    {
        var outcome = await InTrial.AskAsync<AllocateClusters, AllocatedClusters>(session, parsed, trial => new AllocateClusters(trial), cancellation);
        return outcome.Refusal is RandomisationNotConfirmed
            ? await InTrial.AskAsync<AllocateClusters, AllocatedClusters>(
                session, parsed, trial => new AllocateClusters(trial, Ask.Hidden("Your own password, to allocate all clusters")), cancellation)
            : outcome;
    }
}
