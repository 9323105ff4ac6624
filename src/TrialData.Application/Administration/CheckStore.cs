using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Examines the store: its file, the triggers that guard the ledgers, its schema, its audit trail.</summary>
[OperatingSystemUserOnly, OutsideTransaction]
public sealed record CheckStore;

/// <param name="FileWasExamined">False where the engine's server does that itself.</param>
public sealed record CheckedStore(bool FileWasExamined, IReadOnlyList<string> Guards, string SchemaVersion, int Chains, long Events, int Evidence, long Records);

public sealed record UnsoundStore(int Count, string First)
    : Refusal("store.unsound", Count == 1 ? $"The store is not sound: {First}." : Invariant($"The store is not sound in {Count} places, the first: {First}."))
{
    internal override bool StandsUnrecorded => true;

    internal static UnsoundStore By(IReadOnlyList<Fault> faults) => new(faults.Count, faults[0].ToString()) { Faults = faults };
}

public sealed class CheckStoreHandler(IStoreSchema schema, IStoreFiles files, IAuditTrail trail, ICheckpoints checkpoints, IUnitOfWork unit)
    : IUseCase<CheckStore, CheckedStore>
{
    public async Task<Outcome<CheckedStore>> HandleAsync(CheckStore request, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        var damage = await files.DamageAsync(cancellation);
        faults.AddRange((damage ?? []).Select(found => new Fault("file", Value: null, found)));

        var examined = await files.ExamineSchemaAsync(cancellation);
        faults.AddRange(examined.Faults);

        if (await schema.WhyNotUsableAsync(cancellation) is { } unusable)
        {
            faults.Add(new Fault("schema", Value: null, unusable.Message));
        }

        if (examined.LacksTables)
        {
            return UnsoundStore.By(faults);
        }

        var proof = await ProveAsync(unit.BeginReadingAsync, cancellation);
        if (proof.Breaks.Count > 0)
        {
            // Others go on writing, and may have kept a checkpoint meanwhile: what seems broken is looked at again without them.
            proof = await ProveAsync(unit.BeginAsync, cancellation);
        }

        faults.AddRange(proof.Breaks);
        if (faults.Count > 0)
        {
            return UnsoundStore.By(faults);
        }

        var facts = await files.FactsAsync(cancellation);
        return new CheckedStore(
            damage is not null, examined.Guards, facts.SchemaVersion, proof.Heads.Count, proof.Heads.Sum(h => h.LastSequence), proof.Evidence, proof.Records);
    }

    private async Task<AuditProof> ProveAsync(Func<CancellationToken, Task> begin, CancellationToken cancellation)
    {
        await begin(cancellation);
        try
        {
            var kept = await KeptCheckpoints.OfAsync(schema, checkpoints, cancellation);
            return await AuditProof.OfAsync(trail, kept.Points, kept.Unreadable, cancellation);
        }
        finally
        {
            await unit.RollBackAsync();
        }
    }
}
