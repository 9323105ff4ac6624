namespace TrialData.Application.Administration;

/// <summary>What recomputing an audit trail has shown.</summary>
/// <param name="Evidence">How many saves and allocations the trail vouches for.</param>
/// <param name="Records">How many other records it vouches for.</param>
/// <param name="Breaks">The first break of each chain, and rows that are not those vouched for; empty where all holds.</param>
public sealed record AuditProof(IReadOnlyList<ChainHead> Heads, int Evidence, long Records, IReadOnlyList<Pipeline.Fault> Breaks)
{
    /// <summary>Nothing may be written to the store meanwhile: heads, rows and events are read one after the other.</summary>
    /// <param name="kept">The checkpoints of the store; null where the trail must hold without any.</param>
    /// <param name="unreadable">Why not every checkpoint could be read.</param>
    public static async Task<AuditProof> OfAsync(
        IAuditTrail trail, IReadOnlyList<Checkpoint>? kept, string? unreadable, CancellationToken cancellation)
    {
        var heads = await trail.HeadsAsync(cancellation);
        var evidence = await trail.EvidenceAsync(cancellation);
        var check = new AuditCheck(heads, evidence);
        var records = new RecordCheck(trail.RetiredKinds);
        await foreach (var stored in trail.EventsAsync(cancellation))
        {
            check.Take(stored);
            records.Take(stored);
        }

        check.CompareWithHeads();
        if (unreadable is not null)
        {
            check.Break(AuditCheck.Checkpoints, unreadable);
        }

        if (kept is not null)
        {
            check.CompareWith(kept);
        }

        check.NameUnvouchedRows();
        if (await trail.KnowsRecordsAsync(cancellation))
        {
            await foreach (var found in trail.RecordsAsync(cancellation))
            {
                records.Compare(found);
            }

            records.NameMissing();
        }

        var faults = check.Breaks.Concat(records.Faults).DistinctBy(fault => fault.Place, StringComparer.Ordinal).ToList();
        return new AuditProof(heads.Heads, evidence.Digests.Count, records.Count, faults);
    }
}
