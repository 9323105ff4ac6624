using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation.Lists;

public sealed record ListMissing()
    : Pipeline.Refusal("allocation.list-missing", "The design is that of an uploaded list. Give the list with it.");

public sealed record ListNotForClusters()
    : Pipeline.Refusal("allocation.list-not-for-clusters", "The protocol randomises clusters, and all of them at once: a list of allocations one after another has no meaning there.");

public sealed record ListFaulty(string Details)
    : Pipeline.Refusal("allocation.list-faulty", $"The list cannot be used. {Details}")
{
    internal static Pipeline.Refusal Of(IReadOnlyList<ListFinding> findings)
    {
        var faults = findings.Select(finding => finding.AsFault()).ToList();
        return Pipeline.FileFaults.Listing(new ListFaulty(Pipeline.FileFaults.InWords(faults)), faults);
    }
}

public sealed record ListNotAppended()
    : Pipeline.Refusal(
        "allocation.list-not-appended",
        "The trial's scheme is sealed already. A list with other or further rows would need a commitment of its own: a sealed list is neither appended to nor exchanged.");

/// <param name="Warnings">What is worth a look, though nothing is against the plan.</param>
internal sealed record ListToSeal(ListPlan Plan, IReadOnlyList<ListRow> Rows, IReadOnlyList<string> Warnings);

/// <summary>A list on its way under the seal.</summary>
internal static class SealedList
{
    /// <summary>A list, or why it is refused. Its digest needs the secret and is still to come.</summary>
    public static Pipeline.Outcome<ListToSeal> Read(string design, string list, TrialProtocol protocol)
    {
        var reading = ListPlan.Read(design);
        var faults = reading.Value is { } read
            ? SchemeFit.FaultsIn(read, protocol).ToList()
            : reading.Faults.Select(fault => new Pipeline.Fault(fault.Place, fault.Value, fault.Reason)).ToList();
        if (reading.Value is not { } plan || faults.Count > 0)
        {
            return InvalidDesign.Of(faults);
        }

        var text = ListText.Read(list, plan.StratifyBy);
        var findings = text.Faults.Count > 0 ? text.Faults : text.Against(plan);
        return findings.Count > 0
            ? ListFaulty.Of(findings)
            : new ListToSeal(plan, text.Rows, text.WarningsOf(plan).Select(warning => $"{warning.Place}: {warning.Reason}").ToList());
    }

    /// <summary>The design that is committed to. Sites stay open: one that joins later finds no rows, and nobody is allocated there.</summary>
    public static (UploadedList Design, ListPieces Pieces) DesignOf(ListPlan plan, IReadOnlyList<ListRow> rows, byte[] secret)
    {
        var factors = plan.StratifyBy.Select(factor => factor.Name == RandomisationPlan.Site ? factor with { Levels = [] } : factor).ToList();
        var pieces = ListPieces.Of(plan.Arms, factors, rows, secret);
        return (new UploadedList(plan.Arms, factors, rows, pieces.Root, isInPieces: true), pieces);
    }
}
