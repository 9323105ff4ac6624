using TrialData.Application.Pipeline;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation;

/// <summary>The allocations of a scheme that was sealed before there were ledgers: its ledger follows from them.</summary>
public sealed class EarlierAllocations(IAllocationVault vault)
{
    internal async Task<Outcome<IReadOnlyList<EarlierAllocation>>> FindAsync(Scheme scheme, CancellationToken cancellation)
    {
        // Every other procedure came with the ledger.
        if (scheme.Document.Design is not ShuffledBlocks)
        {
            return new List<EarlierAllocation>();
        }

        var earlier = (await vault.EarlierAsync(scheme.SchemeId, cancellation)).ToList();
        foreach (var stratum in earlier.GroupBy(allocation => allocation.Stratum, StringComparer.Ordinal))
        {
            if (stratum.Where((allocation, before) => allocation.SequenceInStratum != before + 1).FirstOrDefault() is { } found)
            {
                return new EarlierAllocationsMissing(Invariant($"In {stratum.Key} allocation {found.SequenceInStratum} does not follow the one before."));
            }
        }

        var (counted, entries) = await vault.CountedAsync(scheme.SchemeId, cancellation);
        return counted == earlier.Count + entries
            ? earlier
            : new EarlierAllocationsMissing(Invariant($"Its strata count {counted} allocations, and {earlier.Count} of before the ledger and {entries} of the ledger are there."));
    }
}
